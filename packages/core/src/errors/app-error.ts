import type { JsonPointer } from '../json/json-pointer.ts'
import { DEFAULT_LOCALE, type Locale } from '../locale.ts'
import type { ErrorDefinition, ErrorHead } from './define-error.ts'

/** One thing that is wrong with what the caller sent. `pointer` is an RFC 6901 pointer into it. */
export interface Issue {
  readonly code: string
  readonly pointer: JsonPointer
  readonly params: object
  readonly message: (locale: Locale) => string
}

/** The only error class of the platform. Everything a caller may see of it comes from the catalogue. */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly title: ErrorHead['title']
  readonly params: object
  readonly pointer: JsonPointer | undefined
  readonly issues: readonly Issue[]
  /** The message in the reader's language. */
  readonly detail: (locale: Locale) => string

  private constructor(head: ErrorHead, params: object, detail: (locale: Locale) => string, options: AppErrorOptions) {
    super(`${head.code}: ${detail(DEFAULT_LOCALE)}`, { cause: options.cause })
    this.name = 'AppError'
    this.code = head.code
    this.status = head.status
    this.title = head.title
    this.params = params
    this.pointer = options.pointer
    this.issues = options.issues ?? []
    this.detail = detail
  }

  /** The same refusal of a part of something larger: its pointers begin with `prefix`. */
  under(prefix: JsonPointer): AppError {
    const head = { code: this.code, status: this.status, title: this.title }
    const issues = this.issues.map((found) => ({ ...found, pointer: prefix + found.pointer }))
    return new AppError(head, this.params, this.detail, {
      pointer: prefix + (this.pointer ?? ''),
      issues,
      cause: this.cause,
    })
  }

  /** Builds a refusal without throwing it. */
  static of<P extends object>(
    definition: ErrorDefinition<P>,
    params: NoInfer<P>,
    options: AppErrorOptions = {},
  ): AppError {
    return new AppError(definition, params, (locale) => definition.message[locale](params), options)
  }
}

interface AppErrorOptions {
  pointer?: JsonPointer | undefined
  issues?: readonly Issue[]
  cause?: unknown
}

/** Builds an issue from a catalogue entry; `pointer` points into what the caller sent. */
export function issue<P extends object>(
  definition: ErrorDefinition<P>,
  params: NoInfer<P>,
  pointer: JsonPointer = '',
): Issue {
  return { code: definition.code, pointer, params, message: (locale) => definition.message[locale](params) }
}

/** Throws. `at` points into what the caller sent, so a form can show the error beside the field. */
export function refuse<P extends object>(
  definition: ErrorDefinition<P>,
  params: NoInfer<P>,
  at?: JsonPointer,
  cause?: unknown,
): never {
  throw AppError.of(definition, params, { pointer: at, cause })
}

/** Gathers issues into one refusal `definition` (with the number of issues as its parameter); returns quietly when there are none. */
export function refuseIfAny(definition: ErrorDefinition<{ count: number }>, issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw AppError.of(definition, { count: issues.length }, { issues })
}

/** Runs `work` on a part of what the caller sent; its refusals point there. */
export function pointingTo<T>(pointer: JsonPointer, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof AppError ? error.under(pointer) : error
  }
}

/** True for a refusal with this code; the one way to react to a refusal in code. */
export function isRefusal(error: unknown, definition: ErrorHead): error is AppError {
  return error instanceof AppError && error.code === definition.code
}
