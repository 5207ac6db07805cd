import { isJsonObject, type Json } from '@huozi/core'
import { Select, Space } from 'antd'
import { useState } from 'react'
import { formTexts } from '../form-texts.ts'
import { ReferenceSelect } from './reference-select.tsx'
import { inputStatus, type WidgetProps } from './widget.ts'

/** A record of one of several objects: first which object, then which record. Another object takes the record away. */
export function PolymorphicLookupWidget(props: WidgetProps) {
  const { field, value, onChange, invalid, context } = props
  const targets = field.references ?? []
  const current = isJsonObject(value) && typeof value.object === 'string' ? value.object : null
  const [chosen, setChosen] = useState<string | null>(null)
  const object = current ?? chosen ?? targets[0]?.object ?? ''
  const choose = (next: string) => {
    setChosen(next)
    if (current !== null && current !== next) onChange(null)
  }
  return (
    <Space.Compact className="hz-fill hz-polymorphic">
      <Select
        aria-label={formTexts(context.environment.locale).whichObject}
        value={object === '' ? null : object}
        status={inputStatus(invalid)}
        options={targets.map((target) => ({ value: target.object, label: target.label }))}
        popupMatchSelectWidth={false}
        onChange={choose}
      />
      <ReferenceSelect
        {...props}
        key={object}
        field={{ ...field, reference: { object, label: '' } }}
        onChange={(record) => onChange(withObject(record, object))}
      />
    </Space.Compact>
  )
}

/** A found record as a value that says which object it is of. */
export function withObject(record: Json, object: string): Json {
  return isJsonObject(record) ? { ...record, object } : null
}
