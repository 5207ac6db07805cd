import type { ObjectDescription } from '@huozi/client'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadingState } from '../states/states.tsx'
import { filtersText } from './list-condition.ts'
import type { ListSearch } from './list-search.ts'

const FilterEditor = lazy(async () => ({ default: (await import('./filter-editor.tsx')).FilterEditor }))

interface FilterBarProps {
  readonly object: ObjectDescription
  readonly search: ListSearch
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Shows what the list is narrowed to, and the builder when it is open. */
export function FilterBar({ object, search, isOpen, onClose }: FilterBarProps) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/o/$object' })
  const text = [filtersText(search.filters ?? [], object.fields), search.where].filter(Boolean).join(' and ')
  const apply = (next: Pick<ListSearch, 'filters' | 'where'>) => {
    const { filters: _, where: __, ...rest } = search
    void navigate({ to: '.', search: { ...rest, ...next } })
    onClose()
  }
  if (text === '' && !isOpen) return null
  return (
    <div className="filter-bar">
      {text !== '' && (
        <>
          <code className="filter-text">{text}</code>
          <Button type="link" size="small" onClick={() => apply({})}>
            {t('filter.clear')}
          </Button>
        </>
      )}
      {isOpen && (
        <div className="panel filter-panel">
          <Suspense fallback={<LoadingState />}>
            <FilterEditor object={object} search={search} onApply={apply} />
          </Suspense>
        </div>
      )}
    </div>
  )
}
