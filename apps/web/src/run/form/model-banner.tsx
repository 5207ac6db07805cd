import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from '../../session/client.ts'
import { formQuery } from '../../session/queries.ts'
import { useMe } from '../../session/use-me.ts'
import { isSameForm, type OpenForm } from './open-form.ts'

/** Says that the form was changed by an administrator while it is open, and offers the new one with everything typed. */
export function ModelBanner({ form, onReload }: { form: OpenForm; onReload: () => Promise<void> }) {
  const { t } = useTranslation()
  const isOutdated = useOutdated(form)
  const [isBusy, setBusy] = useState(false)
  const reload = async () => {
    setBusy(true)
    await onReload().finally(() => setBusy(false))
  }
  return (
    <div aria-live="polite" className="model-banner">
      {isOutdated && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              <strong>{t('model.changed')}</strong> {t('model.changedHint')}
            </>
          }
          action={
            <Button size="small" type="primary" loading={isBusy} onClick={() => void reload()}>
              {t('model.reload')}
            </Button>
          }
        />
      )}
    </div>
  )
}

/** True when a newer model makes another form. Most publishes do not touch the form that happens to be open. */
function useOutdated({ definition, record }: OpenForm): boolean {
  const { modelVersion } = useMe()
  const { data } = useQuery({
    ...formQuery(useClient(), definition.object, record?.id),
    enabled: modelVersion > definition.version,
  })
  return data !== undefined && data.version > definition.version && !isSameForm(data, definition)
}
