import type { Issue, Json, JsonObject } from '@huozi/core'
import { describe, expect, test } from 'vitest'
import type { FieldSurroundings, FieldType, StoredValue } from '../src/field-types/field-type.ts'

/** What a field type does with values, said as a table. */
export interface FieldTypeTable {
  readonly type: FieldType
  readonly options?: JsonObject
  readonly surroundings?: Partial<FieldSurroundings>
  readonly accepts: readonly (readonly [input: Json, stored: StoredValue | { readonly by: string }])[]
  readonly refuses: readonly (readonly [input: Json, code: string])[]
}

/** Runs the table of a field type; blank is the same for all of them. */
export function describeFieldType({ type, options = {}, surroundings, accepts, refuses }: FieldTypeTable): void {
  const around: FieldSurroundings = { optionSet: null, target: null, ...surroundings }
  const parse = (input: Json) => {
    const issues: Issue[] = []
    return { stored: type.parser(options, around)(input, '/f', issues), issues }
  }

  describe(`${type.name} ${JSON.stringify(options)}`, () => {
    test.each([[null], ['']])('reads %j as blank', (input) => {
      expect(parse(input)).toEqual({ stored: null, issues: [] })
    })

    test.each(accepts.map((row) => [...row]))('accepts %j as %j', (input, stored) => {
      expect(parse(input as Json)).toEqual({ stored, issues: [] })
    })

    test.each(refuses.map((row) => [...row]))('refuses %j with %s', (input, code) => {
      const { stored, issues } = parse(input as Json)
      expect([stored, issues.map((issue) => [issue.code, issue.pointer])]).toEqual([null, [[code, '/f']]])
    })
  })
}
