import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Terminal } from '../src/terminal.ts'

/** A terminal that remembers what was said, answers by itself, and has a home of its own. */
export interface FakeTerminal extends Terminal {
  readonly said: string[]
  readonly complained: string[]
  readonly asked: { readonly question: string; readonly secret: boolean }[]
  /** Forgets what was said. */
  clear(): void
  remove(): void
}

export interface FakeOptions {
  readonly env?: Terminal['env']
  /** Answers in the order of the questions; without them nobody is there. */
  readonly answers?: readonly string[]
  readonly fetch?: Terminal['fetch']
}

export function fakeTerminal({ env = {}, answers, fetch = globalThis.fetch }: FakeOptions = {}): FakeTerminal {
  const cwd = mkdtempSync(join(tmpdir(), 'huozi-cli-'))
  const waiting = [...(answers ?? [])]
  const said: string[] = []
  const complained: string[] = []
  const asked: { question: string; secret: boolean }[] = []
  return {
    env: { XDG_CONFIG_HOME: join(cwd, '.config'), ...env },
    cwd,
    isInteractive: answers !== undefined,
    say: (line) => said.push(...line.split('\n')),
    complain: (line) => complained.push(...line.split('\n')),
    ask: async (question, { secret = false } = {}) => {
      asked.push({ question, secret })
      return waiting.shift() ?? ''
    },
    fetch,
    said,
    complained,
    asked,
    clear: () => {
      said.length = 0
      complained.length = 0
    },
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  }
}
