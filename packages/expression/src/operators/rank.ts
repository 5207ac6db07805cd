import { decimal } from '@huozi/core'
import { coerce } from '../check/coerce.ts'
import { numberType } from '../check/digits.ts'
import { literalWord } from '../check/literal-argument.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { refuseType } from '../check/unify.ts'
import { comparatorOf } from '../evaluate/compare-values.ts'
import { bind, call } from '../sql/nodes.ts'
import type { CallNode, TypedNode } from '../typed-node.ts'
import { BOOLEAN, describeType } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { filledItems, requireList } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

const ORDERS = ['desc', 'asc'] as const

const type: TypeRule = ({ args }) => {
  const [value, list, order] = args as [TypedNode, TypedNode, TypedNode | undefined]
  const { node, of } = requireList(list, 'number', 'date', 'datetime', 'time', 'duration')
  if (order !== undefined) literalWord(order, ORDERS)
  const ranked = coerce(value, of) ?? refuseType(value, describeType(of))
  return { type: numberType({ whole: 5, scale: 0 }), args: [ranked, node, ...(order === undefined ? [] : [order])] }
}

function orderOf({ args }: CallNode): 'desc' | 'asc' {
  return args[2] === undefined ? 'desc' : literalWord(args[2], ORDERS)
}

export const rank: Operator = {
  name: 'rank',
  syntax: { kind: 'function' },
  json: ['rank'],
  arity: { min: 2, max: 3 },
  forms: [
    'rank({number}, {numbers}) → number',
    "rank({number}, {numbers}, 'asc') → number",
    "rank({date}, {dates}, 'desc') → number",
  ],
  type: type,
  evaluate: ([value, list], node) => {
    const compare = comparatorOf(node.args[0]?.type ?? BOOLEAN)
    const sign = orderOf(node) === 'asc' ? -1 : 1
    return (frame) => {
      const of = value?.(frame) ?? null
      const items = filledItems(list, frame)
      return of === null ? null : decimal(1 + items.filter((item) => compare(item, of) * sign > 0).length)
    }
  },
  sql: {
    value: ({ node, value }) => bind(value(0), (of) => call('listRank', [of, value(1)], 'numeric', orderOf(node))),
  },
  doc: {
    en: 'The place of a value among the items of a list, 1 for the largest, or with `asc` for the smallest; equal values share a place. Blank for a blank value.',
    'zh-CN': '值在列表各项中的名次:最大为 1,写 `asc` 则最小为 1;相等者名次相同;值为空则为空。',
  },
  phrase: { en: 'the place of {0} among {1}', 'zh-CN': '{0} 在 {1} 中的名次' },
  cases: [
    { expression: 'rank(amount, scores)', record: { amount: '90', scores: ['95', '90', '80'] }, gives: '2' },
    { expression: "rank(amount, scores, 'asc')", record: { amount: '90', scores: ['95', '90', '80'] }, gives: '2' },
    { expression: "rank(amount, scores, 'asc')", record: { amount: '80', scores: ['95', '90', '80'] }, gives: '1' },
    { expression: 'rank(amount, scores)', record: { amount: '90', scores: ['95', '90', '90', '80'] }, gives: '2' },
    { expression: 'rank(amount, scores)', record: { amount: '80', scores: ['95', '90', '90', '80'] }, gives: '4' },
    { expression: 'rank(amount, scores)', record: { amount: '85', scores: ['95', '80'] }, gives: '2' },
    { expression: 'rank(amount, scores)', record: { amount: '1.50', scores: ['1.5'] }, gives: '1' },
    { expression: 'rank(amount, scores)', record: { amount: null, scores: ['1'] }, gives: null },
    { expression: 'rank(amount, scores)', record: { amount: '5', scores: null }, gives: '1' },
    { expression: 'rank(5, [amount, 7])', record: { amount: null }, gives: '2' },
    {
      expression: "rank(day, days, 'asc')",
      record: { day: '2026-02-01', days: ['2026-01-01', '2026-03-01'] },
      gives: '2',
    },
    { expression: 'rank(1, scores)', record: MANY, gives: '500' },
    { expression: "rank(amount, scores, 'up')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'rank(day, scores)', refused: 'EXPRESSION_TYPE' },
    { expression: 'rank(name, labels)', refused: 'EXPRESSION_TYPE' },
    { expression: 'rank(amount)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
