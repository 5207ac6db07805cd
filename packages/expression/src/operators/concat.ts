import { formatDecimal, isDecimal } from '@huozi/core'
import { requireKind } from '../check/signatures.ts'
import { call } from '../sql/nodes.ts'
import type { Value } from '../types/value.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { textResult } from './shared/text-result.ts'

export const concat: Operator = {
  name: 'concat',
  syntax: { kind: 'function' },
  json: ['cat', 'concat'],
  arity: { min: 1, max: Number.POSITIVE_INFINITY },
  forms: ['concat({text}, {text}) → text', "concat({text}, ' ', {number}) → text", 'concat({choice}) → text'],
  type: ({ args }) => ({ type: TEXT, args: args.map((arg) => requireKind(arg, 'text', 'number', 'choice')) }),
  evaluate: (args) => (frame) => textResult(args.map((arg) => textOf(arg(frame))).join('')),
  sql: {
    value: ({ node, value }) => {
      const parts = node.args.map(({ type }, index) =>
        type.kind === 'number' ? call('decimalText', [value(index)], 'text') : value(index),
      )
      return call('concat', parts, 'text')
    },
  },
  doc: {
    en: 'Joins texts, numbers (without trailing zeros) and codes. Blanks are skipped; blank when nothing is left.',
    'zh-CN': '连接文本、数字(不含末尾的零)与选项代码;忽略空值,没有内容则为空。',
  },
  cases: [
    { expression: "concat(name, '-', note)", record: { name: 'a', note: 'b' }, gives: 'a-b' },
    { expression: "concat(name, '-', note)", record: { name: null, note: 'b' }, gives: '-b' },
    { expression: 'concat(name, note)', record: { name: null, note: null }, gives: null },
    { expression: "concat(amount, '%')", record: { amount: '1.50' }, gives: '1.5%' },
    { expression: 'concat(amount)', record: { amount: '0.00' }, gives: '0' },
    { expression: "concat(stage, ':', visits)", record: { stage: 'S1', visits: 100 }, gives: 'S1:100' },
    { expression: "concat('it''s ', \"ok\")", gives: "it's ok" },
    { expression: 'concat(active)', refused: 'EXPRESSION_TYPE' },
    { expression: { cat: ['a', { var: 'name' }] }, record: { name: 'b' }, gives: 'ab' },
  ],
}

function textOf(value: Value): string {
  if (value === null) return ''
  return isDecimal(value) ? formatDecimal(value) : String(value)
}
