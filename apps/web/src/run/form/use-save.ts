import { type Confirmation, isApiError, type Problem, type WireRecord } from '@huozi/client'
import { formSelect } from '@huozi/forms/react'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import type { OpenForm } from './open-form.ts'

interface SaveListener {
  readonly onSaved: (id: string) => void
  /** The server refused; its reasons stand beside their fields already. */
  readonly onRefused: () => void
}

/** Sends what was typed, and puts every outcome where the user can act on it. */
export function useSave(form: OpenForm, { onSaved, onRefused }: SaveListener) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useClient()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [conflict, setConflict] = useState<WireRecord | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const isDone = useRef(false)
  const send = useSend(form)

  const fail = async (error: unknown, version: number | undefined) => {
    if (!isApiError(error)) return void message.error(t('error.unexpected'))
    if (error.code === 'RECORD_UNCONFIRMED') return setAsked({ problem: error.problem, version })
    setAsked(null)
    if (error.code === 'VERSION_CONFLICT' && form.record)
      return setConflict(await fetchFresh(client, form, form.record.id))
    if (error.status === 0 || error.status >= 500)
      return void message.error(error.status === 0 ? t('error.unreachable') : error.problem.detail)
    form.store.refuse(issuesOf(error.problem))
    onRefused()
  }
  /** `version`: overwrite exactly this newer version, knowingly. `confirmation`: in spite of warnings. */
  const run = async (version?: number, confirmation?: Confirmation) => {
    if (isBusy) return
    setBusy(true)
    try {
      const saved = await send(version, confirmation)
      isDone.current = true
      setConflict(null)
      setAsked(null)
      await queries.invalidateQueries({ queryKey: ['records'], refetchType: 'none' })
      void message.success(t('form.saved'))
      onSaved(saved.id)
    } catch (error) {
      await fail(error, version)
    } finally {
      setBusy(false)
    }
  }
  return {
    run,
    isBusy,
    conflict,
    dismissConflict: () => setConflict(null),
    asked,
    confirm: (confirmation: Confirmation) => void run(asked?.version, confirmation),
    dismissAsked: () => setAsked(null),
    isDone: () => isDone.current,
  }
}

/** Rules warned about what was sent. */
interface Asked {
  readonly problem: Problem
  /** The version that was to be overwritten. */
  readonly version: number | undefined
}

/** Creates or patches. A create that is repeated after a lost answer carries the same key, so it creates one record. */
function useSend(form: OpenForm) {
  const client = useClient()
  const attempt = useRef({ body: '', key: '' })
  return async (version: number | undefined, confirmation: Confirmation | undefined): Promise<WireRecord> => {
    const { record, store, definition } = form
    const values = store.changes()
    if (record)
      return client.records.patch(definition.object, record.id, {
        values,
        ifMatch: version ?? record.version,
        ...(confirmation && { confirmation }),
      })
    const body = JSON.stringify(values)
    if (attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() }
    return client.records.create(definition.object, values, attempt.current.key, confirmation)
  }
}

function fetchFresh(client: ReturnType<typeof useClient>, { definition }: OpenForm, id: string): Promise<WireRecord> {
  return client.records.get(definition.object, id, { select: `${formSelect(definition)},updated_at,updated_by` })
}

/** A refusal without places concerns the record as a whole. */
function issuesOf({ errors, detail }: Problem): readonly { pointer: string; detail: string }[] {
  return errors.length > 0 ? errors : [{ pointer: '', detail }]
}
