import { decimal } from '@huozi/core'
import { numberType } from '../check/digits.ts'
import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import { countCharacters } from '../text/pieces.ts'
import type { Operator } from './operator.ts'

export const length: Operator = {
  name: 'length',
  syntax: { kind: 'function' },
  json: ['length'],
  arity: { min: 1, max: 1 },
  forms: ['length({text}) → number'],
  type: takes(['text'], numberType({ whole: 9, scale: 0 })),
  evaluate: strict((text: string) => decimal(countCharacters(text))),
  sql: { value: ({ value }) => call('length', [value(0)], 'numeric') },
  doc: { en: 'How many characters the text has. Blank for blank.', 'zh-CN': '文本的字符数;空值结果为空。' },
  phrase: { en: 'the number of characters of {0}', 'zh-CN': '{0} 的字符数' },
  cases: [
    { expression: 'length(name)', record: { name: 'abc' }, gives: '3' },
    { expression: 'length(name)', record: { name: '活字' }, gives: '2' },
    { expression: 'length(name)', record: { name: '\u{20000}a' }, gives: '2' },
    { expression: 'length(name)', record: { name: null }, gives: null },
    { expression: 'length(name)', record: { name: '' }, gives: null },
    { expression: 'length(name) > 2', record: { name: null }, gives: false },
    { expression: 'length(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'length(name)', record: { name: 'a'.repeat(5000) }, gives: '5000' },
    { expression: 'length(concat(name, note))', record: { name: 'a', note: 'b' }, gives: '2' },
    { expression: 'length(name)', record: { name: ' ' }, gives: '1' },
    { expression: 'length(tags)', refused: 'EXPRESSION_TYPE' },
    { expression: 'length()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
