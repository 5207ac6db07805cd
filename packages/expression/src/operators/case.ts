import { comparison } from '../check/signatures.ts'
import type { TypeRule } from '../check/type-rule.ts'
import { unify } from '../check/unify.ts'
import { equalityOf } from '../evaluate/compare-values.ts'
import { sqlTypeOf } from '../sql/sql-node.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

const keys = comparison('number', 'text', 'choice', 'reference', 'date', 'datetime', 'time', 'duration')

/** Positions of the values: after each key, and the last of an even number. */
function results(count: number): readonly number[] {
  const indexes = Array.from({ length: count }, (_, index) => index)
  return indexes.filter((index) => index > 0 && (index % 2 === 0 || (index === count - 1 && count % 2 === 0)))
}

const type: TypeRule = (call) => {
  const { args } = call
  const positions = results(args.length)
  const values = unify(args.filter((_, index) => positions.includes(index)))
  const others = args.map((_, index) => index).filter((index) => !positions.includes(index))
  const compared = keys({ ...call, args: args.filter((_, index) => others.includes(index)) }).args
  const typed = args.map(
    (arg, index) => values.nodes[positions.indexOf(index)] ?? compared[others.indexOf(index)] ?? arg,
  )
  return { type: values.type, args: typed }
}

export const match: Operator = {
  name: 'case',
  syntax: { kind: 'function' },
  json: ['case'],
  arity: { min: 3, max: Number.POSITIVE_INFINITY },
  forms: [
    "case({choice}, 'S1', {number}, 'S2', {number}, {number}) → number",
    'case({number}, {number}, {text}) → text',
    'case({text}, {text}, {boolean}, {boolean}) → boolean',
  ],
  type,
  results,
  evaluate: (args, node) => {
    const equal = equalityOf(node.args[0]?.type ?? BOOLEAN)
    return (frame) => {
      const of = args[0]?.(frame) ?? null
      let index = 1
      while (index + 1 < args.length) {
        const key = args[index]?.(frame) ?? null
        if (of !== null && key !== null && equal(of, key)) return args[index + 1]?.(frame) ?? null
        index += 2
      }
      return args[index]?.(frame) ?? null
    }
  },
  sql: {
    value: ({ node, value }) => {
      const { length } = node.args
      const branches = Array.from({ length: (length - 1) >> 1 }, (_, index) => ({
        when: value(index * 2 + 1),
        result: value(index * 2 + 2),
      }))
      const otherwise = length % 2 === 0 ? value(length - 1) : null
      return { kind: 'match', operand: value(0), branches, otherwise, type: sqlTypeOf(node.type) }
    },
  },
  doc: {
    en: 'Compares the first value with each key in turn and gives the value after the equal one; else the last, or blank.',
    'zh-CN': '将第一个值依次与各键比较,取相等键之后的值;都不相等则取最后一个值,没有则为空。',
  },
  phrase: { en: 'what {1*} gives for {0}', 'zh-CN': '{0} 在 {1*} 中对应的值' },
  cases: [
    { expression: "case(stage, 'S1', 10, 'S2', 20, 0)", record: { stage: 'S2' }, gives: '20' },
    { expression: "case(stage, 'S1', 10, 'S2', 20, 0)", record: { stage: 'WON' }, gives: '0' },
    { expression: "case(stage, 'S1', 10, 'S2', 20, 0)", record: { stage: null }, gives: '0' },
    { expression: "case(stage, 'S1', 10)", record: { stage: 'S2' }, gives: null },
    { expression: "case(amount, 1, 'one', rate, 'rate')", record: { amount: '1.0', rate: '1' }, gives: 'one' },
    { expression: "case(amount, rate, 'same', 'other')", record: { amount: null, rate: null }, gives: 'other' },
    { expression: "case(name, 'a', active, flag)", record: { name: 'b', flag: true }, gives: true },
    { expression: "not case(name, 'a', active, flag)", record: { name: 'a', active: null }, gives: true },
    { expression: "case(stage, 'S9', 1)", refused: 'EXPRESSION_NAME_UNKNOWN' },
    { expression: "case(stage, 'S1', 1, 'S2', 'x')", refused: 'EXPRESSION_TYPE' },
    { expression: "case(stage, 'S1')", refused: 'EXPRESSION_ARGUMENTS' },
    { expression: "case(day, '2026-01-01', 1, 0)", record: { day: '2026-01-01' }, gives: '1' },
    { expression: 'case(stage, amount, 1)', refused: 'EXPRESSION_TYPE' },
    {
      expression: "case(amount, 12345678901234567890.123456789, 'big', 'small')",
      record: { amount: '12345678901234567890.123456789' },
      gives: 'big',
    },
  ],
}
