import { ContextSlot } from '../sql/context-slot.ts'
import { formatDatetime } from '../types/calendar.ts'
import { DATETIME } from '../types/value-type.ts'
import type { Operator } from './operator.ts'

export const now: Operator = {
  name: 'now',
  syntax: { kind: 'function' },
  json: ['now'],
  arity: { min: 0, max: 0 },
  forms: ['now() → datetime'],
  type: ({ args }) => ({ type: DATETIME, args }),
  evaluate:
    () =>
    ({ context }) =>
      formatDatetime(context.now),
  sql: { value: () => ({ kind: 'slot', slot: new ContextSlot('now'), type: 'timestamptz' }) },
  doc: {
    en: 'The present instant, the same throughout a request.',
    'zh-CN': '当前时刻,在同一请求内保持不变。',
  },
  phrase: { en: 'the present instant', 'zh-CN': '当前时刻' },
  cases: [
    { expression: 'now()', gives: '2026-11-22T01:02:03.456Z' },
    { expression: 'at < now()', record: { at: '2026-11-22T01:02:03.455Z' }, gives: true },
    { expression: 'at = now()', record: { at: '2026-11-22T01:02:03.456Z' }, gives: true },
    { expression: 'at > now()', record: { at: null }, gives: false },
    { expression: 'date(now())', gives: '2026-11-22' },
    { expression: 'now() > day', refused: 'EXPRESSION_TYPE' },
    { expression: 'now(1)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: 'now() > at', record: { at: '0001-01-02T00:00:00.000Z' }, gives: true },
    { expression: 'now() < at', record: { at: '9999-12-30T23:59:59.999Z' }, gives: true },
    { expression: { now: [] }, gives: '2026-11-22T01:02:03.456Z' },
    { expression: 'is_blank(now())', gives: false },
    { expression: 'now() + 1', refused: 'EXPRESSION_TYPE' },
  ],
}
