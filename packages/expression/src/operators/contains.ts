import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { foldedArgument } from '../sql/folded-argument.ts'
import { call, isTrue } from '../sql/nodes.ts'
import { fold } from '../text/fold.ts'
import { BOOLEAN } from '../types/value-type.ts'
import { type Operator, PRECEDENCE } from './operator.ts'

const evaluate = strict((text: string, part: string) => fold(text).includes(fold(part)))

export const contains: Operator = {
  name: 'contains',
  syntax: { kind: 'infix', symbol: 'contains', precedence: PRECEDENCE.comparison },
  json: ['contains'],
  arity: { min: 2, max: 2 },
  forms: ['{text} contains {text} → boolean'],
  type: takes(['text'], BOOLEAN),
  evaluate: (...given) => {
    const test = evaluate(...given)
    return (frame) => test(frame) === true
  },
  sql: {
    condition: (given, negated) => {
      const found = call('contains', [foldedArgument(given, 0), foldedArgument(given, 1)], 'boolean')
      return negated ? isTrue(found, true) : found
    },
  },
  doc: {
    en: 'True when the text contains the other, whatever its case and width. False when one is blank.',
    'zh-CN': '文本包含另一文本为真,不区分大小写与全半角;任一为空为假。',
  },
  phrase: { en: '{0} contains {1}', 'zh-CN': '{0} 包含 {1}' },
  cases: [
    { expression: "name contains 'hua'", record: { name: 'HUAWEI' }, gives: true },
    { expression: "name contains '华为'", record: { name: '深圳华为技术' }, gives: true },
    { expression: "name contains 'abc'", record: { name: 'ＡＢＣ公司' }, gives: true },
    { expression: "name contains '%'", record: { name: '10 percent' }, gives: false },
    { expression: "name contains '_'", record: { name: 'a_b' }, gives: true },
    { expression: 'name contains note', record: { name: 'Größe', note: 'ÖßE' }, gives: true },
    { expression: "name contains 'a'", record: { name: null }, gives: false },
    { expression: "not (name contains 'a')", record: { name: null }, gives: true },
    { expression: "contains(name, 'a')", record: { name: 'A' }, gives: true },
    { expression: "amount contains '1'", refused: 'EXPRESSION_TYPE' },
    { expression: "name contains 'x'", record: { name: 'a'.repeat(5000).concat('X') }, gives: true },
    { expression: "name contains 'abc'", record: { name: 'ab' }, gives: false },
    { expression: 'name contains name', record: { name: 'a' }, gives: true },
    { expression: "name contains ''", record: { name: 'a' }, gives: false },
    { expression: 'name contains amount', refused: 'EXPRESSION_TYPE' },
  ],
}
