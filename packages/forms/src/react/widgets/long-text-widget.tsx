import { Input } from 'antd'
import { inputStatus, textOf, type WidgetProps } from './widget.ts'

/**
 * Text of several lines. The style sheet lets it grow with its content; antd's own way writes style attributes, which the
 * content security policy forbids.
 */
export function LongTextWidget({ value, onChange, onBlur, invalid, aria }: WidgetProps) {
  return (
    <Input.TextArea
      {...aria}
      value={textOf(value)}
      status={inputStatus(invalid)}
      className="hz-long-text"
      rows={3}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={onBlur}
    />
  )
}
