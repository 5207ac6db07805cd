import type { FieldChange, FieldDescription, HistoryEntry, ObjectDescription, WireRecord } from '@huozi/client'
import { FieldValue } from '@huozi/forms/react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { historyQuery } from '../../session/queries.ts'
import { EmptyState, ErrorState, LoadingState } from '../states/states.tsx'
import { useDisplayEnvironment } from '../use-display-environment.tsx'
import './history-list.css'
import { useRestoreVersion } from './use-restore-version.ts'

interface HistoryListProps {
  readonly object: ObjectDescription
  readonly record: WireRecord
  readonly canRestore: boolean
}

/** What happened to a record, newest first, with the way back to each version. */
export function HistoryList({ object, record, canRestore }: HistoryListProps) {
  const { t } = useTranslation()
  const query = historyQuery(useClient(), { object: object.name, id: record.id })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(query)
  const restore = useRestoreVersion(object, record)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  const entries = data.pages.flatMap((page) => page.entries)
  if (entries.length === 0) return <EmptyState title={t('history.noChanges')} />
  return (
    <>
      <ol className="history">
        {entries.map((entry, index) => (
          <li key={entry.version}>
            <EntryHead entry={entry} />
            <Changes object={object} entry={entry} />
            <Overridden entry={entry} />
            {canRestore && index > 0 && (
              <Button size="small" onClick={() => restore(entry.version)}>
                {t('history.restore')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('history.more')}
        </Button>
      )}
    </>
  )
}

function EntryHead({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation()
  const environment = useDisplayEnvironment(false)
  const { action, actor, rule, at, version } = entry
  return (
    <div className="history-head">
      <strong>{t(`history.${action}`)}</strong>
      {actor !== null && <FieldValue field={{ widget: 'user' }} value={actor} environment={environment} />}
      {rule !== null && (
        <span>{rule.label === null ? t('history.byGoneRule') : t('history.byRule', { label: rule.label })}</span>
      )}
      {actor === null && rule === null && <span>{t('history.nobody')}</span>}
      <span className="history-when">
        {at !== null && <FieldValue field={{ widget: 'datetime' }} value={at} environment={environment} />}
        <span>{t('history.version', { version })}</span>
      </span>
    </div>
  )
}

function Changes({ object, entry }: { object: ObjectDescription; entry: HistoryEntry }) {
  const { t } = useTranslation()
  if (entry.changes.length === 0)
    return entry.action === 'updated' ? <p className="history-none">{t('history.noChanges')}</p> : null
  return (
    <dl className="history-changes">
      {entry.changes.map((change) => (
        <Change key={change.field} change={change} field={object.fields.find(({ name }) => name === change.field)} />
      ))}
    </dl>
  )
}

/** Which warnings were overridden, and why. */
function Overridden({ entry: { overridden = [] } }: { entry: HistoryEntry }) {
  const { t } = useTranslation()
  if (overridden.length === 0) return null
  const rules = overridden.map(({ rule }) => rule ?? t('history.goneRule')).join(', ')
  const reason = overridden[0]?.reason ?? null
  return (
    <p className="history-overridden">
      {t('history.overridden', { rules })}
      {reason !== null && <q>{reason}</q>}
    </p>
  )
}

function Change({ change, field }: { change: FieldChange; field: FieldDescription | undefined }) {
  return (
    <div>
      <dt>{field?.label ?? change.field}</dt>
      <dd>
        <del>
          <ChangedValue value={change.before} field={field} />
        </del>
        <span aria-hidden="true">→</span>
        <ins>
          <ChangedValue value={change.after} field={field} />
        </ins>
      </dd>
    </div>
  )
}

function ChangedValue({ value, field }: { value: FieldChange['before']; field: FieldDescription | undefined }) {
  const { t } = useTranslation()
  const environment = useDisplayEnvironment(false)
  if (value === null) return <span className="history-blank">{t('history.blank')}</span>
  return <FieldValue field={field ?? { widget: 'text' }} value={value} environment={environment} />
}
