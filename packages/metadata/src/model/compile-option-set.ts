import { type Json, type JsonObject, MODEL_INCONSISTENT, refuse } from '@huozi/core'
import type { AttributeScope } from '@huozi/expression'
import type { AttributeDocument, OptionListDocument, OptionValueDocument } from '../documents/option-set-document.ts'
import type { FieldSurroundings, FieldType } from '../field-types/field-type.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { lazy } from './lazy.ts'
import type { OptionModel, OptionSetModel } from './option-set-model.ts'
import { expressionValue, readLiteral } from './typed-value.ts'

/** What compiling a set of choices needs to know around it. */
export interface OptionSetSurroundings {
  /** Identity of a value by its code. */
  readonly idOf: (code: string) => number
  /** Another set, for attributes that are choices themselves; asked on first use, because sets may refer to each other. */
  readonly findSet: (name: string) => OptionSetModel | undefined
}

/** Compiles a set of choices: an option set document or the own values of a field. */
export function compileOptionSet(
  name: string,
  document: OptionListDocument,
  surroundings: OptionSetSurroundings,
): OptionSetModel {
  const values = (document.values ?? []).map((value) => compileValue(value, surroundings.idOf))
  const attributes = lazy(() => compileAttributes(document, surroundings.findSet))
  return Object.freeze({
    name,
    values: Object.freeze(values),
    codes: Object.freeze(values.map(({ code }) => code)),
    get attributes() {
      return attributes()
    },
  })
}

function compileValue(value: OptionValueDocument, idOf: (code: string) => number): OptionModel {
  return Object.freeze({
    id: idOf(value.code),
    code: value.code,
    label: value.label,
    color: value.color ?? null,
    active: value.active !== false,
  })
}

function compileAttributes(
  document: OptionListDocument,
  findSet: OptionSetSurroundings['findSet'],
): Readonly<Record<string, AttributeScope>> {
  const attributes = (document.attributes ?? []).map((attribute) => {
    const scope = compileAttribute(attribute, document.values ?? [], findSet)
    return [attribute.name, scope] as const
  })
  return frozenRecord(attributes)
}

function compileAttribute(
  attribute: AttributeDocument,
  values: readonly OptionValueDocument[],
  findSet: OptionSetSurroundings['findSet'],
): AttributeScope {
  const fieldType = attributeFieldType(attribute)
  const around = attributeSurroundings(attribute, findSet)
  const type = fieldType.valueType(attribute as JsonObject, around)
  const parser = fieldType.parser(attribute as JsonObject, around)
  const byCode = values.map(({ code, attributes }) => {
    const literal: Json = attributes?.[attribute.name] ?? attribute.default ?? null
    return [code, expressionValue(readLiteral(literal, parser, '').value, type)] as const
  })
  return Object.freeze({ type, values: frozenRecord(byCode) })
}

function attributeFieldType({ name, type }: AttributeDocument): FieldType {
  return fieldTypes.get(type) ?? refuse(MODEL_INCONSISTENT, { what: `attribute ${name}`, expected: 'a known type' })
}

/** What the type of an attribute may ask for; attributes never point at records. */
function attributeSurroundings(
  attribute: AttributeDocument,
  findSet: OptionSetSurroundings['findSet'],
): FieldSurroundings {
  const optionSet = attribute.optionSet === undefined ? undefined : findSet(attribute.optionSet)
  return { optionSet: optionSet ?? null, target: null }
}

/** A lookup table without a prototype: names come from tenants. */
function frozenRecord<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null)
  for (const [name, value] of entries) record[name] = value
  return Object.freeze(record)
}
