import { isApiError, type ObjectDescription, type WireRecord } from '@huozi/client'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'

interface RestoreButtonProps {
  readonly object: ObjectDescription
  readonly record: WireRecord
  readonly title: string
}

/** Brings a deleted record back after asking, and says why when the server refuses. */
export function RestoreButton({ object, record, title }: RestoreButtonProps) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const client = useClient()
  const queries = useQueryClient()

  const restore = async () => {
    try {
      await client.records.restore(object.name, record.id)
    } catch (error) {
      void message.error(isApiError(error) ? error.problem.detail : t('error.unexpected'))
      return
    }
    void message.success(t('bin.restored', { title }))
    await queries.invalidateQueries({ queryKey: ['records'] })
  }
  const ask = () =>
    modal.confirm({
      title: t('bin.restoreTitle', { title }),
      content: t('bin.restoreText'),
      okText: t('bin.restore'),
      onOk: restore,
    })
  return (
    <Button size="small" onClick={ask}>
      {t('bin.restore')}
    </Button>
  )
}
