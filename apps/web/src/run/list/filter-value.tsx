import type { FieldDescription } from '@huozi/client'
import type { Json } from '@huozi/core'
import { FieldEditor, type WidgetContext, type WidgetField } from '@huozi/forms/react'
import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { filterOperator } from './filter-operators.ts'
import type { Filter } from './list-condition.ts'

interface FilterValueProps {
  readonly field: FieldDescription
  readonly filter: Filter
  readonly context: WidgetContext
  readonly onChange: (value: Json) => void
}

/** The value side of a filter: nothing, one editor, two, or the choices to tick. */
export function FilterValue({ field, filter: { operator, value }, context, onChange }: FilterValueProps) {
  const { t } = useTranslation()
  const widget = widgetField(field)
  const { takes } = filterOperator(operator)
  if (takes === 'none') return null
  if (takes === 'many') return <Choices field={field} value={value} onChange={onChange} />
  if (takes === 'one')
    return <One field={widget} value={value} label={t('filter.value')} context={context} onChange={onChange} />
  const [from = null, to = null] = Array.isArray(value) ? (value as readonly Json[]) : []
  return (
    <span className="filter-range">
      <One
        field={widget}
        value={from}
        label={t('filter.from')}
        context={context}
        onChange={(next) => onChange([next, to])}
      />
      <One
        field={widget}
        value={to}
        label={t('filter.to')}
        context={context}
        onChange={(next) => onChange([from, next])}
      />
    </span>
  )
}

interface OneProps {
  readonly field: WidgetField
  readonly value: Json
  readonly label: string
  readonly context: WidgetContext
  readonly onChange: (value: Json) => void
}

function One({ field, value, label, context, onChange }: OneProps) {
  const id = useId()
  return (
    <FieldEditor
      field={field}
      value={value}
      onChange={onChange}
      onBlur={NOTHING}
      invalid={false}
      aria={{ id, 'aria-label': label }}
      context={context}
    />
  )
}

function Choices({
  field,
  value,
  onChange,
}: {
  field: FieldDescription
  value: Json
  onChange: (value: Json) => void
}) {
  const { t } = useTranslation()
  return (
    <Select
      mode="multiple"
      className="hz-fill"
      aria-label={t('filter.value')}
      value={Array.isArray(value) ? (value as readonly string[]).slice() : []}
      options={(field.choices ?? []).map(({ code, label }) => ({ value: code, label }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(codes: string[]) => onChange(codes)}
    />
  )
}

/** Values whose words are looked for. */
const ASKED_AS_TEXT = new Set(['longText', 'richText', 'address'])

/** A text filter needs one line whatever the field's own editor is. */
function widgetField({ name, widget, choices, object, objects, scale, max, currency }: FieldDescription): WidgetField {
  const line = ASKED_AS_TEXT.has(widget) ? 'text' : widget
  return {
    name,
    widget: line,
    choices,
    references: objects,
    scale,
    max,
    currency,
    ...(object !== null && { reference: { object, label: '' } }),
  }
}

const NOTHING = () => {}
