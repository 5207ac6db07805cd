import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createHints, createWorker, type HintSource, openQueueWakeUps } from '@huozi/automation'
import { systemClock } from '@huozi/core'
import { keepSecretFile, migratePlatform, openDatabase, openQueuePool, startEmbeddedPostgres } from '@huozi/database'
import { createRuntimeDeps, type RuntimeDeps } from '@huozi/runtime'
import type { Config } from './config.ts'

/** What the routes stand on, opened. */
export interface OpenRuntime {
  readonly deps: RuntimeDeps
  readonly hints: HintSource
  /** Begins the work that follows commits. */
  startWorker(): Promise<void>
  /** Ends everything, in the opposite order of its beginning. */
  close(): Promise<void>
}

/** Things to end, last begun first. */
class Endings {
  readonly #steps: (() => Promise<unknown>)[] = []

  add(step: () => Promise<unknown>): void {
    this.#steps.unshift(step)
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0)) await step()
  }
}

/** Opens the configured database, or starts the embedded one, brings its platform schema up to date, and listens for hints. */
export async function openRuntime(config: Config): Promise<OpenRuntime> {
  const endings = new Endings()
  try {
    return await openParts(config, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

async function openParts(config: Config, endings: Endings): Promise<OpenRuntime> {
  const urls = config.database ?? (await startEmbedded(config, endings))
  const database = openDatabase(urls)
  endings.add(() => database.close())
  await migratePlatform(database)
  const report = (error: unknown) => console.error(error)
  const hints = await createHints({ database, report })
  endings.add(() => hints.stop())
  const secret = config.secret ?? (await keptSecret(config))
  const deps = createRuntimeDeps({ database, clock: systemClock, secret, hint: hints.publish })
  return {
    deps,
    hints,
    startWorker: () => startWorker({ deps, hints, directUrl: urls.directUrl, report }, endings),
    close: () => endings.run(),
  }
}

interface WorkerParts {
  readonly deps: RuntimeDeps
  readonly hints: HintSource
  readonly directUrl: string
  readonly report: (error: unknown) => void
}

async function startWorker({ deps, hints, directUrl, report }: WorkerParts, endings: Endings): Promise<void> {
  const pool = openQueuePool({ directUrl })
  endings.add(() => pool.end())
  const wakeUps = await openQueueWakeUps({ pool, report })
  const worker = createWorker(deps, { hints, wakeUps, report })
  endings.add(() => worker.stop())
  endings.add(() => wakeUps.close())
  await worker.start()
}

async function startEmbedded({ dataFolder }: Config, endings: Endings): Promise<{ url: string; directUrl: string }> {
  const postgres = await startEmbeddedPostgres({ dataFolder, log: console.log })
  endings.add(() => postgres.stop())
  return postgres
}

async function keptSecret({ dataFolder }: Config): Promise<string> {
  await mkdir(dataFolder, { recursive: true })
  return keepSecretFile(join(dataFolder, 'secret'))
}
