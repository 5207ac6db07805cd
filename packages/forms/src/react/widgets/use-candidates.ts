import { useCallback, useEffect, useRef, useState } from 'react'
import type { Candidate } from '../form-context.ts'

/** What the search for a lookup has found so far. */
export interface Candidates {
  readonly found: readonly Candidate[]
  readonly state: 'idle' | 'searching' | 'failed'
  /** Searches after a pause in typing; a newer search ends an older one. */
  readonly search: (text: string, delay?: number) => void
}

/** Answers one question of a type-ahead. */
export type FindCandidates = (text: string, signal: AbortSignal) => Promise<readonly Candidate[]>

const PAUSE_MS = 200

/** Type-ahead over a search: debounced, and never overtaken by the answer to an older question. */
export function useCandidates(find: FindCandidates): Candidates {
  const [result, setResult] = useState<Omit<Candidates, 'search'>>({ found: [], state: 'idle' })
  const running = useRef<AbortController | null>(null)
  const latest = useRef(find)
  latest.current = find
  useEffect(() => () => running.current?.abort(), [])

  const search = useCallback((text: string, delay = PAUSE_MS) => {
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    // What was found for an older text must not be taken by a quick Enter.
    setResult(({ found }) => ({ found: found.filter((candidate) => mentions(candidate, text)), state: 'searching' }))
    void pause(delay, own.signal)
      .then(() => latest.current(text, own.signal))
      .then(
        (found) => own.signal.aborted || setResult({ found, state: 'idle' }),
        () => own.signal.aborted || setResult({ found: [], state: 'failed' }),
      )
  }, [])
  return { ...result, search }
}

function mentions({ label }: Candidate, text: string): boolean {
  return (label ?? '').toLowerCase().includes(text.trim().toLowerCase())
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
