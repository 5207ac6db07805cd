import { createClient } from '@huozi/client'
import { CommandFailure } from '../command-failure.ts'
import { credentialsPath, keepCredentials } from '../session/credentials-file.ts'
import { trimmedUrl } from '../session/open-client.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'

export interface LoginOptions {
  readonly tenant?: string
  readonly email?: string
  readonly passwordStdin?: boolean
}

/** Signs in and keeps the session. What is not given is asked for; the password always is. Throws CommandFailure, ApiError. */
export async function login(terminal: Terminal, server: string | undefined, options: LoginOptions): Promise<void> {
  const locale = terminalLocale(terminal)
  const texts = textsIn(locale)
  const url = trimmedUrl(server ?? terminal.env.HUOZI_URL ?? (await answer(terminal, texts.askServer, 'HUOZI_URL')))
  const tenant = options.tenant ?? (await answer(terminal, texts.askTenant, '--tenant'))
  const email = options.email ?? (await answer(terminal, texts.askEmail, '--email'))
  const password = await askPassword(terminal, options)
  const client = createClient({ baseUrl: url, locale, fetch: terminal.fetch })
  const { token, user } = await client.signIn({ tenant, email, password })
  const path = credentialsPath(terminal)
  keepCredentials(path, { url, token })
  terminal.say(texts.signedIn(user.label, tenant, path))
}

function askPassword(terminal: Terminal, { passwordStdin = false }: LoginOptions): Promise<string> {
  if (passwordStdin) return terminal.ask('', { secret: true })
  assertInteractive(terminal, '--password-stdin')
  return terminal.ask(textsIn(terminalLocale(terminal)).askPassword, { secret: true })
}

function answer(terminal: Terminal, question: string, instead: string): Promise<string> {
  assertInteractive(terminal, instead)
  return terminal.ask(question)
}

/** Throws CommandFailure when nobody is there to answer; `instead` is what he could have given. */
function assertInteractive(terminal: Terminal, instead: string): void {
  if (!terminal.isInteractive) throw new CommandFailure(textsIn(terminalLocale(terminal)).notInteractive(instead))
}
