import { createServer, type Server } from 'node:net'
import { PORT_IN_USE } from '@huozi/core'
import Fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { listen } from './listen.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

test('refuses a configured port that is taken', async () => {
  const port = await takePort(0)
  await expect(listen(newApp(), parseConfig({ PORT: String(port) }))).rejects.toMatchObject({ code: PORT_IN_USE.code })
})

test('takes the next free port when none is configured', async () => {
  const first = new URL(await listen(newApp(), parseConfig({})))
  const second = new URL(await listen(newApp(), parseConfig({})))
  expect(Number(first.port)).toBeGreaterThanOrEqual(3000)
  expect(Number(second.port)).toBeGreaterThan(Number(first.port))
})

test('names the address people use', async () => {
  const config = parseConfig({ PORT: '0', PUBLIC_URL: 'https://huozi.example.com' })
  expect(await listen(newApp(), config)).toBe('https://huozi.example.com')
})

function newApp() {
  const app = Fastify()
  open.push(app)
  return app
}

async function takePort(port: number): Promise<number> {
  const server: Server = createServer()
  open.push(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as { port: number }).port
}
