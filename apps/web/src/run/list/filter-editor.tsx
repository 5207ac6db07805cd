import type { FieldDescription, ObjectDescription } from '@huozi/client'
import type { WidgetContext } from '@huozi/forms/react'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchCandidates } from '../form/use-search-candidates.ts'
import { CloseIcon, PlusIcon } from '../shell/icons.tsx'
import { useDisplayEnvironment } from '../use-display-environment.tsx'
import { filterOperator, NOT_BLANK } from './filter-operators.ts'
import { FilterValue } from './filter-value.tsx'
import { fieldsInOrder } from './list-columns.ts'
import { type Filter, filtersText } from './list-condition.ts'
import type { ListSearch } from './list-search.ts'

interface FilterEditorProps {
  readonly object: ObjectDescription
  readonly search: ListSearch
  readonly onApply: (search: Pick<ListSearch, 'filters' | 'where'>) => void
}

/** Lines of field, operator and value, and beneath them the expression for those who want more. */
export function FilterEditor({ object, search, onApply }: FilterEditorProps) {
  const { t } = useTranslation()
  const fields = fieldsInOrder(object).filter(({ filterable }) => filterable)
  const { lines, add, change, remove } = useLines(fields, search.filters)
  const [where, setWhere] = useState(search.where ?? '')
  const context = useWidgetContext()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const filters = lines.map(({ filter }) => filter).filter((filter) => filtersText([filter], fields) !== '')
    onApply({ ...(filters.length > 0 && { filters }), ...(where.trim() !== '' && { where: where.trim() }) })
  }
  return (
    <form className="filter-editor" onSubmit={submit}>
      {lines.map(({ id, filter }) => (
        <FilterLine
          key={id}
          fields={fields}
          filter={filter}
          context={context}
          onChange={(next) => change(id, next)}
          onRemove={() => remove(id)}
        />
      ))}
      <div>
        <Button size="small" icon={<PlusIcon />} onClick={add}>
          {t('filter.add')}
        </Button>
      </div>
      <WhereInput where={where} onChange={setWhere} />
      <div className="filter-buttons">
        <Button type="primary" htmlType="submit">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  )
}

function WhereInput({ where, onChange }: { where: string; onChange: (where: string) => void }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="filter-where">
      <label htmlFor={id}>{t('filter.expression')}</label>
      <Input
        id={id}
        className="code"
        value={where}
        placeholder={t('filter.expressionHint')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

/** The lines being edited; the number keeps a line's widgets when another one goes. */
function useLines(fields: readonly FieldDescription[], filters: readonly Filter[] = [filterOf(fields[0])]) {
  const [lines, setLines] = useState(() => filters.map((filter, id) => ({ id, filter })))
  const next = useRef(lines.length)
  return {
    lines,
    add: () => setLines([...lines, { id: next.current++, filter: filterOf(fields[0]) }]),
    change: (id: number, filter: Filter) => setLines(lines.map((line) => (line.id === id ? { id, filter } : line))),
    remove: (id: number) => setLines(lines.filter((line) => line.id !== id)),
  }
}

interface FilterLineProps {
  readonly fields: readonly FieldDescription[]
  readonly filter: Filter
  readonly context: WidgetContext
  readonly onChange: (filter: Filter) => void
  readonly onRemove: () => void
}

function FilterLine({ fields, filter, context, onChange, onRemove }: FilterLineProps) {
  const { t } = useTranslation()
  const field = fields.find(({ name }) => name === filter.field)
  const operators = field ? offeredOperators(field) : []
  return (
    <div className="filter-line">
      <Select
        aria-label={t('filter.field')}
        value={filter.field}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        onChange={(name: string) => onChange(filterOf(fields.find((each) => each.name === name)))}
      />
      <Select
        aria-label={t('filter.operator')}
        value={filter.operator}
        options={operators.map((name) => ({
          value: name,
          label: t(`operator.${name}` as 'operator.=', { defaultValue: name }),
        }))}
        popupMatchSelectWidth={false}
        onChange={(operator: string) => onChange({ ...filter, operator, value: valueFor(operator, filter) })}
      />
      <span className="filter-value">
        {field && (
          <FilterValue
            field={field}
            filter={filter}
            context={context}
            onChange={(value) => onChange({ ...filter, value })}
          />
        )}
      </span>
      <button type="button" className="icon-button" aria-label={t('filter.remove')} onClick={onRemove}>
        <CloseIcon />
      </button>
    </div>
  )
}

function useWidgetContext(): WidgetContext {
  const environment = useDisplayEnvironment(false)
  const search = useSearchCandidates()
  return useMemo(
    () => ({
      environment,
      findCandidates: ({ reference }, text, signal) =>
        search({ object: reference?.object ?? '', text, where: null, select: [], signal }),
    }),
    [environment, search],
  )
}

function offeredOperators(field: FieldDescription): readonly string[] {
  const usable = field.operators.filter((name) => !filterOperator(name).needsChoices || field.choices !== null)
  return usable.includes('is_blank') ? [...usable, NOT_BLANK] : usable
}

/** A new line asks what people ask most: text that contains, one of the choices, else equality. */
function filterOf(field: FieldDescription | undefined): Filter {
  const operators = field ? offeredOperators(field) : []
  const operator = ['in', 'has_any', 'contains'].find((name) => operators.includes(name)) ?? operators[0] ?? '='
  return { field: field?.name ?? '', operator, value: filterOperator(operator).takes === 'many' ? [] : null }
}

/** Keeps a typed value when the operator changes, unless the new one takes another number of them. */
function valueFor(operator: string, { operator: old, value }: Filter): Filter['value'] {
  const [takes, took] = [filterOperator(operator).takes, filterOperator(old).takes]
  if (takes === took) return value
  return takes === 'two' || takes === 'many' ? [] : null
}
