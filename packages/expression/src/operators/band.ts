import type { Decimal } from '@huozi/core'
import type { TypeRule } from '../check/type-rule.ts'
import { bandOf } from '../numbers/tiers.ts'
import { bind, call } from '../sql/nodes.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'
import { MANY } from './shared/list-cases.ts'
import { boundaryOf, boundaryOfCall, requireTiers, tiersOf } from './shared/tier-list.ts'

const type: TypeRule = ({ args }) => {
  const { of, bounds, values } = requireTiers(
    args,
    'number',
    'text',
    'date',
    'datetime',
    'time',
    'duration',
    'choice',
    'reference',
  )
  boundaryOf(args[3])
  return { type: values.of, args: [of, bounds.node, values.node, ...args.slice(3)] }
}

export const band: Operator = {
  name: 'band',
  syntax: { kind: 'function' },
  json: ['band'],
  arity: { min: 3, max: 4 },
  forms: [
    "band({number}, [0, 2.5, 100], ['C', 'B', 'A']) → text",
    "band({number}, {bounds}, {texts}, 'upper') → text",
    'band({number}, {bounds}, {numbers}) → number',
  ],
  type,
  evaluate: (args, node) => {
    const boundary = boundaryOfCall(node)
    return (frame) => {
      const of = (args[0]?.(frame) ?? null) as Decimal | null
      const tiers = tiersOf(args, frame)
      return of === null ? null : bandOf(of, tiers, boundary)
    }
  },
  sql: {
    value: ({ node, value }) =>
      bind(value(0), (of) => call('listBand', [of, value(1), value(2)], sqlTypeOf(node.type), boundaryOfCall(node))),
  },
  doc: {
    en: 'What holds in the band a number lies in. The bounds are where bands begin, ascending; a bound belongs to the band above it, with `upper` to the one below. Blank below the first.',
    'zh-CN':
      '数值所在区间对应的值;各区间起点递增,恰在分界处属于上一区间,写 `upper` 则属于下一区间;低于第一区间则为空。',
  },
  phrase: { en: 'what {2} gives for {0} in the bands from {1}', 'zh-CN': '{0} 在起点为 {1} 的区间中对应的 {2}' },
  cases: [
    {
      expression: "band(round(amount, 2), [0, 60, 70, 85, 95], ['D', 'C', 'B', 'A', 'S'])",
      record: { amount: '84.995' },
      gives: 'A',
    },
    {
      expression: "band(round(amount, 2), [0, 60, 70, 85, 95], ['D', 'C', 'B', 'A', 'S'])",
      record: { amount: '84.994' },
      gives: 'B',
    },
    {
      expression: "band(amount, [0, 60, 70, 85, 95], ['D', 'C', 'B', 'A', 'S'])",
      record: { amount: '120' },
      gives: 'S',
    },
    { expression: "band(amount, [0, 60], ['D', 'C'])", record: { amount: '60' }, gives: 'C' },
    { expression: "band(amount, [0, 60], ['D', 'C'], 'upper')", record: { amount: '60' }, gives: 'D' },
    { expression: "band(amount, [0, 60], ['D', 'C'], 'upper')", record: { amount: '0' }, gives: 'D' },
    { expression: "band(amount, [0, 60], ['D', 'C'])", record: { amount: '-0.01' }, gives: null },
    { expression: "band(amount, [0, 60], ['D', 'C'])", record: { amount: null }, gives: null },
    {
      expression: 'band(amount, scores, labels)',
      record: { amount: '5', scores: ['0', '5'], labels: ['low'] },
      gives: 'low',
    },
    { expression: 'band(amount, scores, labels)', record: { amount: '5' }, gives: null },
    { expression: 'band(visits, [0, 5], [1, 2])', record: { visits: 5 }, gives: '2' },
    { expression: 'band(250.5, scores, scores)', record: MANY, gives: '250' },
    { expression: "band(amount, [60, 0], ['D', 'C'])", refused: 'EXPRESSION_LITERAL' },
    { expression: "band(amount, [0, 60], ['D'])", refused: 'EXPRESSION_LITERAL' },
    { expression: "band(name, [0], ['D'])", refused: 'EXPRESSION_TYPE' },
    { expression: 'band(amount, [0], [active])', refused: 'EXPRESSION_TYPE' },
    { expression: 'band(amount)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
