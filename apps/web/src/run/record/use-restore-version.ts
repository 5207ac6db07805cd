import { isApiError, type ObjectDescription, type WireRecord } from '@huozi/client'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'

/** Restores a version of a record after asking; names the fields that had to stay, and says why when the server refuses. */
export function useRestoreVersion(object: ObjectDescription, record: WireRecord): (version: number) => void {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const client = useClient()
  const queries = useQueryClient()

  const labelOf = (field: string) => object.fields.find(({ name }) => name === field)?.label ?? field
  const restore = async (version: number) => {
    try {
      const change = { version, ifMatch: record.version }
      const { left } = await client.records.restoreVersion(object.name, record.id, change)
      void message.success(t('history.done', { version }))
      if (left.length > 0) void message.warning(t('history.left', { fields: left.map(labelOf).join(', ') }), LONG)
    } catch (error) {
      void message.error(isApiError(error) ? reasonOf(error.problem) : t('error.unexpected'), LONG)
    }
    await queries.invalidateQueries({ queryKey: ['records', object.name] })
  }
  return (version) =>
    void modal.confirm({
      title: t('history.restoreTitle', { version }),
      content: t('history.restoreText'),
      okText: t('history.restore'),
      onOk: () => restore(version),
    })
}

/** Seconds a message stays that has to be read. */
const LONG = 8

/** What was refused in each field says more than that something was. */
function reasonOf({ detail, errors }: { detail: string; errors: readonly { detail: string }[] }): string {
  return errors.length === 0 ? detail : errors.map((error) => error.detail).join(' ')
}
