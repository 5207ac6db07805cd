import { type Json, type JsonObject, newId } from '@huozi/core'
import { fetchTenant } from '@huozi/database'
import { publish } from '@huozi/runtime'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, makeLibrary, type Served, serve, signedIn } from './support/served.ts'

let served: Served
let admin: Caller
/** Holds no right on users beyond what everybody has. */
let reader: Caller
const tenant = `l${newId().replaceAll('-', '').slice(12)}`

beforeAll(async () => {
  served = await serve()
  await makeLibrary(served.deps, tenant, [
    { values: { name: 'Ada', email: 'ada@library.test' }, roles: ['admin'] },
    { values: { name: 'Ren', email: 'ren@library.test' }, roles: ['lib_reader'] },
  ])
  admin = await signedIn(served.app, tenant, 'ada@library.test')
  reader = await signedIn(served.app, tenant, 'ren@library.test')
})

beforeEach(async () => {
  await reader('PATCH', '/api/v1/me', { body: { locale: null } })
})

afterAll(() => served.close())

const userOf = (json: unknown) => (json as { user: JsonObject }).user
const languageOf = async (headers: Record<string, string> = {}) => {
  const { json } = await reader('GET', '/api/v1/objects/nowhere', { headers })
  return (json as { title: string }).title.match(/\p{Script=Han}/u) === null ? 'en' : 'zh-CN'
}

test('a user sets his language though no role lets him write users, and every session of his knows it', async () => {
  const other = await signedIn(served.app, tenant, 'ren@library.test')
  const answer = await reader('PATCH', '/api/v1/me', { body: { locale: 'en' } })
  expect([answer.status, userOf(answer.json).locale]).toEqual([200, 'en'])
  expect(userOf((await other('GET', '/api/v1/me')).json)).toMatchObject({ label: 'Ren', locale: 'en' })
  const { id } = userOf(answer.json)
  const refused = await reader('PATCH', `/api/v1/records/user/${id}`, {
    body: { locale: 'zh-CN' },
    headers: { 'if-match': '*' },
  })
  expect(refused.json).toMatchObject({ code: 'ACTION_FORBIDDEN' })
  const stored = await admin('GET', `/api/v1/records/user/${id}?select=locale,updated_by`)
  expect(stored.json).toMatchObject({ locale: 'en', updated_by: { id } })
  expect(userOf((await reader('PATCH', '/api/v1/me', { body: { locale: null } })).json).locale).toBeNull()
})

test('nothing else of a user, and no other user, can be changed that way', async () => {
  const before = userOf((await reader('GET', '/api/v1/me')).json)
  const bodies: JsonObject[] = [
    { name: 'Root' },
    { locale: 'en', active: false },
    { id: newId(), locale: 'en' },
    { zone: 'UTC' },
  ]
  for (const body of bodies) {
    const answer = await reader('PATCH', '/api/v1/me', { body })
    expect([answer.status, answer.json]).toMatchObject([400, { code: 'REQUEST_SHAPE' }])
  }
  expect(userOf((await reader('GET', '/api/v1/me')).json)).toEqual(before)
})

test.each<[string, Json | string, string, string]>([
  ['a language that is not shipped', { locale: 'fr' }, '/locale', '"zh-CN" | "en" | null'],
  ['a number', { locale: 1 }, '/locale', '"zh-CN"'],
  ['a list', { locale: ['en'] }, '/locale', '"zh-CN"'],
  ['a text that tries to be more', { locale: "en'; drop schema public; --" }, '/locale', '"zh-CN"'],
  ['an unknown member', { language: 'en' }, '/language', 'locale'],
  ['a list as the whole', ['en'], '', 'locale'],
  ['a text as the whole', '"en"', '', 'locale'],
])('%s is refused with its place and what is allowed', async (_name, body, pointer, allowed) => {
  const { status, json } = await reader('PATCH', '/api/v1/me', { body })
  expect(status).toBe(400)
  expect(json).toMatchObject({
    code: 'REQUEST_SHAPE',
    errors: [{ pointer, detail: expect.stringContaining(allowed) }],
  })
})

test('an empty change changes nothing', async () => {
  const before = await reader('GET', '/api/v1/me')
  expect((await reader('PATCH', '/api/v1/me', { body: {} })).json).toEqual(before.json)
})

test('answers follow the request, then the user, then the tenant', async () => {
  expect(await languageOf()).toBe('zh-CN')
  await reader('PATCH', '/api/v1/me', { body: { locale: 'en' } })
  expect(await languageOf()).toBe('en')
  expect(await languageOf({ 'accept-language': 'fr, *;q=0.5' })).toBe('en')
  expect(await languageOf({ 'accept-language': 'fr, zh-TW;q=0.8' })).toBe('zh-CN')
  const { json } = await reader('GET', '/api/v1/objects/lib_book')
  expect(json).toMatchObject({ label: 'Book' })
})

test('a rule of the tenant about users holds here too', async () => {
  const found = await fetchTenant(served.deps.database, tenant)
  if (found === null) throw new Error('no tenant')
  const system = { tenant: found, actor: { kind: 'system' }, locale: 'en' } as const
  const rule = { name: 'x_local', failWhen: "locale = 'en'", field: 'locale', message: 'Here Chinese is spoken' }
  const document = { kind: 'object', name: 'user', extends: 'base', validations: [rule] }
  const layer = { manifest: null, documents: [document] } as never
  await publish(served.deps, system, { message: 'x', changes: [{ name: 'tenant', layer }] })
  const answer = await reader('PATCH', '/api/v1/me', { body: { locale: 'en' } })
  expect([answer.status, answer.json]).toMatchObject([422, { errors: [{ pointer: '/locale' }] }])
})
