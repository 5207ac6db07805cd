export { type Clock, fixedClock, systemClock } from './clock.ts'
export {
  type Decimal,
  decimal,
  formatDecimal,
  isDecimal,
  MAX_DIGITS,
  parseDecimal,
  roundDecimal,
  ZERO,
} from './decimal.ts'
export { deepFreeze } from './deep-freeze.ts'
export { parseDuration } from './duration.ts'
export { AppError, type Issue, isRefusal, issue, pointingTo, refuse, refuseIfAny } from './errors/app-error.ts'
export * from './errors/areas/access.ts'
export * from './errors/areas/auth.ts'
export * from './errors/areas/automation.ts'
export * from './errors/areas/expression.ts'
export * from './errors/areas/file.ts'
export * from './errors/areas/http.ts'
export * from './errors/areas/metadata.ts'
export * from './errors/areas/publish.ts'
export * from './errors/areas/query.ts'
export * from './errors/areas/record.ts'
export * from './errors/areas/start.ts'
export * from './errors/areas/tenant.ts'
export { catalogue } from './errors/catalogue.ts'
export { defineError, type ErrorDefinition, type ErrorHead } from './errors/define-error.ts'
export { type ProblemDetails, toProblem } from './errors/problem.ts'
export { isId, newId, orderedIds } from './ids.ts'
export { canonicalJson } from './json/canonical-json.ts'
export { isJsonObject, type Json, type JsonObject } from './json/json.ts'
export { childPointer, type JsonPointer, jsonPointer, pointerSegments } from './json/json-pointer.ts'
export { DEFAULT_LOCALE, LOCALES, type Locale, matchLocale, parseAcceptLanguage } from './locale.ts'
export { ADDRESS_PARTS, type AddressPart, addressToPlain } from './text/address-text.ts'
export { compareCodePoints } from './text/compare-code-points.ts'
export { localize, type Text } from './text/localized-text.ts'
export { nearestName } from './text/nearest-name.ts'
export { type PlainTextKind, plainTexts } from './text/plain-texts.ts'
export {
  isLinkAddress,
  parseRichText,
  RICH_TEXT_TAGS,
  type RichTextElement,
  type RichTextNode,
  richTextToPlain,
} from './text/rich-text.ts'
export { isStorableText } from './text/storable-text.ts'
