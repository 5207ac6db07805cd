import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** What the commands know of the world around them. */
export interface Terminal {
  readonly env: { readonly [variable: string]: string | undefined }
  /** Folder that relative paths start from. */
  readonly cwd: string
  /** Someone is there who can answer. */
  readonly isInteractive: boolean
  /** Says a line: results. */
  readonly say: (line: string) => void
  /** Complains in a line: what is wrong. */
  readonly complain: (line: string) => void
  /** Asks one question. What is typed to a `secret` one is not shown. */
  readonly ask: (question: string, options?: { readonly secret?: boolean }) => Promise<string>
  readonly fetch: typeof globalThis.fetch
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    env: process.env,
    cwd: process.cwd(),
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
    ask,
    fetch: globalThis.fetch,
  }
}

async function ask(question: string, { secret = false } = {}): Promise<string> {
  process.stdout.write(question)
  const output = secret ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stdout
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true })
  try {
    return (await lines.question('')).trim()
  } finally {
    lines.close()
    if (secret) process.stdout.write('\n')
  }
}
