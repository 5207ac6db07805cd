import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Document } from '@huozi/metadata'
import { CommandFailure } from '../command-failure.ts'
import { planPull } from '../folder/pull-plan.ts'
import { readFolder } from '../folder/read-folder.ts'
import { openClient } from '../session/open-client.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'

export interface PullOptions {
  readonly effective?: boolean
}

/** Writes the published documents of the tenant into a folder, which is made when it is not there. Throws CommandFailure, ApiError. */
export async function pull(terminal: Terminal, folder: string, { effective = false }: PullOptions): Promise<void> {
  const texts = textsIn(terminalLocale(terminal))
  const client = openClient(terminal)
  const base = resolve(terminal.cwd, folder)
  mkdirSync(base, { recursive: true })
  const { texts: files } = readFolder(terminal, folder)
  if (files.has('manifest.json')) throw new CommandFailure(texts.packageFolder)
  const { documents, version } = await client.metadata.list({ effective })
  const { write, remove, unsafe } = planPull(documents as unknown as readonly Document[], files)
  const [stray] = unsafe
  if (stray !== undefined) throw new CommandFailure(texts.unsafeName(stray))
  for (const { path, text } of write) {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
  for (const path of remove) rmSync(join(base, path))
  terminal.say(texts.pulled(write.length, remove.length, version))
}
