import type { Display } from './display.ts'
import {
  BooleanDisplay,
  CurrencyDisplay,
  DateDisplay,
  DatetimeDisplay,
  DurationDisplay,
  EmailDisplay,
  LongTextDisplay,
  MultiPicklistDisplay,
  NumberDisplay,
  PercentDisplay,
  PhoneDisplay,
  PicklistDisplay,
  RatingDisplay,
  ReferenceDisplay,
  TextDisplay,
  TimeDisplay,
  UrlDisplay,
  UserDisplay,
} from './displays.tsx'
import { AddressDisplay, FileDisplay, ImageDisplay, JsonDisplay, RichTextDisplay } from './structured-displays.tsx'

/** How values are shown, by the name of the widget that edits them. */
export const displays: ReadonlyMap<string, Display> = new Map<string, Display>([
  ['text', TextDisplay],
  ['longText', LongTextDisplay],
  ['integer', NumberDisplay],
  ['number', NumberDisplay],
  ['currency', CurrencyDisplay],
  ['percent', PercentDisplay],
  ['boolean', BooleanDisplay],
  ['date', DateDisplay],
  ['datetime', DatetimeDisplay],
  ['time', TimeDisplay],
  ['duration', DurationDisplay],
  ['picklist', PicklistDisplay],
  ['multiPicklist', MultiPicklistDisplay],
  ['rating', RatingDisplay],
  ['lookup', ReferenceDisplay],
  ['polymorphicLookup', ReferenceDisplay],
  ['user', UserDisplay],
  ['email', EmailDisplay],
  ['phone', PhoneDisplay],
  ['url', UrlDisplay],
  ['richText', RichTextDisplay],
  ['address', AddressDisplay],
  ['json', JsonDisplay],
  ['file', FileDisplay],
  ['image', ImageDisplay],
])

/** Widgets whose values are figures: lists align them to the right. */
export const figureWidgets: ReadonlySet<string> = new Set(['integer', 'number', 'currency', 'percent'])
