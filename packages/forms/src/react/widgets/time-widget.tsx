import { TimePicker } from 'antd'
import dayjs from 'dayjs'
import { acceptOnly } from './accept-only.ts'
import { inputStatus, type WidgetProps } from './widget.ts'

/** As the server keeps it. */
const STORED = 'HH:mm:ss'

/** A time of day, to the minute; to the second where the value has seconds. */
export function TimeWidget({ value, onChange, onBlur, invalid, aria }: WidgetProps) {
  const isExact = typeof value === 'string' && value.length > 5 && !value.endsWith(':00')
  return (
    <TimePicker
      {...aria}
      className="hz-fill"
      format={isExact ? STORED : 'HH:mm'}
      value={typeof value === 'string' ? dayjs(`2000-01-01 ${value}`, `YYYY-MM-DD ${STORED}`) : null}
      status={inputStatus(invalid)}
      needConfirm={false}
      onChange={(time) => onChange(time ? time.format(STORED) : null)}
      onKeyDown={acceptOnly}
      onBlur={onBlur}
    />
  )
}
