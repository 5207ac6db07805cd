import { Select } from 'antd'
import { currencies } from '../display/currencies.ts'
import { inputStatus, type WidgetProps } from './widget.ts'

/** A currency by its code and name. */
export function CurrencyCodeWidget({ value, onChange, onBlur, invalid, aria, context }: WidgetProps) {
  const { locale } = context.environment
  return (
    <Select
      {...aria}
      className="hz-fill"
      value={value as string | null}
      status={inputStatus(invalid)}
      showSearch={{ optionFilterProp: 'label' }}
      options={currencies(locale).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      onChange={(code: string | undefined) => onChange(code ?? null)}
      onBlur={onBlur}
    />
  )
}
