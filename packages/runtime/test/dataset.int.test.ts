import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@huozi/core'
import { checkDocuments, type DatasetDocument, type Document, type Layer } from '@huozi/metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  installDemo,
  listRecords,
  loadDataset,
  parseToken,
  type RequestContext,
  sessionKey,
  signIn,
} from '../src/index.ts'
import { ADMIN, LIBRARIAN, openLibrary } from './support/library.ts'
import { readLayerFolder, readPackage, root, type Workshop } from './support/workshop.ts'

let workshop: Workshop
let admin: RequestContext

beforeAll(async () => {
  workshop = await openLibrary()
  admin = await workshop.signIn(ADMIN)
})

afterAll(() => workshop.close())

function dataset(object: string, externalId: string, records: readonly JsonObject[], more = {}): DatasetDocument {
  return { kind: 'dataset', name: `lib_${object}`, object, externalId, records, ...more } as DatasetDocument
}

const members = dataset('lib_member', 'card_no', [
  { card_no: 'M-1', name: '李雷', owner: { by: LIBRARIAN }, created_at: '2026-01-05T08:00:00.000Z' },
  { card_no: 'M-2', name: '韩梅梅', level: 'plus' },
])

async function everyMember() {
  const page = await listRecords(workshop.deps, admin, {
    object: 'lib_member',
    sort: 'card_no',
    limit: 50,
    count: 'none',
  })
  return page.records
}

describe('loading a dataset', () => {
  test('creates its records by the ordinary rules, with owner and past', async () => {
    expect(await loadDataset(workshop.deps, workshop.system, members)).toEqual({ created: 2, updated: 0, kept: 0 })
    expect(await everyMember()).toMatchObject([
      {
        card_no: 'M-1',
        level: 'basic',
        owner: { label: '李馆员' },
        created_at: '2026-01-05T08:00:00.000Z',
        updated_at: '2026-01-05T08:00:00.000Z',
      },
      { card_no: 'M-2', level: 'plus', owner: null, created_at: new Date(workshop.clock.now()).toISOString() },
    ])
  })

  test('again changes nothing', async () => {
    const before = await everyMember()
    expect(await loadDataset(workshop.deps, workshop.system, members)).toEqual({ created: 0, updated: 0, kept: 2 })
    expect(await everyMember()).toEqual(before)
  })

  test('updates what is there when the document says so', async () => {
    const later = dataset('lib_member', 'card_no', [{ card_no: 'M-2', name: '韩梅' }], { onUpgrade: 'update' })
    expect(await loadDataset(workshop.deps, workshop.system, later)).toEqual({ created: 0, updated: 1, kept: 0 })
    expect((await everyMember())[1]).toMatchObject({ name: '韩梅', level: 'plus' })
  })

  test('refuses what no request could write', async () => {
    const wrong = dataset('lib_member', 'card_no', [{ card_no: 'M-9', name: '', level: 'gold' }])
    await expect(loadDataset(workshop.deps, workshop.system, wrong)).rejects.toMatchObject({ code: 'RECORD_INVALID' })
    const lost = dataset('lib_member', 'card_no', [{ card_no: 'M-9', name: 'A', librarian: { by: 'no@library.test' } }])
    await expect(loadDataset(workshop.deps, workshop.system, lost)).rejects.toMatchObject({ code: 'RECORD_INVALID' })
  })

  test('takes more records than are looked up at once', async () => {
    const count = 1000
    const records = Array.from({ length: count }, (_, index) => ({
      isbn: `many-${index}`,
      title: `第 ${index} 本`,
      price: '12.50',
      created_at: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    }))
    const books = dataset('lib_book', 'isbn', records)
    expect(await loadDataset(workshop.deps, workshop.system, books)).toEqual({ created: count, updated: 0, kept: 0 })
    expect(await loadDataset(workshop.deps, workshop.system, books)).toEqual({ created: 0, updated: 0, kept: count })
  })
})

interface DemoFile {
  readonly tenants: readonly {
    readonly name: string
    readonly packages: readonly string[]
    readonly layer: string | null
    readonly datasets: readonly string[]
    readonly users: readonly { readonly values: JsonObject; readonly roles: readonly string[] }[]
  }[]
}

async function signInTo(tenant: string, email: string): Promise<RequestContext> {
  const session = await signIn(workshop.deps, { tenant, email, password: 'huozi-demo' })
  const secret = parseToken(session.token)?.secret ?? ''
  return { tenant: session.tenant, actor: { kind: 'user', session: sessionKey(secret) }, locale: 'en' }
}

describe('the demo', () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, 'schemas/demo', path), 'utf8'))
  const { tenants } = read('demo.json') as DemoFile
  const partsOf = ({ packages, layer, datasets }: DemoFile['tenants'][number]) => ({
    packages: packages.map((name) => readPackage(`schemas/modules/${name}`)),
    layer: layer === null ? null : readLayerFolder(`schemas/demo/layers/${layer}`),
    datasets: datasets.map((name) => read(`datasets/${name}.json`) as DatasetDocument),
  })

  test.each(tenants)('$name is made of documents without problems', (tenant) => {
    const { packages, layer, datasets } = partsOf(tenant)
    const own: Layer = { manifest: null, documents: layer?.documents ?? [] }
    expect(checkDocuments([...packages, own]).issues).toEqual([])
    const renamed = datasets.map((document): Document => ({ ...document, name: `x_${document.name}` }))
    expect(checkDocuments([...packages, { ...own, documents: [...own.documents, ...renamed] }]).issues).toEqual([])
  })

  test('has a year behind it that each of its people sees as far as he may', async () => {
    const [first] = tenants
    if (first === undefined) throw new Error('There is no demo tenant')
    const name = `demo_${workshop.tenant.name}`.slice(0, 30)
    const users = first.users.map((user) => ({ ...user, password: 'huozi-demo' }))
    const settings = { name, label: 'Demo', locale: 'zh-CN', zone: 'Asia/Shanghai', currency: 'CNY' }
    const demo = { ...settings, ...partsOf(first), users }
    expect(await installDemo(workshop.deps, demo)).toBe(true)
    expect(await installDemo(workshop.deps, demo)).toBe(false)
    const counts = async (email: string) => {
      const ctx = await signInTo(name, email)
      const count = async (object: string, where?: string) =>
        (await listRecords(workshop.deps, ctx, { object, where, limit: 1, count: 'exact' })).count?.value ?? 0
      return {
        accounts: await count('crm_account'),
        contacts: await count('crm_contact'),
        deals: await count('crm_opportunity'),
        lost: await count('crm_opportunity', "stage = 'LOST' and is_blank(loss_reason)"),
      }
    }
    const everything = await counts('manager@demo.test')
    expect(everything.accounts).toBeGreaterThanOrEqual(60)
    expect(everything.contacts).toBeGreaterThanOrEqual(150)
    expect(everything.deals).toBeGreaterThanOrEqual(300)
    expect(everything.lost).toBe(0)
    const [rep, other] = [await counts('rep@demo.test'), await counts('rep2@demo.test')]
    for (const own of [rep, other]) expect(own.deals).toBeGreaterThan(50)
    expect(rep.deals + other.deals).toBeLessThan(everything.deals)
  })
})
