import type { Client, WireRecord } from '@huozi/client'
import type { JsonObject } from '@huozi/core'
import type { FormDefinition } from '@huozi/forms'
import { createFormStore, type FormEnvironment, type FormStore, formSelect } from '@huozi/forms/react'

/** What a form is made from, as of one moment. */
export interface FormBasis {
  readonly definition: FormDefinition
  /** The record as loaded; null for a new one. */
  readonly record: WireRecord | null
}

/** A form being filled. It keeps its basis while model and record change elsewhere, until the user reloads it. */
export interface OpenForm extends FormBasis {
  readonly store: FormStore
}

/** Loads the newest definition, and the record with the parent values the form computes with. */
export async function fetchBasis(client: Client, object: string, id: string | undefined): Promise<FormBasis> {
  const definition = await client.form<FormDefinition>(object, { id })
  const record = id === undefined ? null : await client.records.get(object, id, { select: formSelect(definition) })
  return { definition, record }
}

/** Opens a form over a basis, with values the user had typed before. */
export function openForm(basis: FormBasis, environment: FormEnvironment, typed: JsonObject = {}): OpenForm {
  const { definition, record } = basis
  return { ...basis, store: createFormStore(definition, { record, environment, typed }) }
}

/** True when two definitions make the same form, though the model around them may have been published anew. */
export function isSameForm(a: FormDefinition, b: FormDefinition): boolean {
  return JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 })
}
