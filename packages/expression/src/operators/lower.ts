import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import { lowerCase } from '../text/fold.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { textResult } from './shared/text-result.ts'

export const lower: Operator = {
  name: 'lower',
  syntax: { kind: 'function' },
  json: ['lower'],
  arity: { min: 1, max: 1 },
  forms: ['lower({text}) → text'],
  type: takes(['text'], TEXT),
  evaluate: strict((text: string) => textResult(lowerCase(text))),
  sql: { value: ({ value }) => call('lower', [value(0)], 'text') },
  doc: { en: 'The text in lower case, letter by letter.', 'zh-CN': '转为小写(逐字母)。' },
  phrase: { en: '{0} in small letters', 'zh-CN': '{0} 转为小写' },
  cases: [
    { expression: 'lower(name)', record: { name: 'ABC' }, gives: 'abc' },
    { expression: 'lower(name)', record: { name: 'ÀÉÎ' }, gives: 'àéî' },
    { expression: 'lower(name)', record: { name: 'İΣ' }, gives: 'iσ' },
    { expression: 'lower(name)', record: { name: 'ＡＢ' }, gives: 'ａｂ' },
    { expression: 'lower(name)', record: { name: null }, gives: null },
    { expression: 'lower(1)', refused: 'EXPRESSION_TYPE' },
    { expression: 'length(lower(name))', record: { name: 'AB'.repeat(2000) }, gives: '4000' },
    { expression: 'lower(name)', record: { name: '' }, gives: null },
    { expression: 'lower(name)', record: { name: '123-%_' }, gives: '123-%_' },
    { expression: 'lower(lower(name))', record: { name: 'AB' }, gives: 'ab' },
    { expression: 'lower(day)', refused: 'EXPRESSION_TYPE' },
    { expression: 'lower()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
