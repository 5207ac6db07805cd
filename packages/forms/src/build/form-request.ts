import type { TypedExpression } from '@huozi/expression'
import type { AccessSet, Model, ObjectModel } from '@huozi/metadata'

/** For whom and for what a form is made. */
export interface FormRequest {
  readonly model: Model
  readonly object: ObjectModel
  readonly access: AccessSet
  /** Language tag labels are asked in. */
  readonly language: string
  readonly tenant: { readonly locale: string; readonly currency: string }
  /** Roles of the reader: layouts may be for some only. */
  readonly roles: readonly string[]
  /** A form for a new record, or for one that exists. */
  readonly action: 'create' | 'update'
  readonly recordType?: string | null
  /** The layout asked for; absent = the best that fits. One that does not fit is not taken. */
  readonly layout?: string | undefined
  /** Judges a layout's `when` for the record at hand. Without it layouts that have one do not fit. */
  readonly holds?: (condition: TypedExpression) => boolean
}
