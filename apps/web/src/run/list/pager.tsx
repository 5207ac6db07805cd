import type { RecordPage } from '@huozi/client'
import { useTranslation } from 'react-i18next'
import { BackIcon, NextIcon } from '../shell/icons.tsx'
import type { List } from './use-list.ts'

/** Which rows are shown, of how many, and the way to the others. */
export function Pager({ list, page }: { list: List; page: RecordPage }) {
  const { t } = useTranslation()
  const { previous, next } = list.paging
  const { records, count } = page
  const cursor = page.next
  return (
    <div className="pager">
      <span role="status">
        {records.length > 0 && t('list.rows', { from: list.firstRow, to: list.firstRow + records.length - 1 })}
        {count && <span className="pager-count">{countText(count, t)}</span>}
      </span>
      <span className="pager-buttons">
        <button
          type="button"
          className="icon-button"
          aria-label={t('list.previous')}
          disabled={!previous}
          onClick={() => previous?.()}
        >
          <BackIcon />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('list.next')}
          disabled={cursor === null}
          onClick={() => cursor !== null && next(cursor)}
        >
          <NextIcon />
        </button>
      </span>
    </div>
  )
}

function countText(
  { value, kind }: NonNullable<RecordPage['count']>,
  t: ReturnType<typeof useTranslation>['t'],
): string {
  const number = value.toLocaleString()
  if (kind === 'exact') return t('list.total', { number })
  return kind === 'capped' ? t('list.totalCapped', { number }) : t('list.totalEstimate', { number })
}
