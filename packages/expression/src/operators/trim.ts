import { takes } from '../check/signatures.ts'
import { strict } from '../evaluate/evaluate-rule.ts'
import { call } from '../sql/nodes.ts'
import { trimSpace } from '../text/pieces.ts'
import { TEXT } from '../types/value-type.ts'
import type { Operator } from './operator.ts'
import { textResult } from './shared/text-result.ts'

export const trim: Operator = {
  name: 'trim',
  syntax: { kind: 'function' },
  json: ['trim'],
  arity: { min: 1, max: 1 },
  forms: ['trim({text}) → text'],
  type: takes(['text'], TEXT),
  evaluate: strict((text: string) => textResult(trimSpace(text))),
  sql: { value: ({ value }) => call('trim', [value(0)], 'text') },
  doc: {
    en: 'The text without white space at both ends; blank when nothing is left.',
    'zh-CN': '去掉首尾空白;没有剩余则为空。',
  },
  phrase: { en: '{0} without white space at its ends', 'zh-CN': '{0} 去掉首尾空白' },
  cases: [
    { expression: 'trim(name)', record: { name: '  a b ' }, gives: 'a b' },
    { expression: 'trim(name)', record: { name: '\u3000\t活字\n' }, gives: '活字' },
    { expression: 'trim(name)', record: { name: '   ' }, gives: null },
    { expression: 'trim(name)', record: { name: null }, gives: null },
    { expression: 'is_blank(trim(name))', record: { name: ' ' }, gives: true },
    { expression: 'trim(day)', refused: 'EXPRESSION_TYPE' },
    { expression: 'length(trim(name))', record: { name: ' '.repeat(2000).concat('ab', ' '.repeat(2000)) }, gives: '2' },
    { expression: 'trim(name)', record: { name: 'a' }, gives: 'a' },
    { expression: 'trim(name)', record: { name: '\u3000' }, gives: null },
    { expression: 'trim(name)', record: { name: 'a  b' }, gives: 'a  b' },
    { expression: 'trim(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'trim()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
