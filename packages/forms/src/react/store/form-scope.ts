import {
  type FieldScope,
  type ObjectScope,
  type OptionSetScope,
  type Scope,
  TEXT,
  type ValueType,
} from '@huozi/expression'
import type { FormDefinition, FormOptionSet, FormValueType } from '../../form-definition.ts'
import { toValue } from './wire-value.ts'

/**
 * The names the form's expressions may use: its fields, and the parents' fields the definition gives types for. A user's
 * own fields are not sent to the browser; a rule that reads them is left to the server.
 */
export function formScope(definition: FormDefinition, types: TypeReader): Scope {
  return {
    object: recordScope(definition, types),
    user: { name: definition.user, field: () => undefined, fieldNames: () => [] },
    change: true,
  }
}

/** Turns the serialised type of a field into the expression room's. */
export type TypeReader = (type: FormValueType) => ValueType

/** Option sets are made once, so that two fields of one set have the same type. */
export function typeReader({ optionSets }: FormDefinition): TypeReader {
  const sets = new Map<string, OptionSetScope>()
  const read: TypeReader = (type) => {
    if (type.kind === 'list') return { kind: 'list', of: read(type.of) }
    if (type.kind === 'text') return TEXT
    if (type.kind !== 'choice') return type
    const known = sets.get(type.optionSet) ?? optionSetScope(type.optionSet, optionSets[type.optionSet], read)
    sets.set(type.optionSet, known)
    return { kind: 'choice', options: known }
  }
  return read
}

function optionSetScope(name: string, set: FormOptionSet | undefined, read: TypeReader): OptionSetScope {
  const attributes = Object.entries(set?.attributes ?? {}).map(([attribute, { type, values }]) => {
    const byCode = Object.entries(values).map(([code, value]) => [code, toValue(type, value)])
    return [attribute, { type: read(type), values: Object.fromEntries(byCode) }]
  })
  return { name, codes: set?.codes ?? [], attributes: Object.fromEntries(attributes) }
}

function recordScope(definition: FormDefinition, types: TypeReader): ObjectScope {
  const names = Object.keys(definition.fields)
  return {
    name: definition.object,
    fieldNames: () => names,
    field: (name) => {
      if (!Object.hasOwn(definition.fields, name)) return undefined
      const type = definition.fields[name]?.valueType
      return type && fieldScope(definition, type, { path: name, types })
    },
  }
}

function fieldScope(
  definition: FormDefinition,
  type: FormValueType,
  { path, types }: { path: string; types: TypeReader },
): FieldScope {
  if (type.kind !== 'reference') return { type: types(type) }
  return { type: types(type), target: () => parentScope(definition, type.object, { path, types }) }
}

/** The object behind a reference, as far as the definition gives types for paths through it. */
function parentScope(
  definition: FormDefinition,
  name: string,
  { path, types }: { path: string; types: TypeReader },
): ObjectScope {
  return {
    name,
    fieldNames: () => [],
    field: (field) => {
      const longer = `${path}.${field}`
      const type = Object.hasOwn(definition.paths, longer) ? definition.paths[longer] : undefined
      return type && fieldScope(definition, type, { path: longer, types })
    },
  }
}
