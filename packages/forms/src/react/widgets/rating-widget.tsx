import { Rate } from 'antd'
import { labelId, type WidgetProps } from './widget.ts'

/** A mark as stars; choosing the same mark again takes it away. */
export function RatingWidget({ field, value, onChange, onBlur, aria }: WidgetProps) {
  const { 'aria-required': _, 'aria-invalid': __, ...own } = aria
  return (
    <Rate
      {...own}
      {...(own['aria-label'] === undefined && { 'aria-labelledby': labelId(own.id) })}
      className="hz-rating"
      count={Number(field.max ?? 0)}
      value={Number(value ?? 0)}
      onChange={(mark) => onChange(mark === 0 ? null : mark)}
      onBlur={onBlur}
    />
  )
}
