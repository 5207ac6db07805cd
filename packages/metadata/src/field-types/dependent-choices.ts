import { FIELD_DEPENDENT_CHOICE, type Issue, issue } from '@huozi/core'
import { atomic, type JsonSchema, map, scalar } from '../json-schema.ts'
import { part } from '../schema/parts.ts'
import type { StoredValue, ValueJudge } from './field-type.ts'

/** Which choices are left by the value of another choice field of the record. */
export interface DependsOn {
  readonly field: string
  /** Codes left, by code of the other field. A code without an entry leaves none. */
  readonly map: { readonly [code: string]: readonly string[] }
}

const MAX_CODES = 2000

/** The option `dependsOn` of the types with choices. */
export const dependsOnOption: JsonSchema = map({
  type: 'object',
  description: 'Choices follow another choice field: for each of its codes the codes that are left.',
  properties: {
    field: scalar(part('name', { description: 'The other field.' })),
    map: map({
      type: 'object',
      propertyNames: part('code'),
      maxProperties: MAX_CODES,
      additionalProperties: atomic({ type: 'array', items: part('code'), maxItems: MAX_CODES, uniqueItems: true }),
    }),
  },
  required: ['field', 'map'],
  additionalProperties: false,
})

const NONE: readonly string[] = Object.freeze([])

/** The codes the other field's value leaves; none while it is blank. Of several values each adds its own. */
export function codesLeft({ map: left }: DependsOn, controlling: StoredValue): readonly string[] {
  if (typeof controlling === 'string') return Object.hasOwn(left, controlling) ? (left[controlling] ?? NONE) : NONE
  if (!Array.isArray(controlling)) return NONE
  return [...new Set(controlling.flatMap((code) => codesLeft({ field: '', map: left }, code as StoredValue)))]
}

/** Refuses codes the other field leaves no more. A pair that was stored before and is left alone stays. */
export function dependentChoiceJudge(dependsOn: DependsOn | undefined): ValueJudge | null {
  if (dependsOn === undefined) return null
  return ({ value, before, read, isChanged }, at) => {
    const left = codesLeft(dependsOn, read(dependsOn.field))
    const kept = isChanged(dependsOn.field) ? NONE : codesIn(before)
    return codesIn(value).flatMap((code): Issue[] =>
      left.includes(code) || kept.includes(code)
        ? []
        : [issue(FIELD_DEPENDENT_CHOICE, { value: code, field: dependsOn.field, allowed: left }, at)],
    )
  }
}

/** The codes of a value, be it one or a list of them. */
export function codesIn(value: StoredValue): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? (value as readonly string[]) : NONE
}
