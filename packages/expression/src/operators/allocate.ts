import { type Decimal, decimal } from '@huozi/core'
import { digitsOf, numberType } from '../check/digits.ts'
import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { allocateTotal } from '../numbers/allocate.ts'
import { call, value as constant } from '../sql/nodes.ts'
import type { TypedNode } from '../typed-node.ts'
import { listOf } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { itemsOf, requireList } from './shared/list-argument.ts'
import { MANY } from './shared/list-cases.ts'

/** What parts are multiples of when nothing is said. */
const UNIT = decimal('0.01')

const type: TypeRule = ({ args }) => {
  const [given, weights, unit] = args as [TypedNode, TypedNode, TypedNode | undefined]
  const [total, list] = [requireKind(given, 'number'), requireList(weights, 'number')]
  const step = unit === undefined ? [] : [requireKind(unit, 'number')]
  const { whole, scale } = digitsOf(total.type)
  const part = numberType({
    whole: whole + 1,
    scale: Math.max(scale, ...step.map((one) => digitsOf(one.type).scale), 2),
  })
  return { type: listOf(part), args: [total, list.node, ...step] }
}

export const allocate: Operator = {
  name: 'allocate',
  syntax: { kind: 'function' },
  json: ['allocate'],
  arity: { min: 2, max: 3 },
  forms: [
    'allocate({number}, {numbers}) → numbers',
    'allocate({number}, {numbers}, 0.05) → numbers',
    'allocate({number}, [1, 2.5, 1], {number}) → numbers',
  ],
  type,
  evaluate:
    ([total, weights, unit]) =>
    (frame) => {
      const of = (total?.(frame) ?? null) as Decimal | null
      const step = (unit === undefined ? UNIT : unit(frame)) as Decimal | null
      const list = itemsOf(weights, frame) as readonly (Decimal | null)[]
      return of === null || step === null ? null : allocateTotal(of, list, step)
    },
  sql: {
    value: ({ node, value }) => {
      const step = node.args.length < 3 ? constant(UNIT, 'numeric') : value(2)
      return call('listAllocate', [value(0), value(1), step], 'numeric[]')
    },
  },
  doc: {
    en: 'Splits a total by weights into parts that are multiples of a unit (0.01 when left out) and add up to it exactly: rounded down, then a unit more for the largest remainders. Blank when a weight is negative, none is above 0 or the unit is not.',
    'zh-CN':
      '按权重把总额拆成若干份,每份为最小单位(缺省 0.01)的倍数且合计与总额完全相等:先向下取整,再按余数从大到小各加一个单位;有负权重、没有正权重或单位不为正则为空。',
  },
  phrase: { en: '{0} split by {1} in units of {2|0.01}', 'zh-CN': '{0} 按 {1} 拆分,最小单位为 {2|0.01}' },
  cases: [
    {
      expression: 'allocate(amount, [33.33, 33.33, 33.34])',
      record: { amount: '100000.01' },
      gives: ['33330', '33330', '33340.01'],
    },
    {
      expression: 'allocate(amount, scores)',
      record: { amount: '100000', scores: ['12000', '9500', '8000'] },
      gives: ['40677.97', '32203.39', '27118.64'],
    },
    { expression: 'allocate(10, [1, 1, 1])', gives: ['3.34', '3.33', '3.33'] },
    { expression: 'allocate(-10, [1, 1, 1])', gives: ['-3.34', '-3.33', '-3.33'] },
    { expression: 'allocate(23, [20, 70, 10], 1)', gives: ['5', '16', '2'] },
    { expression: 'allocate(10.005, [1, 1])', gives: ['5.005', '5'] },
    { expression: 'allocate(10, [1, 0, 1])', gives: ['5', '0', '5'] },
    { expression: 'allocate(10, [1, amount, 1])', record: { amount: null }, gives: ['5', null, '5'] },
    { expression: 'allocate(0, [1, 2])', gives: ['0', '0'] },
    { expression: 'allocate(amount, [1, 2])', record: { amount: null }, gives: null },
    { expression: 'allocate(10, scores)', record: { scores: null }, gives: null },
    { expression: 'allocate(10, [0, 0])', gives: null },
    { expression: 'allocate(10, [3, -1])', gives: null },
    { expression: 'allocate(10, [1], 0)', gives: null },
    { expression: 'allocate(10, [1], amount)', record: { amount: null }, gives: null },
    { expression: 'sum(allocate(99999999999999.99, scores))', record: MANY, gives: '99999999999999.99' },
    { expression: 'allocate(amount, labels)', refused: 'EXPRESSION_TYPE' },
    { expression: "allocate(amount, scores, 'x')", refused: 'EXPRESSION_TYPE' },
    { expression: 'allocate(amount)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
