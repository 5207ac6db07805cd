import { Select } from 'antd'
import { ChoiceLabel } from '../display/choice-label.tsx'
import { inputStatus, type WidgetProps } from './widget.ts'

/** One of the field's choices. A retired choice is offered only while it is the value. */
export function PicklistWidget({ field, value, onChange, onBlur, invalid, aria }: WidgetProps) {
  const choices = (field.choices ?? []).filter(({ active, code }) => active || code === value)
  return (
    <Select
      {...aria}
      className="hz-fill"
      value={value as string | null}
      status={inputStatus(invalid)}
      allowClear
      showSearch={{ optionFilterProp: 'text' }}
      options={choices.map(({ code, label, color }) => ({
        value: code,
        text: label,
        label: <ChoiceLabel label={label} color={color} />,
      }))}
      onChange={(code: string | undefined) => onChange(code ?? null)}
      onBlur={onBlur}
    />
  )
}
