import { childPointer, type Issue } from '@huozi/core'
import type { RuleRecord } from './record-source.ts'
import { isSameStored } from './same-stored.ts'

/** What field types say of their values within the record, such as a choice that another field's value rules out. */
export function judgeValues({ object, values }: RuleRecord, before: RuleRecord | undefined): readonly Issue[] {
  const read = (name: string) => values.get(name) ?? null
  const isChanged = (name: string) => before === undefined || !isSameStored(read(name), before.values.get(name))
  return object.fields.flatMap((field) => {
    const value = read(field.name)
    if (value === null || field.column === null || field.judge === null) return []
    const given = { value, before: before?.values.get(field.name) ?? null, read, isChanged }
    return field.judge(given, childPointer('', field.name))
  })
}
