import { call } from '../sql/nodes.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'
import { itemType } from './shared/item-type.ts'
import { overItems } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

export const last: Operator = {
  name: 'last',
  syntax: { kind: 'function' },
  json: ['last'],
  arity: { min: 1, max: 1 },
  forms: ['last({numbers}) → number', 'last({texts}) → text', 'last({dates}) → date', 'last({references}) → reference'],
  type: itemType,
  evaluate: overItems((items) => items.at(-1) ?? null),
  sql: { value: ({ node, value }) => call('listLast', [value(0)], sqlTypeOf(node.type)) },
  doc: {
    en: 'The last item of a list that is not blank; blank when there is none.',
    'zh-CN': '列表中最后一个非空项;没有则为空。',
  },
  phrase: { en: 'the last of {0}', 'zh-CN': '{0} 的最后一项' },
  cases: [
    { expression: 'last(scores)', record: { scores: ['3', '1', '2'] }, gives: '2' },
    { expression: 'last(labels)', record: { labels: ['b', 'a'] }, gives: 'a' },
    { expression: 'last(days)', record: { days: ['2026-02-01', '2026-01-01'] }, gives: '2026-01-01' },
    { expression: "last(tags) = 'red'", record: { tags: ['red'] }, gives: true },
    { expression: 'last(scores)', record: { scores: null }, gives: null },
    { expression: 'last([])', gives: null },
    { expression: 'last([blank, amount, blank])', record: { amount: '5' }, gives: '5' },
    { expression: 'last([amount, rate])', gives: null },
    { expression: 'last(people) = me', record: { people: ['01920000-0000-7000-8000-00000000000a'] }, gives: true },
    { expression: 'last(scores)', record: MANY, gives: '500' },
    { expression: 'last(scores) + 1', record: { scores: ['7'] }, gives: '8' },
    { expression: 'last([active, flag])', record: { active: false }, gives: false },
    { expression: 'last(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'last(scores, 2)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
