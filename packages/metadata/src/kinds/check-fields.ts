import {
  childPointer,
  FIELD_CONFLICT,
  type FieldRule,
  type Issue,
  issue,
  type Json,
  type JsonObject,
  NAME_RESERVED,
} from '@huozi/core'
import { AGGREGATES } from '@huozi/expression'
import { isDerived } from '../documents/derived.ts'
import type { FieldDocument, ObjectDocument } from '../documents/object-document.ts'
import type { OptionListDocument, OptionSetDocument } from '../documents/option-set-document.ts'
import { readValueSource } from '../documents/value-source.ts'
import type { FieldType } from '../field-types/field-type.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { compileOptionSet } from '../model/compile-option-set.ts'
import type { OptionSetModel } from '../model/option-set-model.ts'
import { readLiteral } from '../model/typed-value.ts'
import { checkOptionList } from './check-option-list.ts'
import type { CheckContext } from './kind-definition.ts'
import { isReservedFieldName } from './reserved-names.ts'

/** Checks each field of an object by itself. Types and options have passed the schema. */
export function* checkFields({ fields }: ObjectDocument, context: CheckContext): Iterable<Issue> {
  for (const [index, field] of fields.entries()) {
    const type = fieldTypes.get(field.type)
    if (type === undefined) continue
    const at = childPointer('/fields', index)
    if (isReservedFieldName(field.name)) yield issue(NAME_RESERVED, { name: field.name }, childPointer(at, 'name'))
    yield* checkCombination(field, type, at)
    yield* checkOptions(field, type, at)
    if (type.hasChoices === true) yield* checkChoices(field, at, context)
    yield* checkDefault(field, { type, at, context })
  }
}

const DERIVATIONS = ['formula', 'rollup'] as const

/** Properties a computed field, a generated one and a part's reference to its whole cannot have, each with its rule. */
function* checkCombination(field: FieldDocument, type: FieldType, at: string): Iterable<Issue> {
  const isPart = type.reference?.isPart === true
  if (isPart) yield* refuseProperties(field, [...DERIVATIONS, 'required'], { rule: 'partAlone', at })
  if (type.generated === true) {
    yield* refuseProperties(field, ['default', ...DERIVATIONS, 'required'], { rule: 'generatedAlone', at })
  }
  if (type.refused !== undefined) yield* refuseProperties(field, type.refused, { rule: 'notOfType', at })
  if (!isDerived(field)) return
  if (field.rollup !== undefined && (field.rollup.value !== undefined) !== takesValue(field.rollup.aggregate)) {
    yield issue(FIELD_CONFLICT, { field: field.name, rule: 'rollupValue' }, childPointer(at, 'rollup', 'value'))
  }
  if (field.formula !== undefined) yield* refuseProperties(field, ['rollup'], { rule: 'derivedTwice', at })
  const stored = ['default', 'required', 'unique', 'externalId', 'indexed']
  yield* refuseProperties(field, stored, { rule: 'formulaAlone', at })
}

function takesValue(aggregate: string): boolean {
  return AGGREGATES.some(({ name, takesValue }) => name === aggregate && takesValue)
}

function* refuseProperties(
  field: FieldDocument,
  names: readonly string[],
  { rule, at }: { rule: FieldRule; at: string },
) {
  for (const name of names) {
    const value = field[name]
    if (value !== undefined && value !== false) {
      yield issue(FIELD_CONFLICT, { field: field.name, rule }, childPointer(at, name))
    }
  }
}

function* checkOptions(field: FieldDocument, type: FieldType, at: string): Iterable<Issue> {
  for (const { option, rule } of type.conflicts?.(field as JsonObject) ?? []) {
    yield issue(FIELD_CONFLICT, { field: field.name, rule }, childPointer(at, option))
  }
  if (field.externalId === true && type.column(field as JsonObject).kind !== 'text') {
    yield issue(FIELD_CONFLICT, { field: field.name, rule: 'externalIdText' }, childPointer(at, 'externalId'))
  }
}

function* checkChoices(field: FieldDocument, at: string, context: CheckContext): Iterable<Issue> {
  const own = field as OptionListDocument
  const hasOwn = own.values !== undefined || own.attributes !== undefined
  if (field.optionSet !== undefined && hasOwn) {
    yield issue(FIELD_CONFLICT, { field: field.name, rule: 'choicesTwice' }, childPointer(at, 'optionSet'))
  } else if (field.optionSet === undefined && own.values === undefined) {
    yield issue(FIELD_CONFLICT, { field: field.name, rule: 'choicesMissing' }, childPointer(at, 'optionSet'))
  }
  yield* checkOptionList(own, at, context)
}

interface DefaultPlace {
  readonly type: FieldType
  readonly at: string
  readonly context: CheckContext
}

/** A literal default must be a value one could type in. */
function* checkDefault(field: FieldDocument, { type, at, context }: DefaultPlace): Iterable<Issue> {
  if (field.default === undefined) return
  const read = readValueSource(field.default as Json)
  if (read.kind === 'expression') return
  const parser = type.parser(field as JsonObject, { optionSet: choicesOf(field, context), target: null })
  yield* readLiteral(read.value, parser, childPointer(at, 'default')).issues
}

function choicesOf(field: FieldDocument, context: CheckContext): OptionSetModel | null {
  const shared =
    typeof field.optionSet === 'string' ? context.find<OptionSetDocument>('optionSet', field.optionSet) : null
  const list = (shared ?? field) as OptionListDocument
  return compileOptionSet(field.name, { values: list.values ?? [] }, { idOf: () => 0, findSet: () => undefined })
}
