import { currencySymbol } from '../display/format-value.ts'
import { DecimalInput } from './decimal-input.tsx'
import type { WidgetProps } from './widget.ts'

/** An amount in the currency of the field. */
export function CurrencyWidget(props: WidgetProps) {
  const { field, context } = props
  const symbol = field.currency && currencySymbol(field.currency, context.environment.locale)
  return <DecimalInput {...props} scale={field.scale ?? undefined} isPadded prefix={symbol} />
}
