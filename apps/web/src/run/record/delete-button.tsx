import { isApiError, type ObjectDescription, type WireRecord } from '@huozi/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'

interface DeleteButtonProps {
  readonly object: ObjectDescription
  readonly record: WireRecord
  readonly title: string
}

/** Deletes a record after asking; names what will be gone, and says why when the server refuses. */
export function DeleteButton({ object, record, title }: DeleteButtonProps) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()

  const remove = async () => {
    try {
      await client.records.delete(object.name, record.id, record.version)
    } catch (error) {
      void message.error(isApiError(error) ? error.problem.detail : t('error.unexpected'))
      return
    }
    void message.success(t('record.deleted', { title }))
    await navigate({ to: '/o/$object', params: { object: object.name } })
    queries.removeQueries({ queryKey: ['records', object.name, 'one', record.id] })
    await queries.invalidateQueries({ queryKey: ['records', object.name] })
  }
  const ask = () =>
    modal.confirm({
      title: t('record.deleteTitle', { title }),
      content: t('record.deleteText', { label: object.label }),
      okText: t('action.delete'),
      okButtonProps: { danger: true },
      autoFocusButton: 'cancel',
      onOk: remove,
    })
  return (
    <Button danger onClick={ask}>
      {t('action.delete')}
    </Button>
  )
}
