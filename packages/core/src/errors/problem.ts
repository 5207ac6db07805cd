import type { Locale } from '../locale.ts'
import { AppError } from './app-error.ts'
import { INTERNAL } from './areas/http.ts'
import type { ErrorHead } from './define-error.ts'

/** RFC 9457 problem details with the platform's extension members. */
export interface ProblemDetails {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: string
  readonly requestId: string
  readonly params: object
  readonly errors: readonly { pointer: string; code: string; detail: string; params: object }[]
}

/**
 * Renders any thrown value as problem details in the reader's language. Pure.
 * Everything that is not a catalogue refusal becomes INTERNAL: its text never leaves the server.
 */
export function toProblem(error: unknown, request: { id: string; path: string; locale: Locale }): ProblemDetails {
  const known = error instanceof AppError && error.status < 500 ? error : null
  const head: ErrorHead = error instanceof AppError ? error : INTERNAL
  const { locale } = request
  return {
    type: `urn:huozi:error:${head.code}`,
    title: head.title[locale],
    status: head.status,
    detail: known ? known.detail(locale) : head.title[locale],
    instance: request.path,
    code: head.code,
    requestId: request.id,
    params: known?.params ?? {},
    errors: known ? problemErrors(known, locale) : [],
  }
}

/** Problems listed in one answer; more help nobody and cost much. */
const MAX_LISTED = 200

function problemErrors(error: AppError, locale: Locale): ProblemDetails['errors'] {
  const own =
    error.pointer === undefined
      ? []
      : [{ pointer: error.pointer, code: error.code, detail: error.detail(locale), params: error.params }]
  const nested = error.issues.map(({ pointer, code, params, message }) => ({
    pointer,
    code,
    detail: message(locale),
    params,
  }))
  return [...own, ...nested].slice(0, MAX_LISTED)
}
