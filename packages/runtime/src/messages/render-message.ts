import { formatDecimal, isDecimal, LOCALES, type Locale, localize } from '@huozi/core'
import type { EvaluationContext, TypedExpression, Value, ValueSource } from '@huozi/expression'
import type { MessageFormat, MessageModel, MessagePlaceholder } from '@huozi/metadata'
import { evaluatorOf } from '../record/rule-context.ts'

/** What the placeholders of a message are filled from. */
export interface MessageSource {
  readonly record: ValueSource
  readonly context: EvaluationContext
  /** Shown when a text is missing in every language. */
  readonly name: string
  /** ISO 4217 code of money. */
  readonly currency: string
  /** True for what the reader may not see; absent when he may see everything. */
  readonly isHidden?: (expression: TypedExpression) => boolean
}

/** Stands for a value the reader may not see. */
const HIDDEN = '•••'

/** A message in every language the platform ships, its placeholders filled as that language writes them. */
export function renderMessage(message: MessageModel, source: MessageSource): { readonly [L in Locale]: string } {
  const rendered = LOCALES.map((locale) => [locale, renderIn(message, locale, source)])
  return Object.fromEntries(rendered) as { [L in Locale]: string }
}

function renderIn(message: MessageModel, locale: Locale, source: MessageSource): string {
  const text = localize(message.text, locale, { name: source.name })
  const parts = message.parts.get(text) ?? [text]
  return parts.map((part) => (typeof part === 'string' ? part : fill(part, locale, source))).join('')
}

function fill({ expression, format }: MessagePlaceholder, locale: Locale, source: MessageSource): string {
  if (source.isHidden?.(expression) === true) return HIDDEN
  const value = evaluatorOf(expression)(source.record, source.context)
  if (value === null) return '—'
  const show = formats[format ?? usualFormat(expression)]
  return show(value, { locale, expression, source })
}

interface Place {
  readonly locale: Locale
  readonly expression: TypedExpression
  readonly source: MessageSource
}

const USUAL: { readonly [kind: string]: MessageFormat | undefined } = {
  number: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
}

function usualFormat({ type }: TypedExpression): MessageFormat {
  return USUAL[type.kind] ?? 'label'
}

/** Intl takes decimals as text, so no figure passes through a binary float. */
function numeric(value: Value, options: Intl.NumberFormatOptions, { locale }: Place): string {
  const text = isDecimal(value) ? formatDecimal(value) : String(value)
  return new Intl.NumberFormat(locale, options).format(text as unknown as number)
}

function instant(value: Value, options: Intl.DateTimeFormatOptions, { locale }: Place): string {
  return new Intl.DateTimeFormat(locale, options).format(new Date(String(value)))
}

type Show = (value: Value, place: Place) => string

const formats: { readonly [F in MessageFormat]: Show } = {
  date: (value, place) =>
    instant(`${String(value).slice(0, 10)}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' }, place),
  datetime: (value, place) =>
    instant(value, { dateStyle: 'medium', timeStyle: 'short', timeZone: place.source.context.zone }, place),
  time: (value) => String(value).slice(0, 5),
  number: (value, place) => numeric(value, { maximumFractionDigits: 20 }, place),
  integer: (value, place) => numeric(value, { maximumFractionDigits: 0 }, place),
  money: (value, place) => numeric(value, { style: 'currency', currency: place.source.currency }, place),
  percent: (value, place) => `${numeric(value, { maximumFractionDigits: 2 }, place)}%`,
  label: (value, place) => (isDecimal(value) ? formatDecimal(value) : String(value)) || place.source.name,
}
