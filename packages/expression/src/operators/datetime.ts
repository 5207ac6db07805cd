import { requireKind } from '../check/signatures.ts'
import { call, value as constant, whenBetween } from '../sql/nodes.ts'
import type { SqlCall } from '../sql/sql-meaning.ts'
import type { SqlNode } from '../sql/sql-node.ts'
import { FIRST_INSTANT, LAST_INSTANT } from '../types/calendar.ts'
import { DATETIME } from '../types/value-type.ts'
import { midnightInZone } from '../types/zone.ts'
import type { Operator } from './operator.ts'

const RANGE = [constant(FIRST_INSTANT, 'timestamptz'), constant(LAST_INSTANT, 'timestamptz')] as const

function sql({ node, value, zone }: SqlCall): SqlNode {
  if (node.args[0]?.type.kind !== 'date') return value(0)
  return whenBetween(call('midnightInZone', [value(0), zone()], 'timestamptz'), RANGE, (instant) => instant)
}

export const datetime: Operator = {
  name: 'datetime',
  syntax: { kind: 'function' },
  json: ['datetime'],
  arity: { min: 1, max: 1 },
  forms: ['datetime({date}) → datetime', "datetime('2026-01-31T08:00:00Z') → datetime"],
  type: ({ args }) => ({ type: DATETIME, args: args.map((arg) => requireKind(arg, 'datetime', 'date')) }),
  reads: ['zone'],
  evaluate: ([value], { args }, settings) => {
    const isDate = args[0]?.type.kind === 'date'
    return (frame) => {
      const of = value?.(frame) ?? null
      return of === null || !isDate ? of : midnightInZone(of as string, settings.zone(frame))
    }
  },
  sql: { value: sql },
  doc: {
    en: 'The instant at which a date begins in the zone of the expression; or a written instant with its offset.',
    'zh-CN': '某一日期在表达式所用时区开始的时刻;或直接写出的时刻(带时区偏移)。',
  },
  phrase: { en: 'the instant of {0}', 'zh-CN': '{0} 的时刻' },
  cases: [
    {
      expression: 'datetime(day)',
      zone: 'America/New_York',
      record: { day: '2026-02-01' },
      gives: '2026-02-01T05:00:00.000Z',
    },
    { expression: 'datetime(day)', record: { day: '2026-02-01' }, gives: '2026-01-31T16:00:00.000Z' },
    { expression: 'datetime(day)', record: { day: null }, gives: null },
    { expression: "datetime('2026-01-31T08:00:00+08:00')", gives: '2026-01-31T00:00:00.000Z' },
    { expression: "datetime('2026-01-31T08:00Z')", gives: '2026-01-31T08:00:00.000Z' },
    { expression: 'datetime(today()) <= now()', gives: true },
    { expression: 'date(datetime(day)) = day', record: { day: '2026-06-30' }, gives: true },
    { expression: 'datetime(day)', record: { day: '0001-01-01' }, gives: null },
    { expression: "datetime('2026-01-31 08:00')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'datetime(amount)', refused: 'EXPRESSION_TYPE' },
    { expression: 'datetime(day)', record: { day: '9999-12-31' }, gives: '9999-12-30T16:00:00.000Z' },
    { expression: 'datetime(at)', record: { at: '2026-01-31T16:00:00.000Z' }, gives: '2026-01-31T16:00:00.000Z' },
    { expression: 'datetime()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
