import { AddressWidget } from './address-widget.tsx'
import { BooleanWidget } from './boolean-widget.tsx'
import { CurrencyCodeWidget } from './currency-code-widget.tsx'
import { CurrencyWidget } from './currency-widget.tsx'
import { DateWidget } from './date-widget.tsx'
import { DatetimeWidget } from './datetime-widget.tsx'
import { DurationWidget } from './duration-widget.tsx'
import { EmailWidget } from './email-widget.tsx'
import { FileWidget } from './file-widget.tsx'
import { ImageWidget } from './image-widget.tsx'
import { IntegerWidget } from './integer-widget.tsx'
import { JsonWidget } from './json-widget.tsx'
import { LongTextWidget } from './long-text-widget.tsx'
import { LookupWidget } from './lookup-widget.tsx'
import { MultiPicklistWidget } from './multi-picklist-widget.tsx'
import { NumberWidget } from './number-widget.tsx'
import { PercentWidget } from './percent-widget.tsx'
import { PhoneWidget } from './phone-widget.tsx'
import { PicklistWidget } from './picklist-widget.tsx'
import { PolymorphicLookupWidget } from './polymorphic-lookup-widget.tsx'
import { RatingWidget } from './rating-widget.tsx'
import { RichTextWidget } from './rich-text-widget.tsx'
import { TextWidget } from './text-widget.tsx'
import { TimeWidget } from './time-widget.tsx'
import { UrlWidget } from './url-widget.tsx'
import { UserWidget } from './user-widget.tsx'
import type { Widget } from './widget.ts'

/** Editors by the name a field's definition gives. What nobody edits (auto-numbers, formulas) has none. */
export const widgets: ReadonlyMap<string, Widget> = new Map<string, Widget>([
  ['text', TextWidget],
  ['longText', LongTextWidget],
  ['integer', IntegerWidget],
  ['number', NumberWidget],
  ['currency', CurrencyWidget],
  ['currencyCode', CurrencyCodeWidget],
  ['percent', PercentWidget],
  ['boolean', BooleanWidget],
  ['date', DateWidget],
  ['datetime', DatetimeWidget],
  ['time', TimeWidget],
  ['duration', DurationWidget],
  ['picklist', PicklistWidget],
  ['multiPicklist', MultiPicklistWidget],
  ['rating', RatingWidget],
  ['lookup', LookupWidget],
  ['polymorphicLookup', PolymorphicLookupWidget],
  ['user', UserWidget],
  ['email', EmailWidget],
  ['phone', PhoneWidget],
  ['url', UrlWidget],
  ['richText', RichTextWidget],
  ['address', AddressWidget],
  ['json', JsonWidget],
  ['file', FileWidget],
  ['image', ImageWidget],
])
