import { Switch } from 'antd'
import type { WidgetProps } from './widget.ts'

/** Yes or no; blank shows as no. */
export function BooleanWidget({ value, onChange, onBlur, aria }: WidgetProps) {
  const { 'aria-required': _, ...own } = aria
  return (
    <Switch
      {...own}
      checked={value === true}
      onChange={(checked) => {
        onChange(checked)
        onBlur()
      }}
    />
  )
}
