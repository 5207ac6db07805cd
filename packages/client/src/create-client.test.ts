import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { ApiError } from './api-error.ts'
import type { ServerEvent } from './api-types.ts'
import { createClient } from './create-client.ts'
import type { ClientOptions } from './transport.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

type Answer = (seen: Seen, response: ServerResponse) => void

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A real server that records what it is asked, and a client of it. */
async function serve(answer: Answer, options: Partial<ClientOptions> = {}) {
  const requests: Seen[] = []
  const server = createServer(async (request, response) => {
    const text = (await request.toArray()).join('')
    const { method, url, headers } = request
    const seen = { method, url, headers, body: text === '' ? undefined : JSON.parse(text) }
    requests.push(seen)
    answer(seen, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { requests, server, client: createClient({ baseUrl, locale: 'zh-CN', token: 'library.secret', ...options }) }
}

const json =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

test('sends the credential and the language, and answers with the JSON', async () => {
  const { client, requests } = await serve(json({ id: '1', version: 1 }))
  expect(await client.records.get('lib_book', 'a/b', { select: 'title' })).toEqual({ id: '1', version: 1 })
  expect(requests[0]).toMatchObject({
    method: 'GET',
    url: '/api/v1/records/lib_book/a%2Fb?select=title',
    headers: { authorization: 'Bearer library.secret', 'accept-language': 'zh-CN' },
  })
})

test('asks for the language at each request', async () => {
  let locale = 'en'
  const { client, requests } = await serve(json({}), { locale: () => locale })
  await client.me()
  locale = 'zh-CN'
  await client.me()
  expect(requests.map(({ headers }) => headers['accept-language'])).toEqual(['en', 'zh-CN'])
})

test('guards writes: a key on create, the version read on change and deletion', async () => {
  const { client, requests } = await serve(json({}))
  await client.records.create('lib_book', { title: '活字' }, 'key-1')
  await client.records.patch('lib_book', '1', { values: { title: null }, ifMatch: 3 })
  await client.records.delete('lib_book', '1', '*')
  expect(requests.map(({ headers }) => headers['idempotency-key'] ?? headers['if-match'])).toEqual([
    'key-1',
    '"3"',
    '*',
  ])
  expect(requests.map(({ body }) => body)).toEqual([{ title: '活字' }, { title: null }, undefined])
})

test('puts JsonLogic conditions into the address', async () => {
  const { client, requests } = await serve(json({ records: [], next: null }))
  await client.records.list('lib_book', { where: { '=': [{ var: 'title' }, '活'] }, limit: 5 })
  const { searchParams } = new URL(`http://x${requests[0]?.url}`)
  expect(Object.fromEntries(searchParams)).toEqual({ where: '{"=":[{"var":"title"},"活"]}', limit: '5' })
})

test('throws the problem the server names', async () => {
  const problem = {
    code: 'RECORD_INVALID',
    status: 422,
    detail: '发现 1 个问题',
    title: '',
    errors: [{ pointer: '/title' }],
  }
  const { client } = await serve(json(problem, 422))
  const error = await client.records.create('lib_book', {}).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ code: 'RECORD_INVALID', status: 422, problem: { errors: [{ pointer: '/title' }] } })
})

test('names an answer that is not a problem document, and a server that is not there', async () => {
  const { client, server } = await serve((_, response) => response.writeHead(502).end('<html>bad gateway</html>'))
  await expect(client.me()).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE', status: 502 })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await expect(client.me()).rejects.toMatchObject({ code: 'UNREACHABLE', status: 0 })
})

test('tells when the session has ended, but not when a sign-in failed', async () => {
  const onSignedOut = vi.fn()
  let code = 'SIGN_IN_FAILED'
  const { client } = await serve(
    (_, response) => json({ code, status: 401, detail: '', errors: [] }, 401)(_, response),
    {
      onSignedOut,
    },
  )
  await expect(client.signIn({ tenant: 'library', email: 'a@b.test', password: 'x' })).rejects.toThrow(code)
  expect(onSignedOut).not.toHaveBeenCalled()
  code = 'SIGN_IN_REQUIRED'
  await expect(client.me()).rejects.toThrow(code)
  expect(onSignedOut).toHaveBeenCalledOnce()
})

test('hears events, and connects again after the connection breaks', async () => {
  let connections = 0
  const { client } = await serve((_, response) => {
    connections += 1
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: model\ndata: {"version":${connections}}\n\n`)
    if (connections === 1) setTimeout(() => response.destroy(), 20)
  })
  const events: ServerEvent[] = []
  const opened: boolean[] = []
  const stop = client.subscribe({ onEvent: (event) => events.push(event), onOpen: (again) => opened.push(again) })
  await vi.waitFor(() => expect(events).toHaveLength(2), 5000)
  stop()
  expect(events).toEqual([
    { type: 'model', version: 1 },
    { type: 'model', version: 2 },
  ])
  expect(opened).toEqual([false, true])
})

test('stops listening when the session has ended', async () => {
  const onSignedOut = vi.fn()
  const { client, requests } = await serve(
    json({ code: 'SIGN_IN_REQUIRED', status: 401, detail: '', errors: [] }, 401),
    {
      onSignedOut,
    },
  )
  await new Promise<void>((onEnd) => client.subscribe({ onEvent: () => {}, onEnd }))
  expect(onSignedOut).toHaveBeenCalledOnce()
  expect(requests).toHaveLength(1)
})
