import { FIELD_CHOICE, FIELD_ITEM_COUNT, FIELD_TYPE, type Issue, issue, type Json, type JsonPointer } from '@huozi/core'
import { scalar } from '../json-schema.ts'
import { reference } from '../schema/parts.ts'
import { activeCodes, choicesOf } from './choices.ts'
import { codesIn, type DependsOn, dependentChoiceJudge, dependsOnOption } from './dependent-choices.ts'
import { defineFieldType, type FieldSurroundings, type ValueJudge, type ValueParser } from './field-type.ts'
import { LIST_OPERATORS } from './filter-operators.ts'
import { optionListProperties } from './option-list.ts'

interface MultiPicklistOptions {
  readonly optionSet?: string
  readonly dependsOn?: DependsOn
  readonly min?: number
  readonly max?: number
}

/** More ticks than anyone reads; it also bounds what is validated. */
const MAX_ITEMS = 500

/** Several of a fixed list of choices; stored as their codes, each once, in the order of the list. */
export const multiPicklist = defineFieldType<MultiPicklistOptions>({
  name: 'multiPicklist',
  description: 'Any number of choices of an option set or of the field’s own values.',
  options: {
    optionSet: scalar(reference('optionSet', 'Option set with the choices; or give own values.')),
    ...optionListProperties,
    dependsOn: dependsOnOption,
    min: scalar({
      type: 'integer',
      minimum: 1,
      maximum: MAX_ITEMS,
      description: 'Fewest choices, once there are any.',
    }),
    max: scalar({ type: 'integer', minimum: 1, maximum: MAX_ITEMS, description: 'Most choices.' }),
  },
  hasChoices: true,
  conflicts: ({ min, max }) =>
    min !== undefined && max !== undefined && min > max ? [{ option: 'min', rule: 'minAboveMax' }] : [],
  column: () => ({ kind: 'list' }),
  valueType: (_options, surroundings) => ({
    kind: 'list',
    of: { kind: 'choice', options: choicesOf(surroundings) },
  }),
  parser: (options, surroundings) => codesParser(options, surroundings),
  judge: ({ dependsOn }, surroundings) => newCodesJudge(activeCodes(surroundings), dependentChoiceJudge(dependsOn)),
  jsonSchema: ({ min, max }, surroundings) => ({
    type: 'array',
    items: { type: 'string', enum: choicesOf(surroundings).codes },
    uniqueItems: true,
    minItems: min ?? 1,
    maxItems: max ?? MAX_ITEMS,
  }),
  widget: () => 'multiPicklist',
  operators: LIST_OPERATORS,
  sortable: false,
  convertible: (from) => (from.kind === 'list' ? 'checked' : 'refused'),
})

/** Takes retired codes too: a record that has one may be sent back with it. Whether it is new there is judged later. */
function codesParser({ min = 1, max = MAX_ITEMS }: MultiPicklistOptions, surroundings: FieldSurroundings): ValueParser {
  const { codes } = choicesOf(surroundings)
  const place = new Map(codes.map((code, index) => [code, index]))
  return (input, at, issues) => {
    if (input === null || input === '' || isEmpty(input)) return null
    if (!isTextList(input)) {
      issues.push(issue(FIELD_TYPE, { expected: 'codes' }, at))
      return null
    }
    const unknown = input.find((code) => !place.has(code))
    if (unknown !== undefined) {
      issues.push(issue(FIELD_CHOICE, { value: unknown.slice(0, 100), allowed: activeCodes(surroundings) }, at))
      return null
    }
    const chosen = [...new Set(input)].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
    return isWithin(chosen.length, { min, max }, { at, issues }) ? chosen : null
  }
}

function isEmpty(input: Json): boolean {
  return Array.isArray(input) && input.length === 0
}

function isTextList(input: Json): input is readonly string[] {
  return Array.isArray(input) && input.every((item) => typeof item === 'string')
}

function isWithin(
  count: number,
  { min, max }: { min: number; max: number },
  { at, issues }: { at: JsonPointer; issues: Issue[] },
): boolean {
  if (count >= min && count <= max) return true
  issues.push(issue(FIELD_ITEM_COUNT, { minimum: min, maximum: max }, at))
  return false
}

function newCodesJudge(active: readonly string[], dependent: ValueJudge | null): ValueJudge {
  return (given, at) => {
    const kept = codesIn(given.before)
    const retired = codesIn(given.value).filter((code) => !active.includes(code) && !kept.includes(code))
    return [
      ...retired.map((value) => issue(FIELD_CHOICE, { value, allowed: active }, at)),
      ...(dependent?.(given, at) ?? []),
    ]
  }
}
