import type { Json, JsonObject } from '@huozi/core'
import { expect } from 'vitest'
import { listRecords, publish, type RequestContext, runBuild } from '../../src/index.ts'
import { object, pack } from './nodes.ts'
import type { Workshop } from './workshop.ts'

/** A roll-up and, beside it, the same computed whenever it is read: they must never differ. */
export function figure(name: string, type: string, rollup: JsonObject): object[] {
  const { relation, aggregate, value, where } = rollup
  const args = [relation, value, where].filter((part) => part !== undefined)
  return [
    { name, type, label: name, rollup },
    { name: `${name}_now`, type, label: name, formula: `${String(aggregate)}(${args.join(', ')})` },
  ]
}

const item = object('wh_item', [
  { name: 'box', type: 'lookup', label: 'Box', object: 'wh_box', inverse: 'items', onDelete: 'cascade' },
  { name: 'qty', type: 'number', label: 'Quantity', scale: 3 },
  { name: 'price', type: 'number', label: 'Price', scale: 2 },
  { name: 'worth', type: 'number', label: 'Worth', scale: 5, formula: 'qty * price' },
  { name: 'day', type: 'date', label: 'Day' },
  { name: 'at', type: 'datetime', label: 'At' },
  { name: 'spoilt', type: 'boolean', label: 'Spoilt' },
  { name: 'note', type: 'text', label: 'Note' },
])

/** The figures of boxes; tests add to them and change them. */
export const BOX_FIGURES: readonly object[] = [
  ...figure('worth', 'number', { relation: 'items', aggregate: 'sum', value: 'worth' }),
  ...figure('good', 'integer', { relation: 'items', aggregate: 'count', where: 'not spoilt' }),
  ...figure('mean', 'number', { relation: 'items', aggregate: 'avg', value: 'qty', where: 'not spoilt' }),
  ...figure('oldest', 'date', { relation: 'items', aggregate: 'min', value: 'day' }),
  ...figure('latest', 'datetime', { relation: 'items', aggregate: 'max', value: 'at' }),
  ...figure('dearest', 'number', { relation: 'items', aggregate: 'max', value: 'price', where: 'qty > 0' }),
  ...figure('last_note', 'text', { relation: 'items', aggregate: 'last', value: 'note' }),
]

const SHELF_FIGURES = [
  ...figure('worth', 'number', { relation: 'boxes', aggregate: 'sum', value: 'worth' }),
  ...figure('heaviest', 'number', { relation: 'boxes', aggregate: 'max', value: 'worth', where: 'good > 0' }),
  ...figure('boxes_n', 'integer', { relation: 'boxes', aggregate: 'count' }),
]

const box = (figures: readonly object[]) =>
  object('wh_box', [
    { name: 'shelf', type: 'lookup', label: 'Shelf', object: 'wh_shelf', inverse: 'boxes', onDelete: 'clear' },
    ...figures,
  ])

/** Shelves of boxes of items; boxes tell of their items, shelves of what boxes tell. */
export const warehouse = (figures: readonly object[] = BOX_FIGURES) =>
  pack('wh', [item, box(figures), object('wh_shelf', SHELF_FIGURES)])

/** Publishes the warehouse with other figures of its boxes. */
export const refigure = (own: Workshop, figures: readonly object[]) =>
  publish(own.deps, own.system, { message: 'x', changes: [{ name: 'wh', layer: warehouse(figures) }] })

/** Carries out everything a publish left to be built. */
export const build = async (own: Workshop) => {
  while (await runBuild(own.deps, own.tenant));
}

/** All records of an object. */
export async function all(own: Workshop, ctx: RequestContext, name: string): Promise<Record<string, Json>[]> {
  const records: Record<string, Json>[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const query = { object: name, limit: 200, count: 'none', ...(after && { after }) } as const
    const page = await listRecords(own.deps, ctx, query)
    records.push(...page.records)
    after = page.next
  }
  return records
}

/** Every figure of every record is what it would be if it were computed now. Answers how many were compared. */
export async function expectTrueFigures(own: Workshop, ctx: RequestContext): Promise<number> {
  let compared = 0
  for (const name of ['wh_box', 'wh_shelf']) {
    for (const record of await all(own, ctx, name)) {
      const twins = Object.keys(record).filter((field) => field.endsWith('_now'))
      const kept = Object.fromEntries(twins.map((field) => [field, record[field.slice(0, -'_now'.length)]]))
      const now = Object.fromEntries(twins.map((field) => [field, record[field]]))
      expect(kept, `${name} ${String(record.name)}`).toEqual(now)
      compared += twins.length
    }
  }
  return compared
}
