import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type FakeOptions, type FakeTerminal, fakeTerminal } from '../test/fake-terminal.ts'
import { run } from './run.ts'

const opened: FakeTerminal[] = []

function open(options?: FakeOptions): FakeTerminal {
  const terminal = fakeTerminal(options)
  opened.push(terminal)
  return terminal
}

afterEach(() => {
  for (const terminal of opened.splice(0)) terminal.remove()
})

const SIGNED_IN = { HUOZI_URL: 'http://server.test/', HUOZI_TOKEN: 'demo.secret' }

/** A server that answers each `METHOD path` with the next of its answers. */
function serverWith(answers: { readonly [route: string]: readonly [status: number, body: unknown][] }) {
  const requests: { route: string; headers: Headers; body: unknown }[] = []
  const waiting = new Map(Object.entries(answers).map(([route, list]) => [route, [...list]]))
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input))
    const route = `${init?.method} ${pathname}${search}`
    requests.push({ route, headers: new Headers(init?.headers), body: init?.body && JSON.parse(String(init.body)) })
    const [status, body] = waiting.get(route)?.shift() ?? [
      404,
      { code: 'NONE', detail: route, errors: [], status: 404 },
    ]
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  }
  return { fetch, requests }
}

const draft: [number, unknown] = [201, { id: 'd1', base: 3, message: null }]
const noIssues: [number, unknown] = [200, { issues: [] }]
const plan = {
  checksum: 'c'.repeat(64),
  base: 3,
  changes: [{ action: 'add', kind: 'role', name: 'x_guest', path: 'role/x_guest', summary: 'add role x_guest' }],
  steps: [],
  warnings: [],
}

function withRole(
  terminal: FakeTerminal,
  text = '{"kind": "role", "name": "x_guest", "label": "Guest"}',
): FakeTerminal {
  mkdirSync(join(terminal.cwd, 'layer/role'), { recursive: true })
  writeFileSync(join(terminal.cwd, 'layer/role/x_guest.json'), text)
  return terminal
}

describe('usage', () => {
  test('help is in the language of the terminal and no failure', async () => {
    const terminal = open({ env: { LANG: 'zh_CN.UTF-8' } })
    expect(await run(['--help'], terminal)).toBe(0)
    expect(terminal.said.join('\n')).toContain('检查、计划并发布租户的元数据')
  })

  test('a command that does not exist is a failure', async () => {
    const terminal = open()
    expect(await run(['plann'], terminal)).toBe(2)
    expect(terminal.complained.join('\n')).toContain('plann')
  })

  test('nobody who is signed in is told how', async () => {
    for (const command of ['pull', 'check', 'plan']) {
      const terminal = open()
      expect(await run([command], terminal)).toBe(2)
      expect(terminal.complained).toEqual(['Not signed in: run "huozi login", or set HUOZI_URL and HUOZI_TOKEN.'])
    }
  })

  test('a server that is not there is said so', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const terminal = withRole(open({ env: { ...SIGNED_IN, LANG: 'zh_CN' }, fetch }))
    expect(await run(['check', 'layer'], terminal)).toBe(2)
    expect(terminal.complained).toEqual(['无法连接服务器。 (UNREACHABLE)'])
  })
})

