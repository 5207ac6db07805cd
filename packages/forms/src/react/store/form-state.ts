import type { Clock, Json, JsonObject, Locale } from '@huozi/core'
import type { FormDefinition, FormField } from '../../form-definition.ts'

/** What a form needs to know of its surroundings to compute; nothing of the page. */
export interface FormEnvironment {
  readonly locale: Locale
  /** IANA zone of the user: dates are judged and instants shown in it. */
  readonly zone: string
  readonly me: { readonly id: string; readonly label: string; readonly roles: readonly string[] }
  readonly clock: Clock
}

/** All that a field's widget depends on. A new object is made only when something in it changed. */
export interface FieldState {
  readonly value: Json
  readonly required: boolean
  readonly readOnly: boolean
  /** Codes another field's value leaves of the choices; null when it has no say. */
  readonly left: readonly string[] | null
  /** Currency of an amount, where the record names its own; null where the field's definition does. */
  readonly currency: string | null
  /** What is wrong with the value, in the reader's language; null when nothing may be said (yet). */
  readonly error: string | null
}

/** What the frame of the form depends on. */
export interface FormStatus {
  readonly dirty: boolean
  /** Refusals that belong to no field the reader can see. */
  readonly messages: readonly string[]
  /** Shown fields with an error, in the order of the form. */
  readonly invalidFields: readonly string[]
}

/** One refusal of the server; the pointer leads into the record that was sent. */
export interface ServerIssue {
  readonly pointer: string
  readonly detail: string
}

/**
 * The state of one form over one record. Setting a value runs the formulas, defaults and conditions that read it
 * and wakes only the subscribers of paths that changed.
 *
 * Paths: a field's name, `place:<tab>[/<section>[/<field>]]` for what may be hidden, and `STATUS`.
 */
export interface FormStore {
  readonly definition: FormDefinition
  /** The record as loaded; null for a new one. */
  readonly record: JsonObject | null
  readonly environment: FormEnvironment
  definitionOf(field: string): FormField | undefined
  field(name: string): FieldState
  value(name: string): Json
  isVisible(place: Place): boolean
  status(): FormStatus
  subscribe(path: string, listener: () => void): () => void
  /** The user set a value by hand. */
  set(field: string, value: Json): void
  /** The user left a field: from now on its errors are shown while typing. */
  blur(field: string): void
  /** Shows the errors of every visible field; true when there are none. */
  validate(): boolean
  /** Puts the server's refusals beside their fields; those of fields that are not shown become messages. */
  refuse(issues: readonly ServerIssue[]): void
  /** Merge patch of what the user set by hand (cleared = null); computed values are left to the server. */
  changes(): JsonObject
  /** Everything the user set by hand, to be carried into a form made from a newer model or record. */
  typed(): JsonObject
}

/** Path of the form's status; no field can have this name. */
export const STATUS = ':status'

/** A place in the layout that a condition may hide: tab, section or item. */
export type Place = `place:${string}`

/** Path of a tab, a section or an item. */
export function placeOf(...names: readonly string[]): Place {
  return `place:${names.join('/')}`
}
