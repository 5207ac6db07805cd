import { DEFAULT_LOCALE, type Locale, matchLocale, parseAcceptLanguage } from '@huozi/core'
import type { FastifyRequest } from 'fastify'

const known = new WeakMap<FastifyRequest, Locale>()

/** The language a request itself asks for (RFC 9110 §12.5.4); null when it names none that is shipped. */
export function requestedLanguage(request: FastifyRequest): Locale | null {
  return matchLocale(parseAcceptLanguage(request.headers['accept-language'] ?? ''))
}

/** Answers to this request, refusals too, speak this language from now on. */
export function settleLanguage(request: FastifyRequest, locale: Locale): void {
  known.set(request, locale)
}

/** The language of an answer: what the request asks for, else its caller's as far as he is known, else English. */
export function languageOf(request: FastifyRequest): Locale {
  return known.get(request) ?? requestedLanguage(request) ?? DEFAULT_LOCALE
}
