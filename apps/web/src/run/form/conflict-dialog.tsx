import type { WireRecord } from '@huozi/client'
import type { JsonObject } from '@huozi/core'
import { FieldValue } from '@huozi/forms/react'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisplayEnvironment } from '../use-display-environment.tsx'
import { type ConflictRow, conflictRows, withoutConflicts } from './conflict.ts'
import type { OpenForm } from './open-form.ts'

interface ConflictDialogProps {
  readonly form: OpenForm
  /** The record as it is now. */
  readonly fresh: WireRecord
  readonly onOverwrite: (version: number) => void
  readonly onReload: (record: WireRecord, typed: JsonObject) => void
  readonly onCancel: () => void
}

/** Someone else saved first: shows what they changed and lets the user decide, knowing it. */
export function ConflictDialog({ form, fresh, onOverwrite, onReload, onCancel }: ConflictDialogProps) {
  const { t } = useTranslation()
  const typed = form.store.typed()
  const rows = conflictRows(form.definition, { loaded: form.record ?? {}, fresh, typed })
  const isClash = rows.some(({ mine }) => mine !== undefined)
  return (
    <Modal
      open
      width={720}
      title={t('conflict.title')}
      onCancel={onCancel}
      footer={
        <div className="dialog-buttons">
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button onClick={() => onReload(fresh, withoutConflicts(typed, rows))}>{t('conflict.reload')}</Button>
          <Button type="primary" danger={isClash} onClick={() => onOverwrite(fresh.version)}>
            {t('conflict.overwrite')}
          </Button>
        </div>
      }
    >
      <p className="conflict-text">
        <Who fresh={fresh} /> {t(isClash ? 'conflict.clash' : 'conflict.noClash')}
      </p>
      <ConflictTable rows={rows} />
    </Modal>
  )
}

function Who({ fresh }: { fresh: WireRecord }) {
  const { t } = useTranslation()
  const environment = useDisplayEnvironment(false)
  return (
    <>
      {t('conflict.by')} <FieldValue field={{ widget: 'user' }} value={fresh.updated_by} environment={environment} />
      {' · '}
      <FieldValue field={{ widget: 'datetime' }} value={fresh.updated_at} environment={environment} />
      {' · '}
    </>
  )
}

function ConflictTable({ rows }: { rows: readonly ConflictRow[] }) {
  const { t } = useTranslation()
  const environment = useDisplayEnvironment(false)
  return (
    <div className="list-scroll">
      <table className="conflict-table">
        <thead>
          <tr>
            <th scope="col">{t('conflict.field')}</th>
            <th scope="col">{t('conflict.before')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
            <th scope="col">{t('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, before, theirs, mine }) => (
            <tr key={field.name} data-clash={mine !== undefined || undefined}>
              <th scope="row">{field.label}</th>
              {[before, theirs, mine].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
                <td key={index}>
                  {value !== undefined && <FieldValue field={field} value={value} environment={environment} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
