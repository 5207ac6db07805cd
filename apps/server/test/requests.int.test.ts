import { newId } from '@huozi/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseBody } from '../src/plugins/json-body.ts'
import { type Caller, caller, makeLibrary, type Served, serve, signedIn } from './support/served.ts'

let served: Served
let admin: Caller
let anonymous: Caller

beforeAll(async () => {
  served = await serve()
  const tenant = `r${newId().replaceAll('-', '').slice(12)}`
  await makeLibrary(served.deps, tenant, [{ values: { name: 'Ada', email: 'ada@library.test' }, roles: ['admin'] }])
  admin = await signedIn(served.app, tenant, 'ada@library.test')
  anonymous = caller(served.app, {})
})

afterAll(() => served.close())

test('a megabyte of numbers is parsed in no time', () => {
  const body = `[${'0,'.repeat(520_000)}0]`
  const began = performance.now()
  parseBody(body)
  expect(performance.now() - began).toBeLessThan(500)
})

test.each([
  ['a number no double holds', '{"price": 99999999999999.99}'],
  ['a number no double holds, with an exponent', '{"price": 1234567890123456e2}'],
  ['a key that reaches for prototypes', '{"__proto__": {"isAdmin": true}}'],
  ['the same key in escapes', '{"\\u005f_proto__": 1}'],
  ['nesting without end', `${'['.repeat(100_000)}`],
  ['what is no JSON', '{ not JSON'],
])('%s is refused', async (_name, body) => {
  const answer = await admin('POST', '/api/v1/records/lib_book', { body })
  expect([answer.status, (answer.json as { code: string }).code]).toEqual([400, 'REQUEST_MALFORMED'])
})

test('long digits inside texts and whole numbers a double holds are taken as they are', async () => {
  const body = { title: '12345678901234567890', pages: 9007199254740991 }
  const { json } = await admin('POST', '/api/v1/records/lib_book', { body })
  expect(json).toMatchObject(body)
})

test('a body is read only when its sender is known', async () => {
  for (const path of ['/api/v1/change-sets', '/api/v1/records/lib_book']) {
    expect((await anonymous('POST', path, { body: '{ not JSON' })).status).toBe(401)
  }
})

test('a body above the limit of its route is refused with that limit', async () => {
  const answer = await admin('POST', '/api/v1/records/lib_book', { body: `{"notes": "${'x'.repeat(1_100_000)}"}` })
  expect([answer.status, answer.json]).toMatchObject([413, { code: 'REQUEST_TOO_LARGE', params: { limit: 1_048_576 } }])
})

test('an address that cannot be decoded is refused as a problem', async () => {
  const answer = await admin('GET', '/api/v1/records/%ff')
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json).toMatchObject({ code: 'REQUEST_MALFORMED' })
})

test('the object of a form is that of the path', async () => {
  expect((await admin('GET', '/api/v1/forms/lib_book?object=lib_member')).json).toMatchObject({ object: 'lib_book' })
})

test('numbers of a filter are not rounded', async () => {
  const where = encodeURIComponent('{"==":[{"var":"price"},99999999999999.99]}')
  expect((await admin('GET', `/api/v1/records/lib_book?where=${where}`)).json).toMatchObject({ status: 400 })
})

test('the problems of a request are listed up to a limit', async () => {
  const body = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`unknown_${at}`, 1]))
  const { json } = await admin('POST', '/api/v1/records/lib_book', { body })
  expect((json as { errors: unknown[] }).errors).toHaveLength(200)
})

test.each(['text/plain', 'application/json; charset=utf-16', 'application/xml', ' application/JSON'])(
  'a body sent as %j is read as JSON or refused',
  async (type) => {
    const answer = await admin('POST', '/api/v1/records/lib_book', {
      body: '{"title": ""}',
      headers: { 'content-type': type },
    })
    expect([415, 422, 400]).toContain(answer.status)
  },
)

test('changing needs the version that was read', async () => {
  const { json } = await admin('POST', '/api/v1/records/lib_book', { body: { title: '版本' } })
  const path = `/api/v1/records/lib_book/${(json as { id: string }).id}`
  expect((await admin('PATCH', path, { body: { pages: 1 } })).status).toBe(428)
  expect((await admin('PATCH', path, { body: { pages: 1 }, headers: { 'if-match': 'x' } })).status).toBe(400)
  expect((await admin('PATCH', path, { body: { pages: 1 }, headers: { 'if-match': '"1"' } })).status).toBe(200)
  expect((await admin('PATCH', path, { body: { pages: 2 }, headers: { 'if-match': '"1"' } })).json).toMatchObject({
    code: 'VERSION_CONFLICT',
    params: { fields: ['pages'] },
  })
})

test('a foreign page cannot use the cookie', async () => {
  const signIn = await anonymous('GET', '/api/v1/me', { headers: { cookie: 'huozi=demo.x' } })
  expect(signIn.status).toBe(401)
  const headers = { cookie: `huozi=demo.${'x'.repeat(43)}`, origin: 'https://evil.example' }
  expect((await anonymous('POST', '/api/v1/records/lib_book', { body: {}, headers })).json).toMatchObject({
    code: 'CROSS_SITE_REFUSED',
  })
})
