import type { ObjectDescription } from '@huozi/client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { objectQuery } from '../../session/queries.ts'
import { LinkButton } from '../link-button.tsx'
import { BinIcon, FilterIcon, PlusIcon } from '../shell/icons.tsx'
import { EmptyState, ErrorState, LoadingState } from '../states/states.tsx'
import { useDocumentTitle } from '../use-document-title.ts'
import { useNarrow } from '../use-narrow.ts'
import { FilterBar } from './filter-bar.tsx'
import { ListCards } from './list-cards.tsx'
import type { ListSearch } from './list-search.ts'
import { ListTable } from './list-table.tsx'
import { Pager } from './pager.tsx'
import { type List, useList } from './use-list.ts'
import './list-page.css'

/** The records of an object, or of one of its views. */
export function ListPage() {
  const { object: name } = useParams({ from: '/in/o/$object' })
  const { data: object } = useSuspenseQuery(objectQuery(useClient(), name))
  const search = useSearch({ from: '/in/o/$object' })
  // Records of the bin never stand in for the living while these are on their way: what can be done with them differs.
  return <Records key={search.deleted === true ? 'bin' : 'living'} object={object} search={search} />
}

function Records({ object, search }: { object: ObjectDescription; search: ListSearch }) {
  const { t } = useTranslation()
  const list = useList(object, search)
  const [isFiltering, setFiltering] = useState(false)
  useDocumentTitle(list.isBin ? t('bin.title', { label: object.plural }) : (list.view?.label ?? object.plural))
  return (
    <>
      <ListHead object={object} search={search}>
        {object.allow.includes('delete') && <BinSwitch object={object} isOn={list.isBin} />}
        <Button icon={<FilterIcon />} aria-expanded={isFiltering} onClick={() => setFiltering(!isFiltering)}>
          {t('filter.open')}
        </Button>
      </ListHead>
      <FilterBar object={object} search={search} isOpen={isFiltering} onClose={() => setFiltering(false)} />
      <ListBody object={object} list={list} search={search} />
    </>
  )
}

interface ListHeadProps {
  readonly object: ObjectDescription
  readonly search: ListSearch
  readonly children: ReactNode
}

function ListHead({ object, search, children }: ListHeadProps) {
  const { t } = useTranslation()
  return (
    <div className="page-head">
      <h1>{object.plural}</h1>
      <div className="list-tools">
        {object.listViews.length > 0 && <ViewChoice object={object} view={search.view} />}
        {children}
      </div>
      <div className="page-actions">
        {object.allow.includes('create') && !search.deleted && (
          <LinkButton
            to="/o/$object/new"
            params={{ object: object.name }}
            color="primary"
            variant="solid"
            icon={<PlusIcon />}
          >
            {t('list.create', { label: object.label })}
          </LinkButton>
        )}
      </div>
    </div>
  )
}

/** Shows the records that were deleted, to who may delete. */
function BinSwitch({ object, isOn }: { object: ObjectDescription; isOn: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Button
      className="list-bin"
      icon={<BinIcon />}
      aria-pressed={isOn}
      type={isOn ? 'primary' : 'default'}
      onClick={() =>
        void navigate({ to: '/o/$object', params: { object: object.name }, search: isOn ? {} : { deleted: true } })
      }
    >
      {t('bin.open')}
    </Button>
  )
}

const ALL = ''

function ViewChoice({ object, view }: { object: ObjectDescription; view: string | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const views = object.listViews.map(({ name, label }) => ({ value: name, label }))
  return (
    <Select
      className="list-view-choice"
      aria-label={t('list.view')}
      value={views.some(({ value }) => value === view) ? view : ALL}
      options={[{ value: ALL, label: t('list.all') }, ...views]}
      popupMatchSelectWidth={false}
      onChange={(name: string) =>
        void navigate({ to: '/o/$object', params: { object: object.name }, search: name === ALL ? {} : { view: name } })
      }
    />
  )
}

function ListBody({ object, list, search }: { object: ObjectDescription; list: List; search: ListSearch }) {
  const { t } = useTranslation()
  const isNarrow = useNarrow()
  const { data, error, refetch, isPending, isPlaceholderData } = list.page
  if (error)
    return (
      <section className="panel">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </section>
    )
  if (isPending || !data)
    return (
      <section className="panel">
        <LoadingState />
      </section>
    )
  const isFiltered = search.where !== undefined || search.filters !== undefined
  return (
    <section className="panel list-panel" aria-busy={isPlaceholderData}>
      {data.records.length > 0 && isNarrow && <ListCards object={object} list={list} records={data.records} />}
      {data.records.length > 0 && !isNarrow && (
        <ListTable object={object} list={list} records={data.records} search={search} />
      )}
      {data.records.length === 0 && (
        <EmptyState
          title={t(isFiltered ? 'list.noMatch' : list.isBin ? 'bin.empty' : 'list.empty')}
          detail={t(isFiltered ? 'list.noMatchHint' : list.isBin ? 'bin.emptyHint' : 'list.emptyHint')}
        />
      )}
      <Pager list={list} page={data} />
    </section>
  )
}
