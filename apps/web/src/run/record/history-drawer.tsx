import type { ObjectDescription, WireRecord } from '@huozi/client'
import { Button, Drawer } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadingState } from '../states/states.tsx'

const HistoryList = lazy(async () => ({ default: (await import('./history-list.tsx')).HistoryList }))

interface HistoryProps {
  readonly object: ObjectDescription
  readonly record: WireRecord
  readonly title: string
}

/** Opens what happened to a record. */
export function HistoryButton(props: HistoryProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button className="history-open" onClick={() => setOpen(true)}>
        {t('history.open')}
      </Button>
      <HistoryDrawer
        {...props}
        canRestore={props.object.allow.includes('update')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

/** The name of a deleted record: opens its history, which is all there is to see of it. */
export function HistoryLink(props: HistoryProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="link-button list-title bin-title" onClick={() => setOpen(true)}>
        {props.title}
      </button>
      <HistoryDrawer {...props} canRestore={false} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

interface HistoryDrawerProps extends HistoryProps {
  readonly canRestore: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
}

function HistoryDrawer({ object, record, title, canRestore, isOpen, onClose }: HistoryDrawerProps) {
  const { t } = useTranslation()
  return (
    <Drawer open={isOpen} onClose={onClose} title={t('history.title', { title })} size={520} destroyOnHidden>
      <Suspense fallback={<LoadingState />}>
        <HistoryList object={object} record={record} canRestore={canRestore} />
      </Suspense>
    </Drawer>
  )
}
