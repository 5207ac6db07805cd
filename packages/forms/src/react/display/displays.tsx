import { isJsonObject } from '@huozi/core'
import { formTexts } from '../form-texts.ts'
import { ChoiceLabel } from './choice-label.tsx'
import type { DisplayProps } from './display.ts'
import { formatDuration } from './format-duration.ts'
import { formatCurrency, formatInstant, formatNumber } from './format-value.ts'

export function TextDisplay({ value }: DisplayProps) {
  return <span>{String(value)}</span>
}

export function LongTextDisplay({ value }: DisplayProps) {
  return <span className="hz-lines">{String(value)}</span>
}

export function NumberDisplay({ value, environment }: DisplayProps) {
  return <span className="hz-figure">{formatNumber(String(value), environment.locale)}</span>
}

export function CurrencyDisplay({ field, value, environment }: DisplayProps) {
  const options = { locale: environment.locale, scale: field.scale ?? undefined }
  return <span className="hz-figure">{formatCurrency(String(value), field.currency ?? null, options)}</span>
}

export function PercentDisplay({ value, environment }: DisplayProps) {
  return <span className="hz-figure">{formatNumber(String(value), environment.locale)}%</span>
}

export function BooleanDisplay({ value, environment }: DisplayProps) {
  const texts = formTexts(environment.locale)
  return <span>{value === true ? texts.yes : texts.no}</span>
}

export function DateDisplay({ value }: DisplayProps) {
  return <time dateTime={String(value)}>{String(value)}</time>
}

export function DatetimeDisplay({ value, environment }: DisplayProps) {
  return <time dateTime={String(value)}>{formatInstant(String(value), environment.zone)}</time>
}

export function TimeDisplay({ value }: DisplayProps) {
  return <time dateTime={String(value)}>{String(value).replace(/:00$/, '')}</time>
}

export function DurationDisplay({ value, environment }: DisplayProps) {
  return <span className="hz-figure">{formatDuration(String(value), environment.locale)}</span>
}

/** A code that is no longer among the choices is shown as it is. */
export function PicklistDisplay({ field, value }: DisplayProps) {
  const choice = field.choices?.find(({ code }) => code === value)
  return <ChoiceLabel label={choice?.label ?? String(value)} color={choice?.color ?? null} />
}

export function MultiPicklistDisplay({ field, value, environment }: DisplayProps) {
  const codes = Array.isArray(value) ? (value as readonly string[]) : []
  return (
    <span className="hz-choices">
      {codes.map((code) => (
        <PicklistDisplay key={code} field={field} value={code} environment={environment} />
      ))}
    </span>
  )
}

/** Stars, said as a fraction to those who do not see them. */
export function RatingDisplay({ field, value }: DisplayProps) {
  const [mark, best] = [Number(value), Number(field.max ?? value)]
  return (
    <span className="hz-stars" role="img" aria-label={`${mark}/${best}`}>
      {'★'.repeat(mark)}
      <span className="hz-stars-left">{'★'.repeat(Math.max(0, best - mark))}</span>
    </span>
  )
}

/** A reference by its label; one whose label the reader may not see says so. */
export function ReferenceDisplay({ field, value, environment }: DisplayProps) {
  const { id, label, object: own } = isJsonObject(value) ? value : { id: value, label: value, object: null }
  const object = field.widget === 'polymorphicLookup' ? own : (field.reference?.object ?? field.object)
  if (label === null || label === undefined) {
    return <span className="hz-help">{formTexts(environment.locale).hidden}</span>
  }
  const text = <span>{String(label)}</span>
  return typeof object === 'string' && object !== '' && environment.link
    ? environment.link(object, String(id), text)
    : text
}

/** Users have no page of their own to link to. */
export function UserDisplay({ field, value, environment }: DisplayProps) {
  const { link: _, ...plain } = environment
  return <ReferenceDisplay field={field} value={value} environment={plain} />
}

export function EmailDisplay({ value }: DisplayProps) {
  return <a href={`mailto:${encodeURIComponent(String(value)).replaceAll('%40', '@')}`}>{String(value)}</a>
}

export function PhoneDisplay({ value }: DisplayProps) {
  return <a href={`tel:${String(value).replace(/[^\d+*#,;]/g, '')}`}>{String(value)}</a>
}

/** Only web addresses become links: a stored `javascript:` must stay text. */
export function UrlDisplay({ value }: DisplayProps) {
  const text = String(value)
  if (!/^https?:\/\//i.test(text)) return <span>{text}</span>
  return (
    <a href={text} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  )
}
