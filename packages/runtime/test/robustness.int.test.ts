import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '@huozi/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRecords, type RuntimeDeps } from '../src/index.ts'
import { ADMIN } from './support/library.ts'
import { openNodes } from './support/nodes.ts'
import { outcome } from './support/outcome.ts'
import type { Workshop } from './support/workshop.ts'

let workshop: Workshop

beforeAll(async () => {
  workshop = await openNodes()
})

afterAll(() => workshop.close())

describe('the process lives on', () => {
  /** Runs `body` in a transaction of a process of its own; `pid` is its backend. */
  const survives = async (body: string) => {
    const code = `
      import { openDatabase } from ${JSON.stringify(new URL('../../database/src/index.ts', import.meta.url).href)}
      const db = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL })
      const plain = (text) => ({ name: null, text, parameters: [] })
      await db.transaction(async (tx) => {
        const [[pid]] = await tx.run(plain('select pg_backend_pid()'))
        ${body}
      }).catch(() => {})
      console.log('alive')
      await db.close()`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { env: process.env })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    await once(child, 'exit')
    return said.trim()
  }

  test('when a backend dies during a statement of a transaction', async () => {
    const body = `
      setTimeout(() => db.run(plain('select pg_terminate_backend(' + pid + ')')), 100)
      await tx.run(plain('select pg_sleep(2)'))`
    expect(await survives(body)).toBe('alive')
  })

  test('when a backend dies between the statements of a transaction', async () => {
    const body = `
      await db.run(plain('select pg_terminate_backend(' + pid + ')'))
      await new Promise((resolve) => setTimeout(resolve, 200))
      await tx.run(plain('select 1'))`
    expect(await survives(body)).toBe('alive')
  })
})

describe('a transaction', () => {
  test('in which a failed statement went unnoticed is no success', async () => {
    const plain = (text: string) => ({ name: null, text, parameters: [] })
    const work = workshop.database.transaction(async (tx) => {
      await tx.run(plain('select 1/0')).catch(() => {})
    })
    await expect(work).rejects.toThrow('rolled back')
  })
})

describe('what cannot be answered now is refused with a code', () => {
  const list = async (deps: RuntimeDeps) => {
    const admin = await workshop.signIn(ADMIN)
    return outcome(listRecords(deps, admin, { object: 'rev_node', limit: 10, count: 'none' }))
  }

  test('a request under a head that keeps moving', async () => {
    const bump = `update ${workshop.tenant.schema}._head set access_epoch = access_epoch + 1`
    const run: RuntimeDeps['database']['run'] = async (...args) => {
      await workshop.database.run({ name: null, text: bump, parameters: [] })
      return workshop.database.run(...args)
    }
    expect(await list({ ...workshop.deps, database: { ...workshop.database, run } })).toBe('MODEL_CHANGING')
  })

  test('a list that takes too long', async () => {
    const database = openDatabase({ url: process.env.HUOZI_TEST_DATABASE_URL ?? '', statementTimeoutMs: 100 })
    const client = await workshop.database.connect()
    await client.query(`begin; lock table ${workshop.tenant.schema}.o_rev_node in access exclusive mode`)
    const refused = await list({ ...workshop.deps, database })
    await client.end()
    await database.close()
    expect(refused).toBe('QUERY_TIMEOUT')
  })
})
