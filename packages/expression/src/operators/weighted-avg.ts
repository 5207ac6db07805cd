import { digitsOf } from '../check/digits.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { weightedMeanOf } from '../numbers/statistics.ts'
import { call } from '../sql/nodes.ts'
import type { TypedNode } from '../typed-node.ts'
import type { Operator } from './operator.ts'
import { itemsOf, requireList } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'
import { numberLike } from './shared/list-numbers.ts'
import { pairsOf } from './shared/pairs.ts'

const type: TypeRule = ({ args }) => {
  const [values, weights] = args as [TypedNode, TypedNode]
  const list = requireList(values, 'number', 'duration')
  const weight = requireList(weights, 'number')
  const { scale } = digitsOf(weight.of)
  return {
    type: numberLike(list.of, ({ whole }) => ({ whole: whole + scale, scale: 20 })),
    args: [list.node, weight.node],
  }
}

export const weightedAvg: Operator = {
  name: 'weighted_avg',
  syntax: { kind: 'function' },
  json: ['weighted_avg'],
  arity: { min: 2, max: 2 },
  forms: ['weighted_avg({numbers}, {numbers}) → number'],
  type: type,
  evaluate:
    ([values, weights]) =>
    (frame) =>
      weightedMeanOf(pairsOf(itemsOf(values, frame), itemsOf(weights, frame))),
  sql: { value: ({ value }) => call('listWeightedAvg', [value(0), value(1)], 'numeric') },
  doc: {
    en: 'The mean of a list with the weights of a second list, item by item, to 20 decimals. A pair with a blank is skipped; blank when the weights add up to 0.',
    'zh-CN': '按第二个列表逐项加权的平均值,保留 20 位小数;任一为空的项被忽略,权重合计为 0 则为空。',
  },
  phrase: { en: 'the mean of {0} weighted by {1}', 'zh-CN': '{0} 按 {1} 加权的平均值' },
  cases: [
    {
      expression: 'weighted_avg(scores, weights)',
      record: { scores: ['90', '80'], weights: ['60', '40'] },
      gives: '86',
    },
    { expression: 'weighted_avg([90, 80, 70], [0.4, 0.3, 0.3])', gives: '81' },
    { expression: 'weighted_avg([1, 2], [1, 2])', gives: '1.66666666666666666667' },
    {
      expression: 'weighted_avg([90, amount, 70], [40, 30, 30])',
      record: { amount: null },
      gives: '81.42857142857142857143',
    },
    { expression: 'weighted_avg([90, 80], [50, amount])', record: { amount: null }, gives: '90' },
    { expression: 'weighted_avg(scores, weights)', record: { scores: ['1', '2', '3'], weights: ['1'] }, gives: '1' },
    { expression: 'weighted_avg(scores, weights)', record: { scores: ['1'], weights: ['1', '2'] }, gives: '1' },
    { expression: 'weighted_avg(scores, weights)', record: { scores: ['1', '2'], weights: ['1', '-1'] }, gives: null },
    { expression: 'weighted_avg(scores, weights)', record: { scores: ['1'], weights: null }, gives: null },
    { expression: 'weighted_avg(scores, weights)', gives: null },
    { expression: 'weighted_avg(scores, scores)', record: MANY, gives: '333.66666666666666666667' },
    { expression: 'weighted_avg(scores, labels)', refused: 'EXPRESSION_TYPE' },
    { expression: 'weighted_avg(amount, weights)', refused: 'EXPRESSION_TYPE' },
    { expression: 'weighted_avg(scores)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
