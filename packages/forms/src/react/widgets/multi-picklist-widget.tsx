import type { Json } from '@huozi/core'
import { Select } from 'antd'
import { ChoiceLabel } from '../display/choice-label.tsx'
import { inputStatus, type WidgetProps } from './widget.ts'

/** Any number of the field's choices, kept in their order. A retired choice is offered only while it is among the values. */
export function MultiPicklistWidget({ field, value, onChange, onBlur, invalid, aria }: WidgetProps) {
  const chosen = codesOf(value)
  const choices = (field.choices ?? []).filter(({ active, code }) => active || chosen.includes(code))
  return (
    <Select
      {...aria}
      className="hz-fill"
      mode="multiple"
      value={[...chosen]}
      status={inputStatus(invalid)}
      allowClear
      showSearch={{ optionFilterProp: 'text' }}
      options={choices.map(({ code, label, color }) => ({
        value: code,
        text: label,
        label: <ChoiceLabel label={label} color={color} />,
      }))}
      onChange={(codes: string[]) => onChange(inOrder(codes, choices))}
      onBlur={onBlur}
    />
  )
}

function codesOf(value: Json): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : []
}

/** The codes as the server will answer them, so that the same choices in another order are no change. */
function inOrder(codes: readonly string[], choices: readonly { readonly code: string }[]): Json {
  if (codes.length === 0) return null
  const place = new Map(choices.map(({ code }, index) => [code, index]))
  return codes.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
}
