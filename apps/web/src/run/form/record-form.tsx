import type { WireRecord } from '@huozi/client'
import type { JsonObject } from '@huozi/core'
import { type FormHandle, GeneratedForm, useFormStatus } from '@huozi/forms/react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/language-provider.tsx'
import { useClient } from '../../session/client.ts'
import { objectQuery } from '../../session/queries.ts'
import { LinkButton } from '../link-button.tsx'
import { recordTitle } from '../list/list-columns.ts'
import { useDocumentTitle } from '../use-document-title.ts'
import { useFormEnvironment } from '../use-form-environment.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { ModelBanner } from './model-banner.tsx'
import { type FormBasis, fetchBasis, type OpenForm, openForm } from './open-form.ts'
import { useFiles } from './use-files.ts'
import { useSave } from './use-save.ts'
import { useSearchCandidates } from './use-search-candidates.ts'
import '../record/record-page.css'
import './record-form.css'

/** A form being filled, from opening to saving. */
export function RecordForm({ object, basis }: { object: string; basis: FormBasis }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { form, reload, reopen } = useForm(object, basis)
  const [hasFailed, setFailed] = useState(false)
  const handle = useRef<FormHandle>(null)
  const search = useSearchCandidates()
  const files = useFiles()
  const formId = useId()
  const save = useSave(form, {
    onSaved: (id) => void navigate({ to: '/o/$object/$id', params: { object, id }, replace: true }),
    onRefused: () => {
      setFailed(true)
      handle.current?.focusFirstError()
    },
  })
  const title = useFormTitle(form)
  return (
    <article className="record-form">
      <header className="page-head">
        <div className="record-name">
          <span className="record-object">{t(form.record ? 'action.edit' : 'form.new')}</span>
          <h1>{title}</h1>
        </div>
      </header>
      <ModelBanner form={form} onReload={reload} />
      <div className="panel record-body">
        {hasFailed && <ErrorSummary store={form.store} onFollow={(field) => handle.current?.focus(field)} />}
        <GeneratedForm
          key={form.key}
          ref={handle}
          id={formId}
          store={form.store}
          search={search}
          files={files}
          onSubmit={() => void save.run()}
          onInvalid={() => setFailed(true)}
        />
      </div>
      <FormFoot form={form} formId={formId} isBusy={save.isBusy} />
      {save.conflict && (
        <ConflictDialog
          form={form}
          fresh={save.conflict}
          onOverwrite={(version) => void save.run(version)}
          onReload={(record, typed) => {
            save.dismissConflict()
            reopen(record, typed)
          }}
          onCancel={save.dismissConflict}
        />
      )}
      {save.asked && (
        <ConfirmDialog
          key={String(save.asked.problem.params.token)}
          problem={save.asked.problem}
          isBusy={save.isBusy}
          onConfirm={save.confirm}
          onCancel={save.dismissAsked}
        />
      )}
      <LeaveGuard isDirty={() => form.store.status().dirty && !save.isDone()} />
    </article>
  )
}

function FormFoot({ form, formId, isBusy }: { form: OpenForm; formId: string; isBusy: boolean }) {
  const { t } = useTranslation()
  const { dirty } = useFormStatus(form.store)
  const { object } = form.definition
  return (
    <footer className="form-foot">
      <Button type="primary" htmlType="submit" form={formId} loading={isBusy}>
        {t('action.save')}
      </Button>
      {form.record ? (
        <LinkButton to="/o/$object/$id" params={{ object, id: form.record.id }}>
          {t('action.cancel')}
        </LinkButton>
      ) : (
        <LinkButton to="/o/$object" params={{ object }}>
          {t('action.cancel')}
        </LinkButton>
      )}
      <span className="form-dirty" role="status">
        {dirty && t('form.dirty')}
      </span>
    </footer>
  )
}

/** What is edited: the record by its name as loaded, or the kind of record to be. */
function useFormTitle({ definition, record }: OpenForm): string {
  const { data: object } = useSuspenseQuery(objectQuery(useClient(), definition.object))
  const title = record ? recordTitle(record, object.title) : definition.label
  useDocumentTitle(title)
  return title
}

/** The open form, and the two ways to open it anew: over the newest model, or over a newer record. */
function useForm(object: string, basis: FormBasis) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { locale } = useLanguage()
  const client = useClient()
  const environment = useFormEnvironment()
  const [form, setForm] = useState(() => ({ ...openForm(basis, environment), key: 0 }))
  const replace = (next: FormBasis, typed: JsonObject) =>
    setForm(({ key }) => ({ ...openForm(next, environment, typed), key: key + 1 }))

  const reload = async () => {
    const next = await fetchBasis(client, object, form.record?.id)
    replace(next, form.store.typed())
    void message.success(t('form.reloaded'))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels follow the language, nothing else does
  useEffect(() => {
    if (form.definition.language !== locale) void reload()
  }, [locale])
  const reopen = (record: WireRecord, typed: JsonObject) => replace({ definition: form.definition, record }, typed)
  return { form, reload, reopen }
}
