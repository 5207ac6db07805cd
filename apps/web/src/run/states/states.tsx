import { isApiError } from '@huozi/client'
import { Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './states.css'

interface StateProps {
  readonly title: string
  readonly detail?: string | undefined
  /** What the reader can do next. */
  readonly children?: ReactNode
}

/** Nothing there (yet). */
export function EmptyState({ title, detail, children }: StateProps) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {detail !== undefined && <p className="state-detail">{detail}</p>}
      {children}
    </div>
  )
}

/** Something is on its way. Appears after a moment, so that fast answers do not flicker. */
export function LoadingState() {
  const { t } = useTranslation()
  return (
    <div className="state state-loading" role="status">
      <Spin />
      <span className="visually-hidden">{t('state.loading')}</span>
    </div>
  )
}

/** Says what went wrong and what to do: no permission, gone, no connection, or a fault of ours with its request id. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const { title, detail, canRetry } = useExplanation(error)
  return (
    <div className="state" role="alert">
      <p className="state-title">{title}</p>
      {detail !== undefined && <p className="state-detail">{detail}</p>}
      {canRetry && onRetry && <Button onClick={onRetry}>{t('action.retry')}</Button>}
    </div>
  )
}

function useExplanation(error: unknown): { title: string; detail: string | undefined; canRetry: boolean } {
  const { t } = useTranslation()
  if (!isApiError(error)) return { title: t('error.unexpected'), detail: undefined, canRetry: true }
  const { status, problem } = error
  if (status === 0) return { title: t('error.unreachable'), detail: t('error.unreachableHint'), canRetry: true }
  if (status === 403) return { title: t('error.forbidden'), detail: problem.detail, canRetry: false }
  if (status === 404) return { title: t('error.notFound'), detail: problem.detail, canRetry: false }
  const trace = problem.requestId === '' ? '' : t('error.trace', { id: problem.requestId })
  return {
    title: problem.title,
    detail: `${problem.detail} ${status >= 500 ? trace : ''}`.trim(),
    canRetry: status >= 429,
  }
}