describe('login', () => {
  test('keeps the session in a file nobody else may read', async () => {
    const server = serverWith({ 'POST /api/v1/auth/sign-in': [[200, { token: 't.1', user: { label: 'Ada' } }]] })
    const terminal = open({ answers: ['demo', 'a@demo.test', 'pw'], fetch: server.fetch })
    expect(await run(['login', 'http://server.test/'], terminal)).toBe(0)
    expect(server.requests[0]?.body).toEqual({ tenant: 'demo', email: 'a@demo.test', password: 'pw' })
    const file = join(terminal.cwd, '.config/huozi/credentials.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url: 'http://server.test', token: 't.1' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(terminal.asked.map(({ secret }) => secret)).toEqual([false, false, true])
    expect(terminal.said.join()).toContain('Signed in to demo as Ada')
  })

  test('takes the password from the standard input of a script', async () => {
    const server = serverWith({ 'POST /api/v1/auth/sign-in': [[200, { token: 't.1', user: { label: 'Ada' } }]] })
    const script = { ...open({ fetch: server.fetch }), ask: async () => 'pw' }
    const login = ['login', 'http://server.test', '--tenant', 'demo', '--email', 'a@demo.test']
    expect(await run(login, script)).toBe(2)
    expect(await run([...login, '--password-stdin'], script)).toBe(0)
  })

  test('a kept session is not sent to another server', async () => {
    const server = serverWith({ 'POST /api/v1/auth/sign-in': [[200, { token: 't.1', user: { label: 'Ada' } }]] })
    const terminal = withRole(open({ answers: ['demo', 'a@demo.test', 'pw'], fetch: server.fetch }))
    await run(['login', 'http://server.test'], terminal)
    const elsewhere = { ...terminal, env: { ...terminal.env, HUOZI_URL: 'http://evil.test' } }
    expect(await run(['check', 'layer'], elsewhere)).toBe(2)
    expect(server.requests).toHaveLength(1)
  })
})

describe('check', () => {
  test('names file, line and pointer of what is wrong', async () => {
    const issue = { kind: 'role', name: 'x_guest', pointer: '/label', code: 'PROPERTY_SHAPE', detail: 'No.' }
    const server = serverWith({
      'POST /api/v1/change-sets': [draft],
      'POST /api/v1/change-sets/d1/check': [[200, { issues: [issue, { ...issue, kind: 'object', name: 'lib_book' }] }]],
    })
    const terminal = withRole(open({ env: SIGNED_IN, fetch: server.fetch }))
    expect(await run(['check', 'layer'], terminal)).toBe(1)
    expect(terminal.complained).toEqual([
      'role/x_guest.json:1:46 /label PROPERTY_SHAPE',
      '    No.',
      'object/lib_book /label PROPERTY_SHAPE',
      '    No.',
      '2 problems found.',
    ])
    expect(server.requests[0]).toMatchObject({
      body: { package: null, documents: [{ kind: 'role', name: 'x_guest', label: 'Guest' }], message: null },
    })
    expect(server.requests[0]?.headers.get('authorization')).toBe('Bearer demo.secret')
  })

  test('does not bother the server with files it cannot read', async () => {
    const server = serverWith({})
    const terminal = withRole(open({ env: { ...SIGNED_IN, LANG: 'zh_CN' }, fetch: server.fetch }), '{\n  "kind": \n}')
    writeFileSync(join(terminal.cwd, 'layer/x_guest.json'), '{"kind": "role", "name": "x_guest"}')
    expect(await run(['check', 'layer'], terminal)).toBe(1)
    expect(terminal.complained[0]).toBe('role/x_guest.json:3:1 DOCUMENT_NOT_JSON')
    expect(terminal.complained[2]).toBe('x_guest.json:1:1 FILE_MISPLACED')
    expect(terminal.complained.at(-1)).toBe('发现 2 个问题。')
    expect(server.requests).toEqual([])
  })

  test('a folder that is not there is a failure', async () => {
    const terminal = open({ env: SIGNED_IN })
    expect(await run(['check', 'nowhere'], terminal)).toBe(2)
    expect(terminal.complained.join()).toContain('nowhere')
  })
})

describe('publish', () => {
  const routes = {
    'POST /api/v1/change-sets': [draft],
    'POST /api/v1/change-sets/d1/check': [noIssues],
    'POST /api/v1/change-sets/d1/plan': [[200, plan] as [number, unknown]],
    'POST /api/v1/change-sets/d1/publish': [[200, { version: 4 }] as [number, unknown]],
  }

  test('asks before it does anything', async () => {
    const server = serverWith(routes)
    const terminal = withRole(open({ env: SIGNED_IN, answers: ['n'], fetch: server.fetch }))
    expect(await run(['publish', 'layer'], terminal)).toBe(1)
    expect(terminal.complained).toEqual(['Nothing was published.'])
    expect(terminal.said).toContain('  + add role x_guest')
    expect(server.requests.map(({ route }) => route)).not.toContain('POST /api/v1/change-sets/d1/publish')
    expect(server.requests.at(-1)?.route).toBe('DELETE /api/v1/change-sets/d1')
  })

  test('publishes the plan that was shown', async () => {
    const server = serverWith(routes)
    const terminal = withRole(open({ env: SIGNED_IN, answers: ['y'], fetch: server.fetch }))
    expect(await run(['publish', 'layer', '-m', 'guests'], terminal)).toBe(0)
    expect(server.requests[0]?.body).toMatchObject({ message: 'guests' })
    const published = server.requests.find(({ route }) => route === 'POST /api/v1/change-sets/d1/publish')
    expect(published?.body).toEqual({ checksum: plan.checksum })
    expect(terminal.said.at(-1)).toBe('Published as version 4.')
  })

  test('needs --yes where nobody can be asked', async () => {
    const server = serverWith(routes)
    const script = withRole(open({ env: SIGNED_IN, fetch: server.fetch }))
    expect(await run(['publish', 'layer'], script)).toBe(2)
    expect(server.requests).toEqual([])
    expect(await run(['publish', 'layer', '--yes'], script)).toBe(0)
  })

  test('a plan that grew stale is refused', async () => {
    const stale = { code: 'PLAN_STALE', status: 409, detail: 'Plan again.', errors: [] }
    const server = serverWith({ ...routes, 'POST /api/v1/change-sets/d1/publish': [[409, stale]] })
    const terminal = withRole(open({ env: SIGNED_IN, fetch: server.fetch }))
    expect(await run(['publish', 'layer', '--yes'], terminal)).toBe(1)
    expect(terminal.complained).toEqual(['Plan again. (PLAN_STALE)'])
  })

  test('nothing to publish is done', async () => {
    const empty: [number, unknown] = [200, { ...plan, changes: [] }]
    const server = serverWith({ ...routes, 'POST /api/v1/change-sets/d1/plan': [empty] })
    const terminal = withRole(open({ env: SIGNED_IN, fetch: server.fetch }))
    expect(await run(['publish', 'layer', '--yes'], terminal)).toBe(0)
    expect(terminal.said).toEqual(['Nothing to publish: the folder says what version 3 says.'])
  })
})

describe('pull', () => {
  const documents = [{ kind: 'role', name: 'x_guest', label: 'Guest' }]
  const list: [number, unknown] = [200, { version: 3, documents }]

  test('writes one file for each document and removes those of documents that are gone', async () => {
    const server = serverWith({ 'GET /api/v1/metadata?layer=tenant': [list, list] })
    const terminal = withRole(open({ env: SIGNED_IN, fetch: server.fetch }))
    writeFileSync(join(terminal.cwd, 'layer/role/x_old.json'), '{}')
    writeFileSync(join(terminal.cwd, 'layer/notes.json'), '{}')
    expect(await run(['pull', 'layer'], terminal)).toBe(0)
    expect(terminal.said).toEqual(['Version 3: 1 file written, 1 file removed.'])
    expect(readFileSync(join(terminal.cwd, 'layer/role/x_guest.json'), 'utf8')).toBe(
      '{\n  "kind": "role",\n  "name": "x_guest",\n  "label": "Guest"\n}\n',
    )
    expect(statSync(join(terminal.cwd, 'layer/notes.json')).isFile()).toBe(true)
    terminal.clear()
    expect(await run(['pull', 'layer'], terminal)).toBe(0)
    expect(terminal.said).toEqual(['Version 3: 0 files written, 0 files removed.'])
  })

  test('takes the merged documents when asked, into a folder it makes', async () => {
    const server = serverWith({ 'GET /api/v1/metadata?layer=effective': [list] })
    const terminal = open({ env: SIGNED_IN, fetch: server.fetch })
    expect(await run(['pull', 'fresh', '--effective'], terminal)).toBe(0)
    expect(statSync(join(terminal.cwd, 'fresh/role/x_guest.json')).isFile()).toBe(true)
  })

  test('does not write into a package', async () => {
    const server = serverWith({ 'GET /api/v1/metadata?layer=tenant': [list] })
    const terminal = withRole(open({ env: SIGNED_IN, fetch: server.fetch }))
    writeFileSync(join(terminal.cwd, 'layer/manifest.json'), '{"kind": "package", "name": "x"}')
    expect(await run(['pull', 'layer'], terminal)).toBe(2)
    expect(server.requests).toEqual([])
  })

  test('writes nothing when a name would lead out of the folder', async () => {
    const evil = { version: 3, documents: [...documents, { kind: 'role', name: '../../x' }] }
    const server = serverWith({ 'GET /api/v1/metadata?layer=tenant': [[200, evil]] })
    const terminal = open({ env: SIGNED_IN, fetch: server.fetch })
    expect(await run(['pull', 'layer'], terminal)).toBe(2)
    expect(statSync(join(terminal.cwd, 'layer/role'), { throwIfNoEntry: false })).toBeUndefined()
  })
})
