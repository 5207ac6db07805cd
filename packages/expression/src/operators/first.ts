import { call } from '../sql/nodes.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'
import { itemType } from './shared/item-type.ts'
import { overItems } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

export const first: Operator = {
  name: 'first',
  syntax: { kind: 'function' },
  json: ['first'],
  arity: { min: 1, max: 1 },
  forms: [
    'first({numbers}) → number',
    'first({texts}) → text',
    'first({dates}) → date',
    'first({references}) → reference',
  ],
  type: itemType,
  evaluate: overItems((items) => items.at(0) ?? null),
  sql: { value: ({ node, value }) => call('listFirst', [value(0)], sqlTypeOf(node.type)) },
  doc: {
    en: 'The first item of a list that is not blank; blank when there is none.',
    'zh-CN': '列表中第一个非空项;没有则为空。',
  },
  phrase: { en: 'the first of {0}', 'zh-CN': '{0} 的第一项' },
  cases: [
    { expression: 'first(scores)', record: { scores: ['3', '1', '2'] }, gives: '3' },
    { expression: 'first(labels)', record: { labels: ['b', 'a'] }, gives: 'b' },
    { expression: 'first(days)', record: { days: ['2026-02-01', '2026-01-01'] }, gives: '2026-02-01' },
    { expression: "first(tags) = 'red'", record: { tags: ['red'] }, gives: true },
    { expression: 'first(scores)', record: { scores: null }, gives: null },
    { expression: 'first([])', gives: null },
    { expression: 'first([blank, amount, blank])', record: { amount: '5' }, gives: '5' },
    { expression: 'first([amount, rate])', gives: null },
    { expression: 'first(people) = me', record: { people: ['01920000-0000-7000-8000-00000000000a'] }, gives: true },
    { expression: 'first(scores)', record: MANY, gives: '1' },
    { expression: 'first(scores) + 1', record: { scores: ['7'] }, gives: '8' },
    { expression: 'first([active, flag])', record: { active: false }, gives: false },
    { expression: 'first(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'first(scores, 2)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
