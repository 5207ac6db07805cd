import type { Json } from '@huozi/core'

type Record = Readonly<{ [field: string]: Json }>

/** A sample record with three lines, one of them nearly blank, for the cases of the aggregates. */
export const WITH_LINES: Record = {
  amount: '10',
  name: 'b',
  day: '2026-03-01',
  lines: [
    { name: 'b', amount: '2.5', active: true, day: '2026-03-01', stage: 'S1', parts: [{ name: 'x', amount: '1' }] },
    { name: null, amount: null, active: null, day: null, stage: null, parts: [] },
    {
      ...{ name: 'a', amount: '10', active: false, day: '2026-01-31', stage: 'S2' },
      parts: [
        { name: 'x', amount: '4', active: true },
        { name: 'y', amount: '10' },
      ],
    },
  ],
}

/** A record without lines. */
export const WITHOUT_LINES: Record = { amount: '10', lines: [] }

/** A record whose account has deals. */
export const WITH_DEALS: Record = {
  amount: '3',
  account: '01920000-0000-7000-8000-0000000000c1',
  'account.credit': '5',
  'account.deals': [
    { amount: '3', won: true },
    { amount: '4', won: false },
    { amount: '8', won: true },
  ],
}

/** What every aggregate refuses in the same way. */
export function refusals(name: string, value: string): { expression: string; refused: string }[] {
  const tail = value === '' ? '' : `, ${value}`
  return [
    { expression: `${name}(linse${tail})`, refused: 'EXPRESSION_NAME_UNKNOWN' },
    {
      expression: `${name}(account.deals${tail === '' ? '' : ', amount'}, rate > 1)`,
      refused: 'EXPRESSION_NAME_UNKNOWN',
    },
    { expression: `${name}(lines${tail}, name)`, refused: 'EXPRESSION_TYPE' },
    { expression: `${name}(lines${tail}, old.amount > 1)`, refused: 'EXPRESSION_SCOPE' },
    { expression: `${name}(lines${tail}, true, true)`, refused: 'EXPRESSION_ARGUMENTS' },
  ]
}
