import { EXPRESSION_LIMITS, limitExceeded } from '../limits.ts'
import type { CharacterRange, Pattern } from './parse-pattern.ts'

/** A step of a compiled pattern. `next` and `or` are positions of other steps. */
type Step =
  | { readonly kind: 'characters'; readonly ranges: readonly CharacterRange[] }
  | { readonly kind: 'split'; next: number; or: number }
  | { readonly kind: 'jump'; next: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'match' }

/** Says whether a text holds a match anywhere. Takes time in proportion to the text, whatever the pattern. */
export interface PatternMatcher {
  /** Steps of the compiled pattern: what one character may cost. */
  readonly size: number
  test(text: string): boolean
}

/** Throws EXPRESSION_LIMIT (`pattern`) when repetitions make it too large. */
export function compilePattern(pattern: Pattern): PatternMatcher {
  const steps: Step[] = []
  append(pattern, steps)
  steps.push({ kind: 'match' })
  return new Simulation(steps)
}

function push(steps: Step[], step: Step): number {
  if (steps.length >= EXPRESSION_LIMITS.pattern) throw limitExceeded('pattern')
  return steps.push(step) - 1
}

/** Recursion is bounded by the depth the reader allows. */
function append(pattern: Pattern, steps: Step[]): void {
  if (pattern.kind === 'sequence') for (const part of pattern.parts) append(part, steps)
  else if (pattern.kind === 'choice') appendChoice(pattern.parts, steps)
  else if (pattern.kind === 'repeat') appendRepeat(pattern, steps)
  else push(steps, pattern)
}

function appendChoice(parts: readonly Pattern[], steps: Step[]): void {
  const ends: { next: number }[] = []
  for (const [index, part] of parts.entries()) {
    const split = { kind: 'split' as const, next: 0, or: 0 }
    if (index < parts.length - 1) split.next = push(steps, split) + 1
    append(part, steps)
    const end = { kind: 'jump' as const, next: 0 }
    push(steps, end)
    ends.push(end)
    split.or = steps.length
  }
  for (const end of ends) end.next = steps.length
}

function appendRepeat({ of, min, max }: Extract<Pattern, { kind: 'repeat' }>, steps: Step[]): void {
  for (let copy = 0; copy < min; copy++) append(of, steps)
  if (max === null) {
    const loop = { kind: 'split' as const, next: 0, or: 0 }
    const start = push(steps, loop)
    loop.next = start + 1
    append(of, steps)
    push(steps, { kind: 'jump', next: start })
    loop.or = steps.length
    return
  }
  const skips: { or: number }[] = []
  for (let copy = min; copy < max; copy++) {
    const skip = { kind: 'split' as const, next: 0, or: 0 }
    skip.next = push(steps, skip) + 1
    append(of, steps)
    skips.push(skip)
  }
  for (const skip of skips) skip.or = steps.length
}

/** What is possible after a piece of text: the steps that wait for a character, and whether the pattern has matched. */
interface State {
  readonly waiting: readonly number[]
  readonly hasMatched: boolean
  /** True when it matches if the text ends here. */
  readonly matchesAtEnd: boolean
  readonly after: Map<number, State>
}

const MOST_STATES = 500

/** All ways to match are followed at the same time; sets of steps that come again are remembered. */
class Simulation implements PatternMatcher {
  private readonly steps: readonly Step[]
  private readonly states = new Map<string, State>()

  constructor(steps: readonly Step[]) {
    this.steps = steps
  }

  get size(): number {
    return this.steps.length
  }

  test(text: string): boolean {
    let state = this.stateOf([0], true)
    for (const character of text) {
      if (state.hasMatched) return true
      state = this.next(state, character.codePointAt(0) ?? 0)
    }
    return state.hasMatched || state.matchesAtEnd
  }

  private next(state: State, point: number): State {
    const known = state.after.get(point)
    if (known !== undefined) return known
    const passed = state.waiting
      .filter((position) => holds(this.steps[position], point))
      .map((position) => position + 1)
    const next = this.stateOf([...passed, 0], false)
    if (state.after.size < MOST_STATES) state.after.set(point, next)
    return next
  }

  private stateOf(from: readonly number[], isStart: boolean): State {
    const reached = this.reach(from, isStart)
    const key = `${isStart}${reached.hasMatched}${reached.matchesAtEnd}${reached.waiting.join()}`
    const known = this.states.get(key)
    if (known !== undefined) return known
    if (this.states.size >= MOST_STATES) this.states.clear()
    const state = { ...reached, after: new Map<number, State>() }
    this.states.set(key, state)
    return state
  }

  /** Follows all steps that need no character. Steps behind `$` are kept apart: they only count at the end of the text. */
  private reach(from: readonly number[], isStart: boolean): Omit<State, 'after'> {
    const seen = [new Set<number>(), new Set<number>()] as const
    const waiting: number[] = []
    const matched = [false, false]
    const open: [number, 0 | 1][] = from.map((position) => [position, 0])
    for (let top = open.pop(); top !== undefined; top = open.pop()) {
      const [position, behindEnd] = top
      const step = this.steps[position]
      if (step === undefined || seen[behindEnd].has(position)) continue
      seen[behindEnd].add(position)
      if (step.kind === 'match') matched[behindEnd] = true
      else if (step.kind === 'characters' && behindEnd === 0) waiting.push(position)
      else for (const next of nextOf(step, position, isStart)) open.push([next, step.kind === 'end' ? 1 : behindEnd])
    }
    return {
      waiting: waiting.sort((a, b) => a - b),
      hasMatched: matched[0] === true,
      matchesAtEnd: matched[1] === true,
    }
  }
}

/** Where a step that needs no character leads. */
function nextOf(step: Step, position: number, isStart: boolean): readonly number[] {
  if (step.kind === 'split') return [step.next, step.or]
  if (step.kind === 'jump') return [step.next]
  return step.kind === 'end' || (step.kind === 'start' && isStart) ? [position + 1] : []
}

function holds(step: Step | undefined, point: number): boolean {
  return step?.kind === 'characters' && step.ranges.some(([first, last]) => first <= point && point <= last)
}
