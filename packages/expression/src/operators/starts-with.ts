import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { foldedArgument } from '../sql/folded-argument.ts'
import { call, isTrue } from '../sql/nodes.ts'
import { fold } from '../text/fold.ts'
import { BOOLEAN } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

const evaluate = strict((text: string, start: string) => fold(text).startsWith(fold(start)))

export const startsWith: Operator = {
  name: 'starts_with',
  syntax: { kind: 'infix', symbol: 'starts_with', precedence: PRECEDENCE.comparison },
  json: ['starts_with'],
  arity: { min: 2, max: 2 },
  forms: ['{text} starts_with {text} → boolean'],
  type: takes(['text'], BOOLEAN),
  evaluate: (...given) => {
    const test = evaluate(...given)
    return (frame) => test(frame) === true
  },
  sql: {
    condition: (given, negated) => {
      const found = call('startsWith', [foldedArgument(given, 0), foldedArgument(given, 1)], 'boolean')
      return negated ? isTrue(found, true) : found
    },
  },
  doc: {
    en: 'True when the text begins with the other, whatever its case and width. False when one is blank.',
    'zh-CN': '文本以另一文本开头为真,不区分大小写与全半角;任一为空为假。',
  },
  phrase: { en: '{0} starts with {1}', 'zh-CN': '{0} 以 {1} 开头' },
  cases: [
    { expression: "name starts_with 'hua'", record: { name: 'HUAWEI' }, gives: true },
    { expression: "name starts_with 'wei'", record: { name: 'HUAWEI' }, gives: false },
    { expression: "name starts_with '(株)'", record: { name: '㈱日立' }, gives: true },
    { expression: "name starts_with '%'", record: { name: 'abc' }, gives: false },
    { expression: "name starts_with 'a'", record: { name: null }, gives: false },
    { expression: 'not (name starts_with note)', record: { name: 'abc', note: null }, gives: true },
    { expression: 'name starts_with 1', refused: 'EXPRESSION_TYPE' },
    { expression: "name starts_with 'aaa'", record: { name: 'a'.repeat(5000) }, gives: true },
    { expression: 'name starts_with name', record: { name: 'Ab' }, gives: true },
    { expression: "name starts_with 'ab'", record: { name: 'a' }, gives: false },
    { expression: "name starts_with '华'", record: { name: '华为' }, gives: true },
    { expression: "name starts_with ''", record: { name: 'a' }, gives: false },
    { expression: "day starts_with '2026'", refused: 'EXPRESSION_TYPE' },
  ],
}
