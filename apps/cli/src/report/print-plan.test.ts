import type { PublishPlan } from '@huozi/client'
import { expect, test } from 'vitest'
import { textsIn } from '../texts.ts'
import { isEmpty, planLines } from './print-plan.ts'

const plan: PublishPlan = {
  checksum: 'abcdef0123456789',
  base: 3,
  changes: [
    { action: 'add', kind: 'object', name: 'a', path: 'object/a', summary: 'add object A (a)' },
    { action: 'remove', kind: 'role', name: 'b', path: 'role/b', summary: 'remove role B (b)' },
  ],
  steps: [
    { summary: 'Create the table of A (a)', lock: 'none', destructive: false, affectedRows: null },
    { summary: 'Build the unique key of D (d)', lock: 'none', destructive: false, affectedRows: 2 },
    { summary: 'Put away C (c)', lock: 'brief', destructive: true, affectedRows: 1 },
  ],
  warnings: [{ summary: 'F (f) of A (a) becomes required', affectedRows: 3 }],
}

test('a plan tells changes, steps, who waits and what is lost', () => {
  expect(planLines(plan, textsIn('en'))).toEqual([
    '2 changes to version 3:',
    '  + add object A (a)',
    '  - remove role B (b)',
    '',
    '3 steps on the tables:',
    '  · Create the table of A (a) (holds up nobody)',
    '  ! Build the unique key of D (d) (holds up nobody, 2 records against it)',
    '  ! Put away C (c) (holds up writers for a moment, 1 value lost from sight)',
    '',
    '1 warning:',
    '  ! F (f) of A (a) becomes required (blank in 3 records)',
    '',
    'Plan abcdef012345',
  ])
  expect(planLines({ ...plan, steps: [] }, textsIn('zh-CN'))).toContain('数据表不变。')
  expect(planLines({ ...plan, warnings: [] }, textsIn('en')).filter((line) => line.includes('warning'))).toEqual([])
})

test('a plan without changes and steps is empty', () => {
  expect(isEmpty(plan)).toBe(false)
  expect(isEmpty({ ...plan, steps: [] })).toBe(false)
  expect(isEmpty({ ...plan, changes: [], steps: [] })).toBe(true)
})
