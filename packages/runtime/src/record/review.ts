import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import {
  AppError,
  canonicalJson,
  type Issue,
  type Json,
  RECORD_INVALID,
  RECORD_UNCONFIRMED,
  refuseIfAny,
} from '@huozi/core'
import { compileOverrides } from '@huozi/database'
import type { ObjectModel, ValidationModel } from '@huozi/metadata'
import type { WriteScope, WriteSession } from './write-record.ts'

/** Something a write was found to be, as the writer is told of it. */
export interface Finding {
  readonly issue: Issue
  /** `block` refuses; the others ask: for a confirmation, or for one with a reason. */
  readonly outcome: 'warn' | 'reason' | 'block'
  /** The rule, where one says so. */
  readonly rule: ValidationModel | null
  /** The record it is of; null for the one that is written. */
  readonly record: string | null
}

/** The writer's answer to a refusal that asked him. */
export interface Confirmation {
  /** As the refusal gave it. */
  readonly token: string
  /** Why it is to be saved all the same. */
  readonly reason?: string | undefined
}

/** What a confirmation is of: it fits no other request. */
export interface ReviewedWrite {
  readonly object: ObjectModel
  /** Null for a record that is being created. */
  readonly id: string | null
  readonly version: number | null
  readonly body: Json
  readonly confirmation: Confirmation | undefined
}

/** How long a writer may think about it (ms). */
const PATIENCE_MS = 15 * 60 * 1000

/** Decides on what rules find of one write, while they are asked one after the other. */
export class Review {
  readonly #session: WriteSession
  readonly #write: ReviewedWrite
  readonly #asked: Finding[] = []

  constructor(session: WriteSession, write: ReviewedWrite) {
    this.#session = session
    this.#write = write
  }

  /** True when something was confirmed: it is to be kept with the write. */
  get isConfirmed(): boolean {
    return this.#asked.length > 0
  }

  /**
   * Goes on when nothing blocks and the writer has confirmed all that asks him. Nobody can be asked where the engine writes:
   * there warnings pass, and what wants a reason is refused.
   * Throws RECORD_INVALID, and RECORD_UNCONFIRMED with the token that confirms everything found so far.
   */
  assert(findings: readonly Finding[]): void {
    this.#asked.push(...findings)
    const all = this.#asked
    if (all.length === 0) return
    const issues = all.map(({ issue }) => issue)
    const wantsReason = all.some(({ outcome }) => outcome === 'reason')
    const isEngine = this.#session.cause !== undefined || this.#session.view.viewer === null
    if (all.some(({ outcome }) => outcome === 'block') || (isEngine && wantsReason)) refuseIfAny(RECORD_INVALID, issues)
    const { confirmation } = this.#write
    const isAnswered =
      confirmation !== undefined && this.#opens(confirmation.token) && (!wantsReason || reasonOf(confirmation))
    if (isEngine || isAnswered) return
    throw AppError.of(RECORD_UNCONFIRMED, { count: all.length, token: this.#seal(), reason: wantsReason }, { issues })
  }

  /** Keeps with the version just written which rules were overridden, by whom and why. */
  async keep({ ctx, runner, at, view }: WriteScope, id: string): Promise<void> {
    if (!this.isConfirmed) return
    const rules = [...new Set(this.#asked.flatMap(({ rule }) => (rule === null ? [] : [rule.id])))]
    const { object, confirmation } = this.#write
    const reason = confirmation === undefined ? null : reasonOf(confirmation)
    await runner.run(compileOverrides(ctx.tenant.schema, object), {
      id,
      at,
      actor: view.viewer?.id ?? null,
      rules,
      reason,
    })
  }

  /** Until when, what, and the proof: what is confirmed may come to be less, never more. */
  #seal(): string {
    const body = [String(this.#session.deps.clock.now() + PATIENCE_MS), ...this.#keys()].join('~')
    return `${body}.${this.#sign(body)}`
  }

  #opens(token: string): boolean {
    const at = token.lastIndexOf('.')
    const body = token.slice(0, Math.max(at, 0))
    const [given, expected] = [Buffer.from(token.slice(at + 1)), Buffer.from(this.#sign(body))]
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
    const [until, ...keys] = body.split('~')
    return Number(until) > this.#session.deps.clock.now() && this.#keys().every((key) => keys.includes(key))
  }

  #keys(): readonly string[] {
    const keys = this.#asked.map(({ rule, record, outcome }) => `${rule?.id}|${record ?? ''}|${outcome}`)
    return [...new Set(keys.map((key) => digest(key).slice(0, 12)))]
  }

  #sign(body: string): string {
    const { deps, ctx, view } = this.#session
    const { object, id, version, body: values } = this.#write
    const of = [
      ctx.tenant.id,
      view.viewer?.id ?? null,
      view.head.version,
      object.id,
      id,
      version,
      digest(canonicalJson(values)),
    ]
    return createHmac('sha256', deps.secret)
      .update(canonicalJson(['confirmation', of, body]))
      .digest('base64url')
  }
}

function reasonOf({ reason }: Confirmation): string | null {
  return reason?.trim() || null
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
