import { AppError, type JsonObject, LOCALES } from '@huozi/core'

/** What went wrong, kept for people to read later: a refusal in every language, anything else in its own words. */
export function storedProblem(error: unknown): JsonObject {
  if (!(error instanceof AppError))
    return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
  const issues = error.issues.map(({ code, pointer, message }) => ({
    code,
    pointer,
    message: inEveryLanguage(message),
  }))
  return { code: error.code, message: inEveryLanguage(error.detail), ...(issues.length > 0 && { issues }) }
}

function inEveryLanguage(message: AppError['detail']): JsonObject {
  return Object.fromEntries(LOCALES.map((locale) => [locale, message(locale)]))
}
