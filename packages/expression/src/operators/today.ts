import { ContextSlot } from '../sql/context-slot.ts'
import { call } from '../sql/nodes.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import { DATE } from '../types/value-type.ts'
import { dateInZone } from '../types/zone.ts'
import type { Operator } from './operator.ts'

const OWNER = '01920000-0000-7000-8000-00000000000a'
const TODAY: SqlNode = { kind: 'slot', slot: new ContextSlot('today'), type: 'date' }
const NOW: SqlNode = { kind: 'slot', slot: new ContextSlot('now'), type: 'timestamptz' }

export const today: Operator = {
  name: 'today',
  syntax: { kind: 'function' },
  json: ['today'],
  arity: { min: 0, max: 0 },
  forms: ['today() → date'],
  type: ({ args }) => ({ type: DATE, args }),
  reads: ['zone'],
  evaluate: (_args, _node, settings) => (frame) => dateInZone(frame.context.now, settings.zone(frame)),
  sql: {
    value: ({ node, zone }) => (node.zone === undefined ? TODAY : call('dateInZone', [NOW, zone()], 'date')),
  },
  doc: {
    en: 'The date of the present in the zone of the expression.',
    'zh-CN': '当前时刻在表达式所用时区的日期。',
  },
  phrase: { en: 'today', 'zh-CN': '今天' },
  cases: [
    { expression: 'today()', zone: 'America/Los_Angeles', gives: '2026-11-21' },
    {
      expression: 'today()',
      zone: 'owner',
      record: { owner: OWNER, 'owner.zone': 'America/Los_Angeles' },
      gives: '2026-11-21',
    },
    { expression: 'today()', zone: 'owner', record: { owner: OWNER }, gives: '2026-11-22' },
    {
      expression: 'exists(lines, day = today())',
      zone: 'owner',
      record: { owner: OWNER, 'owner.zone': 'Pacific/Honolulu', lines: [{ day: '2026-11-21' }] },
      gives: true,
    },
    { expression: 'today()', gives: '2026-11-22' },
    { expression: 'day < today()', record: { day: '2026-11-21' }, gives: true },
    { expression: 'day > today()', record: { day: '2026-11-22' }, gives: false },
    { expression: 'day = today()', record: { day: null }, gives: false },
    { expression: 'days_between(day, today()) > 90', record: { day: '2026-01-01' }, gives: true },
    { expression: 'today() = now()', refused: 'EXPRESSION_TYPE' },
    { expression: 'today(1)', refused: 'EXPRESSION_ARGUMENTS' },
    { expression: { today: [] }, gives: '2026-11-22' },
    { expression: 'today() <= day', record: { day: '9999-12-31' }, gives: true },
    { expression: 'add_days(today(), -22)', gives: '2026-10-31' },
    { expression: 'year(today())', gives: '2026' },
    { expression: 'today() > amount', refused: 'EXPRESSION_TYPE' },
  ],
}
