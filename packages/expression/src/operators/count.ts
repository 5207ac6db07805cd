import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import { call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { overItems, requireAnyList } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

export const count: Operator = {
  name: 'count',
  syntax: { kind: 'function' },
  json: ['count'],
  arity: { min: 1, max: 1 },
  forms: ['count({numbers}) → number', 'count({texts}) → number', 'count({choices}) → number'],
  type: ({ args }) => ({
    type: numberType({ whole: 5, scale: 0 }),
    args: args.map((arg) => requireAnyList(arg)),
  }),
  evaluate: overItems((items) => decimal(items.length)),
  sql: { value: ({ value }) => call('listCount', [value(0)], 'numeric') },
  doc: {
    en: 'How many items of a list are not blank; 0 for an empty list.',
    'zh-CN': '列表中非空项的个数;空列表为 0。',
  },
  phrase: { en: 'the number of items of {0}', 'zh-CN': '{0} 的项数' },
  cases: [
    { expression: 'count(scores)', record: { scores: ['1', '1', '2'] }, gives: '3' },
    { expression: 'count(tags)', record: { tags: ['red', 'blue'] }, gives: '2' },
    { expression: 'count(tags)', record: { tags: null }, gives: '0' },
    { expression: 'count([])', gives: '0' },
    { expression: 'count(blank)', gives: '0' },
    { expression: 'count([amount, rate, blank])', record: { amount: '5', rate: null }, gives: '1' },
    { expression: 'count([name])', record: { name: '' }, gives: '0' },
    { expression: 'count(filter(scores, $item > 250))', record: MANY, gives: '250' },
    { expression: 'count(people) > 1', record: { people: ['01920000-0000-7000-8000-00000000000a'] }, gives: false },
    { expression: 'count(labels)', record: { labels: ['a', 'a'] }, gives: '2' },
    { expression: 'count([day, due])', record: { day: '2026-01-01' }, gives: '1' },
    { expression: 'count(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: "count('abc')", refused: 'EXPRESSION_TYPE' },
    { expression: 'count()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
