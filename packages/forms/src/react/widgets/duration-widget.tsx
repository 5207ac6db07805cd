import { formatDecimal, type Json, parseDecimal, parseDuration } from '@huozi/core'
import { Input } from 'antd'
import { useState } from 'react'
import { formatDuration } from '../display/format-duration.ts'
import { inputStatus, textOf, type WidgetProps } from './widget.ts'

/** A length of time as people write it: `1h 30min`, `1:30`, `90` (minutes). What cannot be read stays as it was typed. */
export function DurationWidget({ value, onChange, onBlur, invalid, aria, context }: WidgetProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const { locale } = context.environment
  const shown = parseDecimal(textOf(value)) === null ? textOf(value) : formatDuration(textOf(value), locale)
  return (
    <Input
      {...aria}
      value={typed ?? shown}
      status={inputStatus(invalid)}
      placeholder={formatDuration('5400', locale)}
      autoComplete="off"
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(readDuration(target.value))
      }}
      onBlur={() => {
        setTyped(null)
        onBlur()
      }}
    />
  )
}

/** Seconds of a typed length of time; blank for nothing, the text itself for what is none. */
export function readDuration(text: string): Json {
  const plain = text.trim().toLowerCase()
  if (plain === '') return null
  const seconds = parseDuration(inUnits(plain))
  return seconds === null ? text : formatDecimal(seconds)
}

/** Units as the platform writes them, whatever the language; hours and minutes with a colon; a bare number of minutes. */
function inUnits(text: string): string {
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (clock !== null) return `${clock[1]}h${clock[2]}min${clock[3] ?? '0'}s`
  if (/^\d+(\.\d+)?$/.test(text)) return `${text}min`
  return WRITTEN.reduce((given, [written, unit]) => given.replace(written, unit), text)
}

const WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/周|星期|weeks?/g, 'w'],
  [/天|日|days?/g, 'd'],
  [/小时|个小时|时|hours?|hrs?/g, 'h'],
  [/分钟|分|minutes?|mins?|m(?![a-z])/g, 'min'],
  [/秒钟|秒|seconds?|secs?/g, 's'],
]
