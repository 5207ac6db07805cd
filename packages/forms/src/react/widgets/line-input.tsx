import { Input } from 'antd'
import { inputStatus, textOf, type WidgetProps } from './widget.ts'

interface LineInputProps extends WidgetProps {
  /** Keyboard a phone shows. */
  readonly inputMode: 'email' | 'tel' | 'url'
}

/** A line of text with a shape. Space around it, as copying brings along, goes when the field is left. */
export function LineInput({ value, onChange, onBlur, invalid, aria, inputMode }: LineInputProps) {
  return (
    <Input
      {...aria}
      value={textOf(value)}
      status={inputStatus(invalid)}
      inputMode={inputMode}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={() => {
        const trimmed = textOf(value).trim()
        if (trimmed !== textOf(value)) onChange(trimmed === '' ? null : trimmed)
        onBlur()
      }}
    />
  )
}
