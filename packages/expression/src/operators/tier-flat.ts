import type { Decimal } from '@huozi/core'
import { digitsOf, numberType } from '../check/digits.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { bandOf } from '../numbers/tiers.ts'
import { arithmetic, bind, call } from '../sql/nodes.ts'
import type { Operator } from './operator.ts'
import { MANY } from './shared/list-cases.ts'
import { boundaryOf, boundaryOfCall, requireTiers, tiersOf } from './shared/tier-list.ts'

const type: TypeRule = ({ args }) => {
  const { of, bounds, values } = requireTiers(args, 'number')
  boundaryOf(args[3])
  const [size, rate] = [digitsOf(of.type), digitsOf(values.of)]
  const digits = { whole: size.whole + rate.whole, scale: size.scale + rate.scale }
  return { type: numberType(digits), args: [of, bounds.node, values.node, ...args.slice(3)] }
}

export const tierFlat: Operator = {
  name: 'tier_flat',
  syntax: { kind: 'function' },
  json: ['tier_flat'],
  arity: { min: 3, max: 4 },
  forms: [
    'tier_flat({number}, [0, 2.5, 100], [1, 2, 3]) → number',
    "tier_flat({number}, {bounds}, {numbers}, 'upper') → number",
  ],
  type,
  evaluate: (args, node) => {
    const boundary = boundaryOfCall(node)
    return (frame) => {
      const of = (args[0]?.(frame) ?? null) as Decimal | null
      const tiers = tiersOf<Decimal>(args, frame)
      return of === null ? null : (bandOf(of, tiers, boundary)?.times(of) ?? null)
    }
  },
  sql: {
    value: ({ node, value }) =>
      bind(value(0), (of) =>
        arithmetic('*', of, call('listBand', [of, value(1), value(2)], 'numeric', boundaryOfCall(node))),
      ),
  },
  doc: {
    en: 'The whole number times the rate of the tier it lies in. The bounds are where tiers begin, ascending; a bound belongs to the tier above it, with `upper` to the one below. Blank below the first.',
    'zh-CN':
      '整个数值乘以其所在档的比率(全额累进);起点递增,恰在分界处属于上一档,写 `upper` 则属于下一档;低于第一档则为空。',
  },
  phrase: { en: '{0} times what {2} gives for its tier from {1}', 'zh-CN': '{0} 乘以其在起点 {1} 中所属档的 {2}' },
  cases: [
    {
      expression: 'tier_flat(amount, [0, 100000, 300000], [2, 3, 5]) / 100',
      record: { amount: '350000' },
      gives: '17500',
    },
    {
      expression: 'tier_flat(amount, [0, 100000, 300000], [2, 3, 5]) / 100',
      record: { amount: '300000' },
      gives: '15000',
    },
    {
      expression: "tier_flat(amount, [0, 100000, 300000], [2, 3, 5], 'upper') / 100",
      record: { amount: '300000' },
      gives: '9000',
    },
    { expression: "tier_flat(amount, [0, 100000], [2, 3], 'lower')", record: { amount: '100000' }, gives: '300000' },
    { expression: "tier_flat(amount, [1, 100], [2, 3], 'upper')", record: { amount: '1' }, gives: '2' },
    { expression: 'tier_flat(amount, [1, 100], [2, 3])', record: { amount: '0.99' }, gives: null },
    { expression: 'tier_flat(amount, [0], [2])', record: { amount: null }, gives: null },
    { expression: 'tier_flat(amount, scores, weights)', record: { amount: '1' }, gives: null },
    { expression: 'tier_flat(amount, [0, rate], [1, 2])', record: { amount: '10', rate: null }, gives: '10' },
    {
      expression: 'tier_flat(amount, scores, scores)',
      record: { ...MANY, amount: '99999999999999.99' },
      gives: '49999999999999995',
    },
    { expression: 'tier_flat(amount, [0, 0], [1, 2])', refused: 'EXPRESSION_LITERAL' },
    { expression: "tier_flat(amount, [0], [1], 'middle')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'tier_flat(amount, scores, labels)', refused: 'EXPRESSION_TYPE' },
    { expression: 'tier_flat(amount, scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
