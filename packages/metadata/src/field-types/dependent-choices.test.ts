import { describe, expect, test } from 'vitest'
import { codesLeft, dependentChoiceJudge } from './dependent-choices.ts'
import type { ValueInRecord } from './field-type.ts'

const dependsOn = { field: 'wing', map: { east: ['e1', 'e2'], west: ['w1'] } }
const judge = dependentChoiceJudge(dependsOn)

interface Shelf {
  readonly value: ValueInRecord['value']
  readonly before?: ValueInRecord['value']
  readonly wing: ValueInRecord['value']
  readonly moved?: boolean
}

const refused = ({ value, before = null, wing, moved = false }: Shelf) =>
  judge?.({ value, before, read: () => wing, isChanged: () => moved }, '/shelf').map(({ code, params }) => [
    code,
    params,
  ])

describe('choices that depend on another field', () => {
  test('are those of its value, of all its values, and none while it is blank', () => {
    expect(codesLeft(dependsOn, 'east')).toEqual(['e1', 'e2'])
    expect(codesLeft(dependsOn, ['west', 'east'])).toEqual(['w1', 'e1', 'e2'])
    expect(codesLeft(dependsOn, null)).toEqual([])
    expect(codesLeft(dependsOn, 'toString')).toEqual([])
  })

  test('are refused when the value rules them out, naming what is left', () => {
    const issue = ['FIELD_DEPENDENT_CHOICE', { value: 'w1', field: 'wing', allowed: ['e1', 'e2'] }]
    expect(refused({ value: 'w1', wing: 'east' })).toEqual([issue])
    expect(refused({ value: ['e1', 'w1'], wing: 'east' })).toEqual([issue])
    expect(refused({ value: 'e2', wing: 'east' })).toEqual([])
  })

  test('stay when nobody touched either field, and not when the other field moved', () => {
    expect(refused({ value: 'w1', before: 'w1', wing: 'east' })).toEqual([])
    expect(refused({ value: 'w1', before: 'w1', wing: 'east', moved: true })).toHaveLength(1)
  })
})
