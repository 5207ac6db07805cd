import type { Confirmation, Problem } from '@huozi/client'
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ConfirmDialogProps {
  /** The refusal that asks: `RECORD_UNCONFIRMED`. */
  readonly problem: Problem
  readonly isBusy: boolean
  readonly onConfirm: (confirmation: Confirmation) => void
  readonly onCancel: () => void
}

/** Rules warn: shows what they say, asks for a reason where one is wanted, and lets the user save all the same. */
export function ConfirmDialog({ problem, isBusy, onConfirm, onCancel }: ConfirmDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const reasonId = useId()
  const { token, reason: wantsReason } = problem.params as { readonly token: string; readonly reason: boolean }
  const isAnswered = !wantsReason || reason.trim() !== ''
  return (
    <Modal
      open
      title={t('confirm.title')}
      onCancel={onCancel}
      footer={
        <div className="dialog-buttons">
          <Button onClick={onCancel}>{t('action.cancel')}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={!isAnswered}
            onClick={() => onConfirm({ token, ...(wantsReason && { reason: reason.trim() }) })}
          >
            {t('confirm.save')}
          </Button>
        </div>
      }
    >
      <ul className="confirm-warnings">
        {[...new Set(problem.errors.map(({ detail }) => detail))].map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
      {wantsReason && (
        <>
          <label htmlFor={reasonId}>{t('confirm.reason')}</label>
          <Input.TextArea
            id={reasonId}
            required
            maxLength={MAX_REASON}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </Modal>
  )
}

/** The server keeps no longer one. */
const MAX_REASON = 2000
