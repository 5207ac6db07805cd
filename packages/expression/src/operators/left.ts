import { firstCharacters } from '../text/pieces.ts'
import type { Operator } from './operator.ts'
import { edgeEvaluate, edgeSql, edgeType } from './shared/edge.ts'

export const left: Operator = {
  name: 'left',
  syntax: { kind: 'function' },
  json: ['left'],
  arity: { min: 2, max: 2 },
  forms: ['left({text}, 3) → text', 'left({text}, {number}) → text'],
  type: edgeType,
  evaluate: edgeEvaluate(firstCharacters),
  sql: edgeSql('left'),
  doc: {
    en: 'The first so many characters; blank when the number is below 1.',
    'zh-CN': '取前若干个字符;个数小于 1 则为空。',
  },
  phrase: { en: 'the first {1} characters of {0}', 'zh-CN': '{0} 的前 {1} 个字符' },
  cases: [
    { expression: 'left(name, 2)', record: { name: 'abc' }, gives: 'ab' },
    { expression: 'left(name, 2)', record: { name: '\u{20000}字x' }, gives: '\u{20000}字' },
    { expression: 'left(name, 9)', record: { name: 'abc' }, gives: 'abc' },
    { expression: 'left(name, amount)', record: { name: 'abc', amount: '1.9' }, gives: 'a' },
    { expression: 'left(name, amount)', record: { name: 'abc', amount: '0.9' }, gives: null },
    { expression: 'left(name, -1)', record: { name: 'abc' }, gives: null },
    { expression: 'left(name, amount)', record: { name: 'abc', amount: '99999999999999999999' }, gives: 'abc' },
    { expression: "left('abc', 99999999999999999999)", gives: 'abc' },
    { expression: 'left(name, amount)', record: { name: 'abc', amount: null }, gives: null },
    { expression: 'left(name, 2)', record: { name: null }, gives: null },
    { expression: 'left(amount, 2)', refused: 'EXPRESSION_TYPE' },
    { expression: 'length(left(name, 3000))', record: { name: 'a'.repeat(5000) }, gives: '3000' },
  ],
}
