import { type Decimal, ZERO } from '@huozi/core'
import { digitsOf, numberType } from '../check/digits.ts'
import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { marginalOf } from '../numbers/tiers.ts'
import { arithmetic, bind, call, cases, isNull } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'
import { MANY } from './shared/list-cases.ts'
import { requireTiers, tiersOf } from './shared/tier-list.ts'

const type: TypeRule = ({ args }) => {
  const { of, bounds, values } = requireTiers(args, 'number')
  const start = args[3] === undefined ? [] : [requireKind(args[3], 'number')]
  const sizes = [of, ...start].map((node) => digitsOf(node.type)).concat(digitsOf(bounds.of))
  const rate = digitsOf(values.of)
  const whole = Math.max(...sizes.map((size) => size.whole)) + rate.whole + 4
  const scale = Math.max(...sizes.map((size) => size.scale)) + rate.scale
  return { type: numberType({ whole, scale }), args: [of, bounds.node, values.node, ...start] }
}

/** What comes before `start` has been counted already. */
function sql({ node, value }: SqlCall): SqlNode {
  const upTo = (end: SqlNode) =>
    bind(end, (of) =>
      cases(
        [{ when: isNull(of, true), result: call('listTiers', [of, value(1), value(2)], 'numeric') }],
        null,
        'numeric',
      ),
    )
  if (node.args.length < 4) return upTo(value(0))
  return bind(value(3), (start) => arithmetic('-', upTo(arithmetic('+', start, value(0))), upTo(start)))
}

export const tierMarginal: Operator = {
  name: 'tier_marginal',
  syntax: { kind: 'function' },
  json: ['tier_marginal'],
  arity: { min: 3, max: 4 },
  forms: [
    'tier_marginal({number}, [0, 2.5, 100], [1, 2, 3]) → number',
    'tier_marginal({number}, {bounds}, {numbers}) → number',
    'tier_marginal({number}, [0, 2.5, 100], [1, 2, 3], {number}) → number',
  ],
  type,
  evaluate: (args) => (frame) => {
    const [of, , , start] = args
    const size = (of?.(frame) ?? null) as Decimal | null
    const from = (start === undefined ? ZERO : start(frame)) as Decimal | null
    const tiers = tiersOf<Decimal>(args, frame)
    if (size === null || from === null) return null
    const end = marginalOf(from.plus(size), tiers)
    const before = start === undefined ? ZERO : marginalOf(from, tiers)
    return end === null || before === null ? null : end.minus(before)
  },
  sql: { value: sql },
  doc: {
    en: 'Cuts a number at the bounds of tiers and adds up every piece times the rate of its tier. The bounds are where tiers begin, ascending; the last has no end, and below the first nothing counts. With a start, the number is what comes on top of it.',
    'zh-CN':
      '按各档起点切分数值,每段乘以该档比率后相加(超额累进);起点递增,最后一档无上限,第一档以下不计。给出起始值时,数值是在其之上新增的部分。',
  },
  phrase: {
    en: '{0} in pieces from {1} at {2}[, on top of {3}]',
    'zh-CN': '{0} 按起点 {1} 分段乘以 {2}[,在 {3} 之上]',
  },
  cases: [
    {
      expression: 'tier_marginal(amount, [0, 100000, 300000], [2, 3, 5]) / 100',
      record: { amount: '350000' },
      gives: '10500',
    },
    {
      expression: 'tier_marginal(amount, [0, 100000, 300000], [2, 3, 5]) / 100',
      record: { amount: '300000' },
      gives: '8000',
    },
    {
      expression: 'tier_marginal(amount, [0, 100000, 300000], [2, 3, 5]) / 100',
      record: { amount: '100000' },
      gives: '2000',
    },
    { expression: 'tier_marginal(amount, [0, 100000], [2, 3])', record: { amount: '0' }, gives: '0' },
    { expression: 'tier_marginal(amount, [0, 100000], [2, 3])', record: { amount: '-5' }, gives: '0' },
    { expression: 'tier_marginal(amount, [1000], [2])', record: { amount: '999.99' }, gives: '0' },
    {
      expression: 'tier_marginal(amount, [0, 100000, 300000], [2, 3, 5], rate) / 100',
      record: { amount: '150000', rate: '80000' },
      gives: '4300',
    },
    {
      expression: 'tier_marginal(amount, [0, 100000], [2, 3], rate)',
      record: { amount: '-50', rate: '100020' },
      gives: '-120',
    },
    {
      expression: 'tier_marginal(amount, [0, 100000], [2, 3], rate)',
      record: { amount: '1', rate: null },
      gives: null,
    },
    { expression: 'tier_marginal(amount, [0], [2])', record: { amount: null }, gives: null },
    { expression: 'tier_marginal(amount, scores, weights)', record: { amount: '1', scores: null }, gives: null },
    {
      expression: 'tier_marginal(amount, scores, weights)',
      record: { amount: '10', scores: ['5', '0'], weights: ['2', '1'] },
      gives: '15',
    },
    { expression: 'tier_marginal(amount, [0, rate], [1, 2])', record: { amount: '10', rate: null }, gives: '10' },
    { expression: 'tier_marginal(1000, scores, scores)', record: MANY, gives: '374750' },
    { expression: 'tier_marginal(amount, [0, 300, 100], [1, 2, 3])', refused: 'EXPRESSION_LITERAL' },
    { expression: 'tier_marginal(amount, [0, 100], [1])', refused: 'EXPRESSION_LITERAL' },
    { expression: 'tier_marginal(amount, labels, scores)', refused: 'EXPRESSION_TYPE' },
    { expression: 'tier_marginal(amount, scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
