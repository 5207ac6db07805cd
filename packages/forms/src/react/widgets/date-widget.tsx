import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { acceptOnly } from './accept-only.ts'
import { inputStatus, type WidgetProps } from './widget.ts'

const FORMAT = 'YYYY-MM-DD'

/** A calendar date, without zone. */
export function DateWidget({ value, onChange, onBlur, invalid, aria }: WidgetProps) {
  return (
    <DatePicker
      {...aria}
      className="hz-fill"
      format={FORMAT}
      value={typeof value === 'string' ? dayjs(value, FORMAT) : null}
      status={inputStatus(invalid)}
      onChange={(date) => onChange(date ? date.format(FORMAT) : null)}
      onKeyDown={acceptOnly}
      onBlur={onBlur}
    />
  )
}
