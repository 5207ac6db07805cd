import type { ObjectDocument } from '@huozi/metadata'
import { expect, test } from 'vitest'
import { createRecord, listRecords, runBuild, verifyTenant } from '../src/index.ts'
import { ask, inOwnTenant, republish } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

const build = async (own: Workshop) => {
  while (await runBuild(own.deps, own.tenant));
}

test('a text that becomes searchable is found before and after it is copied', () =>
  inOwnTenant(async (own, boss) => {
    await createRecord(own.deps, boss, { object: 'rev_node', body: { name: 'x', remark: 'Needle in hay' } })
    await republish(own, (document) => ({ ...document, search: ['name', 'remark'] }))
    const query = { object: 'rev_node', where: "contains(remark, 'needle')", limit: 5, count: 'none' } as const
    const found = async () => (await listRecords(own.deps, boss, query)).records.length
    expect(await found()).toBe(1)
    await build(own)
    expect(await found()).toBe(1)
    // What is found now is found by the copy.
    await ask(own, `update ${own.tenant.schema}.o_rev_node set f_remark__fold = 'other'`)
    expect(await found()).toBe(0)
  }))

test('a unique key over other fields than before is rebuilt', () =>
  inOwnTenant(async (own) => {
    await build(own)
    await republish(own, (document) => ({ ...document, unique: [{ name: 'secret_size', fields: ['other'] }] }))
    const indexes = () =>
      ask(
        own,
        `select indexdef from pg_indexes where schemaname = '${own.tenant.schema}' and tablename = 'o_rev_node' and indexdef like '%UNIQUE%'`,
      )
    const definitions = async () => JSON.stringify(await indexes())
    expect(await definitions()).not.toContain('f_secret')
    await build(own)
    expect(await definitions()).toContain('f_other__fold')
    expect(await verifyTenant(own.deps, own.tenant)).toEqual([])
  }))

test('a publish that cannot get its locks is refused with a code', () =>
  inOwnTenant(async (own) => {
    const client = await own.database.connect()
    await client.query(`begin; lock table ${own.tenant.schema}.o_rev_node in access share mode`)
    const add = (document: ObjectDocument) =>
      ({ ...document, fields: [...document.fields, { name: 'late', type: 'text', label: 'L' }] }) as ObjectDocument
    const refused = await outcome(republish(own, add))
    await client.end()
    expect(refused).toBe('PUBLISH_BUSY')
  }))
