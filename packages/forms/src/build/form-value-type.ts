import type { ValueType } from '@huozi/expression'
import { valueToJson } from '@huozi/expression'
import { type AccessSet, type FieldModel, type Model, type OptionSetModel, visibleTarget } from '@huozi/metadata'
import type { FormOptionSet, FormValueType } from '../form-definition.ts'

/** The type of a field's value as the browser is told. An object the reader may not see has no name there. */
export function formValueType(
  field: FieldModel,
  { model, access }: { model: Model; access: AccessSet },
): FormValueType {
  const { type } = field
  const from = field.fieldType.plainText
  if (from !== undefined) return { kind: 'text', from }
  if (field.targets.length > 0) return { kind: 'reference', object: '' }
  if (type.kind !== 'reference') return serialType(type)
  const target = field.target()
  const isKnown = target === undefined || target === model.system.get('user') || visibleTarget(field, access) === target
  return isKnown ? type : { kind: 'reference', object: '' }
}

function serialType(type: ValueType): FormValueType {
  if (type.kind === 'choice') return { kind: 'choice', optionSet: type.options.name }
  if (type.kind === 'number' || type.kind === 'duration') return { kind: type.kind }
  if (type.kind === 'list') return { kind: 'list', of: serialType(type.of) }
  return type as FormValueType
}

/** The option sets of fields, and those their attributes are chosen from, by name. */
export function formOptionSets(fields: Iterable<FieldModel>): { readonly [name: string]: FormOptionSet } {
  const sets = new Map<string, FormOptionSet>()
  const add = (type: ValueType): void => {
    if (type.kind === 'list') add(type.of)
    if (type.kind !== 'choice' || sets.has(type.options.name)) return
    const { name, codes, attributes } = type.options as OptionSetModel
    const entries = Object.entries(attributes)
    sets.set(name, {
      codes,
      attributes: Object.fromEntries(entries.map(([key, scope]) => [key, formAttribute(scope)])),
    })
    for (const [, scope] of entries) add(scope.type)
  }
  for (const { type } of fields) add(type)
  return Object.fromEntries(sets)
}

function formAttribute({ type, values }: OptionSetModel['attributes'][string]): FormOptionSet['attributes'][string] {
  const byCode = Object.entries(values).map(([code, value]) => [code, valueToJson(value)])
  return { type: serialType(type), values: Object.fromEntries(byCode) }
}
