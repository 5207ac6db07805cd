import { requireKind } from '../check/signatures.ts'
import { call } from '../sql/nodes.ts'
import { DATE } from '../types/value-type.ts'
import { dateInZone } from '../types/zone.ts'
import type { Operator } from './operator.ts'

export const date: Operator = {
  name: 'date',
  syntax: { kind: 'function' },
  json: ['date'],
  arity: { min: 1, max: 1 },
  forms: ['date({datetime}) → date', "date('2026-01-31') → date"],
  type: ({ args }) => ({ type: DATE, args: args.map((arg) => requireKind(arg, 'date', 'datetime')) }),
  reads: ['zone'],
  evaluate: ([value], { args }, settings) => {
    const isDate = args[0]?.type.kind === 'date'
    return (frame) => {
      const of = value?.(frame) ?? null
      return of === null || isDate ? of : dateInZone(Date.parse(of as string), settings.zone(frame))
    }
  },
  sql: {
    value: ({ node, value, zone }) =>
      node.args[0]?.type.kind === 'date' ? value(0) : call('dateInZone', [value(0), zone()], 'date'),
  },
  doc: {
    en: 'The date of an instant in the zone of the expression; or a written date.',
    'zh-CN': '某一时刻在表达式所用时区的日期;或直接写出的日期。',
  },
  phrase: { en: 'the date of {0}', 'zh-CN': '{0} 的日期' },
  cases: [
    {
      expression: 'date(at)',
      zone: 'America/New_York',
      record: { at: '2026-01-31T04:59:59.999Z' },
      gives: '2026-01-30',
    },
    { expression: "date('2026-01-31')", gives: '2026-01-31' },
    { expression: 'date(at)', record: { at: '2026-01-31T15:59:59.999Z' }, gives: '2026-01-31' },
    { expression: 'date(at)', record: { at: '2026-01-31T16:00:00.000Z' }, gives: '2026-02-01' },
    { expression: 'date(at)', record: { at: null }, gives: null },
    { expression: 'date(coalesce(at, seen)) = today()', record: { seen: '2026-11-21T16:00:00.000Z' }, gives: true },
    { expression: 'date(day)', record: { day: '2026-01-31' }, gives: '2026-01-31' },
    { expression: "date('2026-02-29')", refused: 'EXPRESSION_LITERAL' },
    { expression: 'date(name)', refused: 'EXPRESSION_TYPE' },
    { expression: { date: ['2026-01-31'] }, gives: '2026-01-31' },
    { expression: 'date(at)', record: { at: '0001-01-02T00:00:00.000Z' }, gives: '0001-01-02' },
    { expression: 'date(at)', record: { at: '9999-12-30T23:59:59.999Z' }, gives: '9999-12-31' },
    { expression: 'date()', refused: 'EXPRESSION_ARGUMENTS' },
  ],
}
