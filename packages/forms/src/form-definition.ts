/**
 * The compiled form: pure data, made on the server by `buildForm` for one reader, object, record type and language,
 * rendered in the browser by `./react`. Expressions travel as JsonLogic and are evaluated by the expression room.
 */
import type { Json, JsonObject, PlainTextKind } from '@huozi/core'

/** `GET /forms/{object}`. */
export interface FormDefinition {
  readonly object: string
  readonly label: string
  /** Version of the model the form was made from. */
  readonly version: number
  /** Language the labels are in. */
  readonly language: string
  readonly tabs: readonly FormTab[]
  readonly fields: { readonly [name: string]: FormField }
  /** Option sets the form's expressions speak of, by name. */
  readonly optionSets: { readonly [name: string]: FormOptionSet }
  /**
   * Types of the paths through references that the form's expressions read (`member.level`). A record opened in the form is
   * selected with them, and so are the candidates of a lookup, so that what depends on a parent stays live.
   */
  readonly paths: { readonly [path: string]: FormValueType }
  /** Name of the object of users, the type of `me`. */
  readonly user: string
  /**
   * Flat JSON Schema of the values: no if/then, dependencies, oneOf (mechanisms.md §14). Decimals are strings with a
   * pattern, blank is null; what the reader cannot write is `readOnly`.
   */
  readonly schema: JsonObject
  readonly uiSchema: JsonObject
  /** Rules over the record that the browser may judge early; the server judges all of them again. */
  readonly validations: readonly FormValidation[]
}

export interface FormTab {
  readonly name: string
  readonly label: string
  readonly visible?: Json
  readonly sections: readonly FormSection[]
}

export interface FormSection {
  readonly name: string
  readonly label: string | null
  readonly columns: number
  readonly visible?: Json
  readonly collapsed: boolean
  readonly items: readonly FormItem[]
}

/** A place in a section. Layout conditions may only be stricter than the field's own. */
export interface FormItem {
  readonly field: string
  /** Grid columns it spans. */
  readonly width: number
  readonly visible?: Json
}

export interface FormField {
  readonly name: string
  readonly label: string
  readonly help: string | null
  /** Name of the field type. */
  readonly type: string
  /** Name in the widget registry. */
  readonly widget: string
  /** Type of the value in expressions: the browser builds its scope from it. */
  readonly valueType: FormValueType
  /** The reader may write it at all; `readOnly` may still forbid it for this record. */
  readonly editable: boolean
  /** JsonLogic conditions over the record; absent = constant false (required, readOnly) or true (visible). */
  readonly required?: Json
  readonly readOnly?: Json
  /** Live formula of a computed field. */
  readonly formula?: Json
  /** Value of a new record; recomputed with `defaultOn: change` until the user sets the field. */
  readonly default?: { readonly expression: Json; readonly on: 'create' | 'change' }
  readonly choices?: readonly FormChoice[]
  /** The choices left, by code of another field's value; see `codesLeft` of the metadata room. */
  readonly dependsOn?: { readonly field: string; readonly map: { readonly [code: string]: readonly string[] } }
  /** Target object of a reference, with the condition its candidates must meet. */
  readonly reference?: { readonly object: string; readonly label: string; readonly where?: Json }
  /** Targets of a reference that may point to several objects, as far as the reader may see them. */
  readonly references?: readonly { readonly object: string; readonly label: string }[]
  readonly scale?: number
  readonly maxLength?: number
  readonly min?: string
  readonly max?: string
  readonly currency?: string
  /** Field that names the currency of the amount; `currency` while it is blank. */
  readonly currencyFrom?: string
}

/** Serialisable twin of the expression room's value types. */
export type FormValueType =
  /** `from`: how the wire form becomes the text that expressions see; absent = it is that text. */
  | { readonly kind: 'text'; readonly from?: PlainTextKind }
  | { readonly kind: 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'duration' | 'json' }
  | { readonly kind: 'choice'; readonly optionSet: string }
  | { readonly kind: 'reference'; readonly object: string }
  | { readonly kind: 'list'; readonly of: FormValueType }

export interface FormChoice {
  readonly code: string
  readonly label: string
  readonly color: string | null
  readonly active: boolean
}

/** An option set as expressions see it: order of the codes for comparisons, attribute values by code for `attr()`. */
export interface FormOptionSet {
  readonly codes: readonly string[]
  readonly attributes: { readonly [name: string]: { readonly type: FormValueType; readonly values: JsonObject } }
}

export interface FormValidation {
  readonly name: string
  /** JsonLogic: true = wrong. */
  readonly failWhen: Json
  readonly field: string | null
  readonly message: string
}
