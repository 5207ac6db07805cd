import { FIELD_CHOICE, FIELD_TYPE, issue } from '@huozi/core'
import { scalar } from '../json-schema.ts'
import { reference } from '../schema/parts.ts'
import { activeCodes, choicesOf } from './choices.ts'
import { type DependsOn, dependentChoiceJudge, dependsOnOption } from './dependent-choices.ts'
import { defineFieldType, type ValueParser } from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'
import { optionListProperties } from './option-list.ts'

interface PicklistOptions {
  readonly optionSet?: string
  readonly dependsOn?: DependsOn
}

/** One of a fixed list of choices; stored as its code, compared by its place in the list. */
export const picklist = defineFieldType<PicklistOptions>({
  name: 'picklist',
  description: 'One choice of an option set or of the field’s own values.',
  options: {
    optionSet: scalar(reference('optionSet', 'Option set with the choices; or give own values.')),
    ...optionListProperties,
    dependsOn: dependsOnOption,
  },
  hasChoices: true,
  column: () => ({ kind: 'text', folded: false }),
  valueType: (_options, surroundings) => ({ kind: 'choice', options: choicesOf(surroundings) }),
  parser: (_options, surroundings) => codeParser(activeCodes(surroundings)),
  judge: ({ dependsOn }) => dependentChoiceJudge(dependsOn),
  jsonSchema: (_options, surroundings) => ({ type: 'string', enum: activeCodes(surroundings) }),
  widget: () => 'picklist',
  operators: ORDER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'text' ? 'checked' : 'refused'),
})

function codeParser(codes: readonly string[]): ValueParser {
  const allowed = new Set(codes)
  return (input, at, issues) => {
    if (input === null || input === '') return null
    if (typeof input !== 'string') {
      issues.push(issue(FIELD_TYPE, { expected: 'code' }, at))
      return null
    }
    if (allowed.has(input)) return input
    issues.push(issue(FIELD_CHOICE, { value: input.slice(0, 100), allowed: codes }, at))
    return null
  }
}
