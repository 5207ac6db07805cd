import type { Json } from '@huozi/core'
import type { Document } from './document.ts'

/** Records shipped with a package, found again by their external id (`metadata-syntax.md` §14). */
export interface DatasetDocument extends Document {
  readonly kind: 'dataset'
  readonly object: string
  /** Field by whose value the records are found again. */
  readonly externalId: string
  /** For trying things out; removable in one action. */
  readonly sample?: boolean
  readonly onUpgrade?: 'update' | 'keep'
  readonly records: readonly { readonly [field: string]: Json }[]
}
