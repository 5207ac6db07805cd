import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import { upperCase } from '../text/fold.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { textResult } from './shared/text-result.ts'

export const upper: Operator = {
  name: 'upper',
  syntax: { kind: 'function' },
  json: ['upper'],
  arity: { min: 1, max: 1 },
  forms: ['upper({text}) → text'],
  type: takes(['text'], TEXT),
  evaluate: strict((text: string) => textResult(upperCase(text))),
  sql: { value: ({ value }) => call('upper', [value(0)], 'text') },
  doc: { en: 'The text in upper case, letter by letter.', 'zh-CN': '转为大写(逐字母)。' },
  phrase: { en: '{0} in capital letters', 'zh-CN': '{0} 转为大写' },
  cases: [
    { expression: 'upper(name)', record: { name: 'abc' }, gives: 'ABC' },
    { expression: 'upper(name)', record: { name: 'größe' }, gives: 'GRÖßE' },
    { expression: 'upper(name)', record: { name: '活字 Huozi' }, gives: '活字 HUOZI' },
    { expression: 'upper(name)', record: { name: null }, gives: null },
    { expression: 'upper(name)', record: { name: 'ςσǆ' }, gives: 'ΣΣǄ' },
    { expression: 'upper(stage)', refused: 'EXPRESSION_TYPE' },
    { expression: 'length(upper(name))', record: { name: 'ab'.repeat(2000) }, gives: '4000' },
    { expression: 'upper(name)', record: { name: '' }, gives: null },
    { expression: 'upper(name)', record: { name: '123-%_' }, gives: '123-%_' },
    { expression: 'upper(upper(name))', record: { name: 'ab' }, gives: 'AB' },
    { expression: 'upper(day)', refused: 'EXPRESSION_TYPE' },
    { expression: 'upper()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
