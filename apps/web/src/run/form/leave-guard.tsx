import { useBlocker } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

/** Asks before typed values are lost, inside the app and when the tab is closed. */
export function LeaveGuard({ isDirty }: { isDirty: () => boolean }) {
  const { t } = useTranslation()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(),
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  return (
    <Modal
      open={status === 'blocked'}
      title={t('leave.title')}
      onCancel={() => reset?.()}
      footer={
        <div className="dialog-buttons">
          <Button danger onClick={() => proceed?.()}>
            {t('leave.discard')}
          </Button>
          <Button type="primary" onClick={() => reset?.()}>
            {t('leave.stay')}
          </Button>
        </div>
      }
    >
      {t('leave.text')}
    </Modal>
  )
}
