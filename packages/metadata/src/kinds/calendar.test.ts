import { expect, test } from 'vitest'
import { loadModule } from '../../test/fixture-layer.ts'
import { checkDocuments } from '../check/check-documents.ts'
import type { Document } from '../documents/document.ts'

const base = loadModule('base')
const week = { mon: ['09:00-18:00'] }

function rules(...calendars: object[]) {
  const documents = calendars.map((calendar) => ({ kind: 'calendar', ...calendar })) as unknown as Document[]
  const { issues } = checkDocuments([base, { manifest: null, documents }])
  return issues.map(({ code, params, pointer }) => `${(params as { rule?: string }).rule ?? code} ${pointer}`)
}

test('passes a calendar and another that is based on it', () => {
  expect(rules({ name: 'x_a', zone: 'Asia/Shanghai', week }, { name: 'x_b', basedOn: 'x_a' })).toEqual([])
})

test.each([
  ['no zone anywhere', [{ name: 'x_a', week }], ['zoneMissing /zone']],
  ['a zone nobody knows', [{ name: 'x_a', zone: 'Asia/Peking', week }], ['zoneUnknown /zone']],
  [
    'hours that end before they begin',
    [{ name: 'x_a', zone: 'UTC', week: { mon: ['18:00-09:00'] } }],
    ['spanOrder /week/mon/0'],
  ],
  [
    'hours that touch',
    [{ name: 'x_a', zone: 'UTC', week: { mon: ['09:00-12:00', '12:00-18:00'] } }],
    ['spanOrder /week/mon/1'],
  ],
  [
    'a day there is not',
    [{ name: 'x_a', zone: 'UTC', week, days: [{ name: 'd', date: '2026-02-30', work: false }] }],
    ['dateUnknown /days/0/date'],
  ],
  [
    'a day and a range',
    [
      {
        name: 'x_a',
        zone: 'UTC',
        week,
        days: [{ name: 'd', date: '2026-02-03', from: '2026-02-03', to: '2026-02-04', work: false }],
      },
    ],
    ['dateOrRange /days/0/date'],
  ],
  [
    'a range backwards',
    [{ name: 'x_a', zone: 'UTC', week, days: [{ name: 'd', from: '2026-02-03', to: '2026-02-01', work: false }] }],
    ['rangeOrder /days/0/to'],
  ],
  [
    'a make-up day without hours',
    [{ name: 'x_a', zone: 'UTC', days: [{ name: 'd', date: '2026-02-03', work: true }] }],
    ['hoursMissing /week'],
  ],
  [
    'two standards',
    [
      { name: 'x_a', zone: 'UTC', standard: true },
      { name: 'x_b', zone: 'UTC', standard: true },
    ],
    ['standardTwice /standard', 'standardTwice /standard'],
  ],
  [
    'a circle',
    [
      { name: 'x_a', basedOn: 'x_b', zone: 'UTC' },
      { name: 'x_b', basedOn: 'x_a' },
    ],
    ['basedOnCircular /basedOn', 'basedOnCircular /basedOn'],
  ],
  ['a base there is not', [{ name: 'x_a', zone: 'UTC', basedOn: 'x_c' }], ['REFERENCE_UNKNOWN /basedOn']],
])('refuses %s', (_what, calendars, expected) => {
  expect(rules(...calendars)).toEqual(expected)
})
