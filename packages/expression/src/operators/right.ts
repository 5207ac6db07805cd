import { lastCharacters } from '../text/pieces.ts'
import type { Operator } from './operator.ts'
import { edgeEvaluate, edgeSql, edgeType } from './shared/edge.ts'

export const right: Operator = {
  name: 'right',
  syntax: { kind: 'function' },
  json: ['right'],
  arity: { min: 2, max: 2 },
  forms: ['right({text}, 3) → text', 'right({text}, {number}) → text'],
  type: edgeType,
  evaluate: edgeEvaluate(lastCharacters),
  sql: edgeSql('right'),
  doc: {
    en: 'The last so many characters; blank when the number is below 1.',
    'zh-CN': '取后若干个字符;个数小于 1 则为空。',
  },
  phrase: { en: 'the last {1} characters of {0}', 'zh-CN': '{0} 的后 {1} 个字符' },
  cases: [
    { expression: 'right(name, 2)', record: { name: 'abc' }, gives: 'bc' },
    { expression: 'right(name, 2)', record: { name: 'x\u{20000}字' }, gives: '\u{20000}字' },
    { expression: 'right(name, 9)', record: { name: 'abc' }, gives: 'abc' },
    { expression: 'right(name, 0)', record: { name: 'abc' }, gives: null },
    { expression: 'right(name, amount)', record: { name: 'abc', amount: null }, gives: null },
    { expression: 'right(name, 1)', record: { name: null }, gives: null },
    { expression: "right(name, 'a')", refused: 'EXPRESSION_TYPE' },
    { expression: 'length(right(name, 3000))', record: { name: 'a'.repeat(5000) }, gives: '3000' },
    { expression: 'right(name, amount)', record: { name: 'abc', amount: '1.9' }, gives: 'c' },
    { expression: 'right(name, -1)', record: { name: 'abc' }, gives: null },
    { expression: 'right(name, 99999999999999999999)', record: { name: 'abc' }, gives: 'abc' },
    { expression: 'right(name)', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
