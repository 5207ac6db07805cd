import type { Document, ExpressionSource } from './document.ts'

/** A list of records (`metadata-syntax.md` §4). */
export interface ListViewDocument extends Document {
  readonly kind: 'listView'
  readonly object: string
  readonly type?: 'table'
  readonly roles?: readonly string[]
  /** A bare string is the column of that path. */
  readonly columns: readonly (string | ListColumn)[]
  readonly where?: ExpressionSource
  /** Paths, `-` before those that go down. */
  readonly sort?: readonly string[]
}

export interface ListColumn {
  readonly field: string
  readonly width?: number
}
