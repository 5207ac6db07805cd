import type { ObjectDescription, WireRecord } from '@huozi/client'
import type { FormDefinition } from '@huozi/forms'
import { createFormStore, FieldValue, formSelect, ReadView } from '@huozi/forms/react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { formQuery, objectQuery, recordQuery } from '../../session/queries.ts'
import { LinkButton } from '../link-button.tsx'
import { recordTitle } from '../list/list-columns.ts'
import { ErrorState, LoadingState } from '../states/states.tsx'
import { useDisplayEnvironment } from '../use-display-environment.tsx'
import { useDocumentTitle } from '../use-document-title.ts'
import { useFormEnvironment } from '../use-form-environment.ts'
import { DeleteButton } from './delete-button.tsx'
import { HistoryButton } from './history-drawer.tsx'
import './record-page.css'

/** Who changed a record and when; selected beside the fields of its form. */
const TRACES = 'created_at,created_by,updated_at,updated_by'

/** One record to be read, laid out like its form. */
export function RecordPage() {
  const { object: name, id } = useParams({ from: '/in/o/$object/$id' })
  const client = useClient()
  const { data: object } = useSuspenseQuery(objectQuery(client, name))
  const { data: definition } = useSuspenseQuery(formQuery(client, name, id))
  const select = `${formSelect(definition)},${object.title},${TRACES}`
  const { data: record, error, refetch } = useQuery(recordQuery(client, { object: name, id, select }))
  if (error) {
    return (
      <section className="panel">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </section>
    )
  }
  if (!record) return <LoadingState />
  return <LoadedRecord object={object} definition={definition} record={record} />
}

interface LoadedRecordProps {
  readonly object: ObjectDescription
  readonly definition: FormDefinition
  readonly record: WireRecord
}

function LoadedRecord({ object, definition, record }: LoadedRecordProps) {
  const title = recordTitle(record, object.title)
  const environment = useFormEnvironment()
  const display = useDisplayEnvironment()
  const store = useMemo(() => createFormStore(definition, { record, environment }), [definition, record, environment])
  useDocumentTitle(title)
  return (
    <article className="record">
      <RecordHead object={object} record={record} title={title} />
      <div className="panel record-body">
        <ReadView store={store} environment={display} />
      </div>
      <Traces record={record} />
    </article>
  )
}

function RecordHead({ object, record, title }: { object: ObjectDescription; record: WireRecord; title: string }) {
  const { t } = useTranslation()
  const params = { object: object.name, id: record.id }
  return (
    <header className="page-head">
      <div className="record-name">
        <Link className="record-object" to="/o/$object" params={{ object: object.name }}>
          {object.plural}
        </Link>
        <h1>{title}</h1>
      </div>
      <div className="page-actions">
        <HistoryButton object={object} record={record} title={title} />
        {object.allow.includes('delete') && <DeleteButton object={object} record={record} title={title} />}
        {object.allow.includes('update') && (
          <LinkButton to="/o/$object/$id/edit" params={params} color="primary" variant="solid">
            {t('action.edit')}
          </LinkButton>
        )}
      </div>
    </header>
  )
}

function Traces({ record }: { record: WireRecord }) {
  const { t } = useTranslation()
  const environment = useDisplayEnvironment(false)
  const traces = [
    { text: t('record.created'), by: record.created_by, at: record.created_at },
    { text: t('record.updated'), by: record.updated_by, at: record.updated_at },
  ]
  return (
    <footer className="record-traces">
      {traces.map(({ text, by, at }) => (
        <span key={text}>
          {text} <FieldValue field={{ widget: 'user' }} value={by} environment={environment} />{' '}
          <FieldValue field={{ widget: 'datetime' }} value={at} environment={environment} />
        </span>
      ))}
    </footer>
  )
}
