import { join } from 'node:path'
import { AppError } from '@huozi/core'
import { pingDatabase } from '@huozi/database'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './build-app.ts'
import { type Config, parseConfig } from './config.ts'
import { installDemos, signInLines } from './demo/install-demos.ts'
import { createDiskStore } from './files/disk-store.ts'
import { startFileSweep } from './files/start-file-sweep.ts'
import { listen } from './listen.ts'
import { type OpenRuntime, openRuntime } from './open-runtime.ts'
import { createQueueFigures } from './queue-figures.ts'

await start().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})

async function start(): Promise<void> {
  const config = parseConfig(process.env)
  const runtime = await openRuntime(config)
  try {
    const demo = config.isDemo ? await installDemos(runtime.deps, console.log) : null
    const state = { isStopping: false }
    const app = await openApp(config, runtime, state)
    stopOnSignal(state, [() => app.close(), () => runtime.close()])
    await runtime.startWorker()
    const address = await listen(app, config)
    console.log([`Huozi is ready at ${address}`, ...(demo === null ? [] : signInLines(demo))].join('\n'))
  } catch (error) {
    await runtime.close()
    throw error
  }
}

/** From the first signal on the server takes no new work. */
interface ServerState {
  isStopping: boolean
}

function openApp(config: Config, { deps, hints }: OpenRuntime, state: ServerState): Promise<FastifyInstance> {
  const store = createDiskStore(join(config.dataFolder, 'files'))
  startFileSweep(deps, store, console.error)
  return buildApp({
    files: { store, maxBytes: config.maxFileBytes },
    deps,
    hints,
    isReady: () => !state.isStopping,
    publicUrl: config.publicUrl,
    logLevel: 'error',
    ping: () => pingDatabase(deps.database),
    queue: createQueueFigures(deps.database, deps.clock),
  })
}

/** A terminal sends the signal to us and to the script that started us, which forwards it: the second is ignored. */
function stopOnSignal(state: ServerState, steps: readonly (() => Promise<unknown>)[]): void {
  const stop = async () => {
    if (state.isStopping) return
    state.isStopping = true
    for (const step of steps) await step()
    process.exit()
  }
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, stop)
}
