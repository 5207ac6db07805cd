import { isId, isJsonObject, type Json } from '@huozi/core'
import type { Hint } from '@huozi/runtime'

/** Hints that go to other processes; those of events travel as wake-ups. */
export type SharedHint = Exclude<Hint, { kind: 'events' }>

/** A message on the channel: hints about one tenant, and the process they come from. */
export interface HintMessage {
  readonly from: string
  readonly hints: readonly SharedHint[]
}

/** Users named in one message: Postgres takes 8,000 bytes. */
const MAX_USERS = 150

/** Hints of one tenant in as few messages as they fit in: the newest version, and every user once. */
export function writeMessages(from: string, tenant: number, hints: readonly SharedHint[]): string[] {
  const versions = hints.flatMap((hint) => (hint.kind === 'model' ? hint.version : []))
  const users = new Set(hints.flatMap((hint) => (hint.kind === 'notifications' ? hint.users : [])))
  const model: SharedHint[] = versions.length === 0 ? [] : [{ kind: 'model', tenant, version: Math.max(...versions) }]
  const told = chunk([...users], MAX_USERS).map((some): SharedHint => ({ kind: 'notifications', tenant, users: some }))
  const messages = [[...model, ...told.slice(0, 1)], ...told.slice(1).map((hint) => [hint])]
  return messages.filter((some) => some.length > 0).map((some) => JSON.stringify({ from, hints: some }))
}

/** Reads a message; null when it is none of ours. */
export function readMessage(text: string): HintMessage | null {
  const message = parseJson(text)
  if (!isJsonObject(message) || typeof message.from !== 'string' || !Array.isArray(message.hints)) return null
  return { from: message.from, hints: message.hints.flatMap(readHint) }
}

function readHint(hint: Json): SharedHint[] {
  if (!isJsonObject(hint) || typeof hint.tenant !== 'number') return []
  const { tenant, version, users } = hint
  if (hint.kind === 'model' && typeof version === 'number') return [{ kind: 'model', tenant, version }]
  if (hint.kind !== 'notifications' || !Array.isArray(users)) return []
  return [{ kind: 'notifications', tenant, users: users.filter(isId) }]
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
