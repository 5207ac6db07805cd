import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { instantOf, wallClock } from '../display/wall-clock.ts'
import { acceptOnly } from './accept-only.ts'
import { inputStatus, type WidgetProps } from './widget.ts'

const FORMAT = 'YYYY-MM-DD HH:mm'

/** An instant, shown and picked in the zone of the user whatever the zone of the machine. */
export function DatetimeWidget({ value, onChange, onBlur, invalid, aria, context }: WidgetProps) {
  const { zone } = context.environment
  return (
    <DatePicker
      {...aria}
      className="hz-fill"
      showTime={{ format: 'HH:mm' }}
      format={FORMAT}
      value={typeof value === 'string' ? dayjs(wallClock(value, zone)) : null}
      status={inputStatus(invalid)}
      onChange={(date) => onChange(date ? instantOf(date.format('YYYY-MM-DDTHH:mm:ss'), zone) : null)}
      onKeyDown={acceptOnly}
      onBlur={onBlur}
    />
  )
}
