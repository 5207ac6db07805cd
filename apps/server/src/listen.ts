import { PORT_IN_USE, refuse } from '@huozi/core'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'

const FIRST_PORT = 3000
const LAST_PORT = 3999

/**
 * Listens on the configured port or, when none is set, on the next free one from 3000. Returns the address people use.
 * Throws PORT_IN_USE when the configured port, or all of them, are taken.
 */
export async function listen(app: FastifyInstance, { host, port, publicUrl }: Config): Promise<string> {
  const last = port ?? LAST_PORT
  for (let candidate = port ?? FIRST_PORT; candidate <= last; candidate += 1) {
    const address = await app.listen({ host, port: candidate }).catch(unlessTaken)
    if (address !== null) return publicUrl ?? address
  }
  return refuse(PORT_IN_USE, { host, port: last })
}

function unlessTaken(error: NodeJS.ErrnoException): null {
  if (error.code === 'EADDRINUSE') return null
  throw error
}
