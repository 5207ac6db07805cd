import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRecord, getRecord, listRecords, type RequestContext, updateRecord } from '../src/index.ts'
import { ADMIN, openLibrary } from './support/library.ts'
import { object, pack, put } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

/** Formulas over so many choices that together they need more parameters than a statement takes; one alone does not. */
const CHOICES = 2000
const FORMULAS = 20

const formulas = Array.from({ length: FORMULAS }, (_, at) => ({
  name: `f${at}`,
  type: 'number',
  label: 'F',
  formula: `attr(kindof, 'weight') + ${at}`,
}))
const values = Array.from({ length: CHOICES }, (_, at) => ({
  code: `c${at}`,
  label: `c${at}`,
  attributes: { weight: at },
}))
const kindof = {
  name: 'kindof',
  type: 'picklist',
  label: 'K',
  attributes: [{ name: 'weight', type: 'integer' }],
  values,
}
const many = (fields: readonly object[]) => [object('many_thing', [kindof, ...fields])]

let workshop: Workshop
let admin: RequestContext
let id: string

beforeAll(async () => {
  workshop = await openLibrary({ packages: [pack('many', many([]))] })
  admin = await workshop.signIn(ADMIN)
  id = (await createRecord(workshop.deps, admin, { object: 'many_thing', body: { name: 'x', kindof: 'c7' } })).id
  await put(workshop, 'many', many(formulas))
}, 60_000)

afterAll(() => workshop.close())

const list = (query: object) =>
  listRecords(workshop.deps, admin, { object: 'many_thing', limit: 5, count: 'none', ...query })

test('what needs more parameters than a statement takes is refused with a code, read or written', async () => {
  const request = { object: 'many_thing', id }
  const body = { name: 'y' }
  const works = [
    () => list({}),
    () => getRecord(workshop.deps, admin, request),
    () => createRecord(workshop.deps, admin, { object: 'many_thing', body }),
    () => updateRecord(workshop.deps, admin, { ...request, body, expected: '*' }),
    () => list({ select: 'f1', where: formulas.map(({ name }) => `${name} > 1`).join(' and '), count: 'exact' }),
  ]
  for (const work of works) expect(await outcome(work())).toBe('RECORD_TOO_LARGE')
})

test('what asks for less is answered, on the same connections', async () => {
  const { records } = await list({ select: 'name,f1' })
  expect(records).toMatchObject([{ name: 'x', f1: '8' }])
})
