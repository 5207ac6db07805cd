import { unify } from '../check/unify.ts'
import { call } from '../sql/nodes.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'
import { allResults } from './shared/extreme.ts'

export const coalesce: Operator = {
  name: 'coalesce',
  syntax: { kind: 'function' },
  json: ['coalesce'],
  arity: { min: 1, max: Number.POSITIVE_INFINITY },
  forms: [
    'coalesce({number}, {number}) → number',
    'coalesce({text}, {text}) → text',
    'coalesce({date}, {date}) → date',
    'coalesce({boolean}, {boolean}) → boolean',
    'coalesce({choice}, {choice}) → choice',
    'coalesce({numbers}, {numbers}) → numbers',
    'coalesce({time}, {time}) → time',
  ],
  type: ({ args }) => {
    const { type, nodes } = unify(args)
    return { type, args: nodes }
  },
  results: allResults,
  evaluate: (args) => (frame) => {
    for (const arg of args) {
      const value = arg(frame)
      if (value !== null) return value
    }
    return null
  },
  sql: {
    value: ({ node, value }) =>
      call(
        'coalesce',
        node.args.map((_, index) => value(index)),
        sqlTypeOf(node.type),
      ),
  },
  doc: { en: 'The first value that is not blank.', 'zh-CN': '第一个不为空的值。' },
  phrase: { en: 'the first of {*} that is not blank', 'zh-CN': '{*} 中第一个非空值' },
  cases: [
    { expression: 'coalesce(amount, 0)', record: { amount: null }, gives: '0' },
    { expression: 'coalesce(amount, 0)', record: { amount: '5' }, gives: '5' },
    { expression: "coalesce(name, note, '-')", record: { name: '', note: null }, gives: '-' },
    { expression: 'coalesce(amount, rate)', record: { amount: null, rate: null }, gives: null },
    { expression: "coalesce(stage, 'S1') = 'S1'", record: { stage: null }, gives: true },
    { expression: 'not coalesce(active, flag)', record: { active: null, flag: false }, gives: true },
    { expression: "coalesce(day, '2026-01-01')", record: { day: null }, gives: '2026-01-01' },
    { expression: "coalesce(amount, 'none')", refused: 'EXPRESSION_TYPE' },
    { expression: { var: ['amount', 7] }, record: { amount: null }, gives: '7' },
    { expression: 'coalesce(scores, [1])', record: { scores: null }, gives: ['1'] },
    {
      expression: 'coalesce(amount, 0)',
      record: { amount: '12345678901234567890.123456789' },
      gives: '12345678901234567890.123456789',
    },
    { expression: 'coalesce()', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'coalesce(blank)', gives: null },
  ],
}
