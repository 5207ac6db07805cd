import { requireKind } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { unify } from '../check/unify.ts'
import { cases, FALSE, TRUE } from '../sql/nodes.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import type { Operator } from './operator.ts'

/** Positions of the values: after each condition, and the last of an odd number. */
function results(count: number): readonly number[] {
  const indexes = Array.from({ length: count }, (_, index) => index)
  return indexes.filter((index) => index % 2 === 1 || (index === count - 1 && count % 2 === 1))
}

const type: TypeRule = ({ args }) => {
  const positions = results(args.length)
  const { type: common, nodes } = unify(args.filter((_, index) => positions.includes(index)))
  const typed = args.map((arg, index) => nodes[positions.indexOf(index)] ?? requireKind(arg, 'boolean'))
  return { type: common, args: typed }
}

export const choose: Operator = {
  name: 'if',
  syntax: { kind: 'function' },
  json: ['if', '?:'],
  arity: { min: 2, max: Number.POSITIVE_INFINITY },
  forms: [
    'if({boolean}, {number}, {number}) → number',
    'if({boolean}, {text}) → text',
    'if({boolean}, {date}, {boolean}, {date}, {date}) → date',
    'if({boolean}, {boolean}, {boolean}) → boolean',
    'if({boolean}, {choice}, {choice}) → choice',
    'if({boolean}, {numbers}, {numbers}) → numbers',
    'if({boolean}, {duration}, {duration}) → duration',
  ],
  type,
  results,
  evaluate: (args) => (frame) => {
    let index = 0
    while (index + 1 < args.length) {
      if (args[index]?.(frame) === true) return args[index + 1]?.(frame) ?? null
      index += 2
    }
    return args[index]?.(frame) ?? null
  },
  sql: {
    value: ({ node, condition, value }) => {
      const { length } = node.args
      const branches = Array.from({ length: length >> 1 }, (_, index) => ({
        when: condition(index * 2, false),
        result: value(index * 2 + 1),
      }))
      return cases(branches, length % 2 === 1 ? value(length - 1) : null, sqlTypeOf(node.type))
    },
    condition: ({ node, condition }, negated) => {
      const { length } = node.args
      const branches = Array.from({ length: length >> 1 }, (_, index) => ({
        when: condition(index * 2, false),
        result: condition(index * 2 + 1, negated),
      }))
      const otherwise = length % 2 === 1 ? condition(length - 1, negated) : negated ? TRUE : FALSE
      return cases(branches, otherwise, 'boolean')
    },
  },
  doc: {
    en: 'The value after the first condition that is true; else the last one, or blank when there is none.',
    'zh-CN': '取第一个成立的条件之后的值;都不成立则取最后一个值,没有则为空。',
  },
  phrase: { en: 'if {0} then {1}[, otherwise {2*}]', 'zh-CN': '若 {0} 则 {1}[,否则 {2*}]' },
  cases: [
    { expression: "if(amount > 5, 'high', 'low')", record: { amount: '6' }, gives: 'high' },
    { expression: "if(amount > 5, 'high', 'low')", record: { amount: '5' }, gives: 'low' },
    { expression: "if(amount > 5, 'high', 'low')", record: { amount: null }, gives: 'low' },
    { expression: "if(amount > 5, 'high')", record: { amount: '1' }, gives: null },
    { expression: 'if(active, 1, flag, 2, 3)', record: { active: null, flag: true }, gives: '2' },
    { expression: 'if(amount > 0, rate / amount, blank)', record: { amount: '0', rate: '1' }, gives: null },
    { expression: "if(active, stage, 'S1') = 'S1'", record: { active: false, stage: 'WON' }, gives: true },
    { expression: 'not if(active, flag, amount > 1)', record: { active: true, flag: null }, gives: true },
    { expression: 'if(active, flag)', record: { active: false }, gives: null },
    { expression: "if(active, 1, 'a')", refused: 'EXPRESSION_TYPE' },
    { expression: 'if(amount, 1, 2)', refused: 'EXPRESSION_TYPE' },
    { expression: { if: [{ var: 'active' }, 'a', 'b'] }, record: { active: true }, gives: 'a' },
    { expression: 'if(active, scores)', record: { active: true, scores: ['1'] }, gives: ['1'] },
    { expression: 'if(active)', refused: 'EXPRESSION_ARGUMENTS' },
    {
      expression: 'if(amount > 12345678901234567890, amount, 0)',
      record: { amount: '12345678901234567890.123456789' },
      gives: '12345678901234567890.123456789',
    },
  ],
}
