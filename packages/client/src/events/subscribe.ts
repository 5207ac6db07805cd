import { isApiError } from '../api-error.ts'
import type { ServerEvent } from '../api-types.ts'
import type { Transport } from '../transport.ts'
import { eventStreamParser, type StreamedEvent } from './parse-event-stream.ts'

/** The server sends at least a comment every 20 s; a longer silence means that the connection is dead. */
const SILENCE_MS = 45_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000

export interface EventListener {
  onEvent(event: ServerEvent): void
  /** The stream is open. `again` = after a gap in which events may have been missed: read afresh what they announce. */
  onOpen?(again: boolean): void
  /** The server refused for good (the session has ended, say): nothing more will come. */
  onEnd?(): void
}

/** Listens to `GET /events` until the returned function is called or the session ends; reconnects by itself. */
export function subscribe(transport: Transport, listener: EventListener): () => void {
  const stop = new AbortController()
  void listen(transport, listener, stop.signal)
  return () => stop.abort()
}

async function listen(transport: Transport, listener: EventListener, stop: AbortSignal): Promise<void> {
  let again = false
  for (let failures = 0; !stop.aborted; failures++) {
    try {
      await readStream(transport, stop, {
        onEvent: listener.onEvent,
        onOpen: () => {
          listener.onOpen?.(again)
          again = true
          failures = 0
        },
      })
    } catch (error) {
      if (isApiError(error) && isFinal(error.status)) return listener.onEnd?.()
    }
    await pause(delay(failures), stop)
  }
}

interface StreamListener {
  onEvent(event: ServerEvent): void
  onOpen(): void
}

/** Reads one connection until it ends; rejects when it breaks or falls silent. */
async function readStream(transport: Transport, stop: AbortSignal, listener: StreamListener): Promise<void> {
  const connection = new AbortController()
  const signal = AbortSignal.any([stop, connection.signal])
  const watchdog = { timer: setTimeout(() => connection.abort(), SILENCE_MS) }
  try {
    const response = await transport.raw('GET', '/events', { headers: { accept: 'text/event-stream' }, signal })
    listener.onOpen()
    const parse = eventStreamParser()
    for await (const text of chunksOf(response)) {
      clearTimeout(watchdog.timer)
      watchdog.timer = setTimeout(() => connection.abort(), SILENCE_MS)
      for (const event of parse(text)) deliver(event, listener)
    }
  } finally {
    clearTimeout(watchdog.timer)
    connection.abort()
  }
}

async function* chunksOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) return
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value
}

function deliver(event: StreamedEvent, listener: StreamListener): void {
  if (event.type !== 'notification' && event.type !== 'model') return
  listener.onEvent({ type: event.type, ...JSON.parse(event.data) } as ServerEvent)
}

/** A refusal that repeating does not cure; 429 and 5xx pass. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429
}

/** Grows with each failure; the spread keeps a thousand browsers from returning in the same instant. */
function delay(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS) * (0.75 + Math.random() / 2)
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    stop.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
  })
}
