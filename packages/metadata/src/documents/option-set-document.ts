import type { Json, Text } from '@huozi/core'
import type { Document } from './document.ts'

/** Choices and what they carry; the same in an option set and inside a picklist field. */
export interface OptionListDocument {
  readonly attributes?: readonly AttributeDocument[]
  readonly values?: readonly OptionValueDocument[]
}

/** A shared set of choices (`metadata-syntax.md` §3.2). */
export interface OptionSetDocument extends Document, OptionListDocument {
  readonly kind: 'optionSet'
}

export interface AttributeDocument {
  readonly name: string
  /** A field type. */
  readonly type: string
  readonly label?: Text
  readonly required?: boolean
  readonly default?: Json
  readonly optionSet?: string
  readonly [option: string]: Json | undefined
}

export interface OptionValueDocument {
  readonly code: string
  readonly label?: Text
  readonly color?: string
  readonly active?: boolean
  readonly attributes?: { readonly [name: string]: Json }
  readonly replacedBy?: string
}
