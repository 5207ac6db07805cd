import { isNull } from '../sql/nodes.ts'
import { BOOLEAN } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

export const isBlank: Operator = {
  name: 'is_blank',
  syntax: { kind: 'function' },
  json: ['is_blank'],
  arity: { min: 1, max: 1 },
  forms: [
    'is_blank({number}) → boolean',
    'is_blank({text}) → boolean',
    'is_blank({choice}) → boolean',
    'is_blank({numbers}) → boolean',
    'is_blank({time}) → boolean',
  ],
  type: ({ args }) => ({ type: BOOLEAN, args }),
  evaluate:
    ([value]) =>
    (frame) =>
      value?.(frame) === null,
  sql: { condition: ({ value }, negated) => isNull(value(0), negated) },
  doc: {
    en: 'True when there is no value: nothing was entered, the text or list is empty, or a reference on the way is missing.',
    'zh-CN': '没有值时为真:未填写、文本或列表为空,或途中的引用不存在。',
  },
  phrase: { en: '{0} is blank', 'zh-CN': '{0} 为空' },
  cases: [
    { expression: 'is_blank(amount)', record: { amount: null }, gives: true },
    { expression: 'is_blank(amount)', record: { amount: '0' }, gives: false },
    { expression: 'is_blank(name)', record: { name: '' }, gives: true },
    { expression: 'not is_blank(name)', record: { name: 'a' }, gives: true },
    { expression: 'is_blank(account.level)', record: { account: null }, gives: true },
    { expression: 'is_blank(tags)', record: { tags: [] }, gives: true },
    { expression: 'is_blank(amount / 0)', record: { amount: '1' }, gives: true },
    { expression: 'is_blank(amount > 1)', record: { amount: null }, gives: false },
    { expression: 'is_blank(amount, rate)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'is_blank(clock)', record: { clock: null }, gives: true },
    { expression: 'is_blank(name)', record: { name: 'a'.repeat(5000) }, gives: false },
    { expression: 'is_blank(blank)', gives: true },
  ],
}
