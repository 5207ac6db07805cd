import type { Json } from '@huozi/core'
import { Input } from 'antd'
import { useState } from 'react'
import { inputStatus, type WidgetProps } from './widget.ts'

/** JSON as text. What is no JSON yet stays text, so that nothing typed is lost and the server can refuse it. */
export function JsonWidget({ value, onChange, onBlur, invalid, aria }: WidgetProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: Json } | null>(null)
  return (
    <Input.TextArea
      {...aria}
      className="hz-long-text hz-code"
      rows={4}
      value={typed !== null && typed.value === value ? typed.text : jsonText(value)}
      status={inputStatus(invalid)}
      spellCheck={false}
      onChange={({ target }) => {
        const read = readJson(target.value)
        setTyped({ text: target.value, value: read })
        onChange(read)
      }}
      onBlur={onBlur}
    />
  )
}

/** Text as the value it stands for; text that is no object or list is given back as it is. */
export function readJson(text: string): Json {
  if (text.trim() === '') return null
  try {
    const value = JSON.parse(text) as Json
    return typeof value === 'object' && value !== null ? value : text
  } catch {
    return text
  }
}

export function jsonText(value: Json): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
