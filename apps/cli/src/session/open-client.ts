import { type Client, createClient } from '@huozi/client'
import { CommandFailure } from '../command-failure.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'
import { type Credentials, credentialsPath, readCredentials } from './credentials-file.ts'

/**
 * The API as whoever is signed in: `HUOZI_URL` and `HUOZI_TOKEN` before what `huozi login` has kept. A kept token is
 * never sent to another server than the one it is from. Throws CommandFailure when nobody is.
 */
export function openClient(terminal: Terminal): Client {
  const locale = terminalLocale(terminal)
  const credentials = findCredentials(terminal)
  if (credentials === null) throw new CommandFailure(textsIn(locale).notSignedIn)
  const { url, token } = credentials
  return createClient({ baseUrl: url, token, locale, fetch: terminal.fetch })
}

function findCredentials(terminal: Terminal): Credentials | null {
  const { HUOZI_URL: url, HUOZI_TOKEN: token } = terminal.env
  if (url && token) return { url: trimmedUrl(url), token }
  const kept = readCredentials(credentialsPath(terminal))
  return kept === null || (url && trimmedUrl(url) !== kept.url) ? null : kept
}

/** An address without the slashes at its end. */
export function trimmedUrl(url: string): string {
  return url.trim().replace(/\/+$/, '')
}
