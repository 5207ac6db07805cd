import { Input } from 'antd'
import { inputStatus, textOf, type WidgetProps } from './widget.ts'

/** A single line of text. The reference widget: others copy its shape. */
export function TextWidget({ value, onChange, onBlur, invalid, aria }: WidgetProps) {
  return (
    <Input
      {...aria}
      value={textOf(value)}
      status={inputStatus(invalid)}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={onBlur}
    />
  )
}
