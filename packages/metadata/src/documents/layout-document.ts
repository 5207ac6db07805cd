import type { Text } from '@huozi/core'
import type { Document, ExpressionSource } from './document.ts'

/** How a record is shown and edited (`metadata-syntax.md` §4). */
export interface LayoutDocument extends Document {
  readonly kind: 'layout'
  readonly object: string
  readonly form?: 'page' | 'quickCreate' | 'mobile'
  readonly recordTypes?: readonly string[]
  readonly roles?: readonly string[]
  readonly when?: ExpressionSource
  readonly priority?: number
  readonly tabs: readonly LayoutTab[]
}

export interface LayoutTab {
  readonly name: string
  readonly label?: Text
  readonly visible?: boolean | ExpressionSource
  readonly sections: readonly LayoutSection[]
}

export interface LayoutSection {
  readonly name: string
  readonly label?: Text
  readonly columns?: number
  readonly visible?: boolean | ExpressionSource
  readonly collapsed?: boolean
  /** A bare string is the item of that field. */
  readonly items: readonly (string | LayoutItem)[]
}

export interface LayoutItem {
  readonly field: string
  readonly visible?: boolean | ExpressionSource
  readonly required?: boolean | ExpressionSource
  readonly readOnly?: boolean | ExpressionSource
  readonly width?: number
}
