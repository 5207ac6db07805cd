import { type FormStore, useFormStatus } from '@huozi/forms/react'
import { useTranslation } from 'react-i18next'

/** After a failed attempt to save: what is wrong, with a way to each field. Read out when it changes. */
export function ErrorSummary({ store, onFollow }: { store: FormStore; onFollow: (field: string) => void }) {
  const { t } = useTranslation()
  const { messages, invalidFields } = useFormStatus(store)
  const count = messages.length + invalidFields.length
  return (
    <div aria-live="polite">
      {count > 0 && (
        <div className="error-summary">
          <strong>{t('form.errors', { count })}</strong>
          <ul>
            {messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
            {invalidFields.map((name) => (
              <li key={name}>
                <button type="button" className="link-button" onClick={() => onFollow(name)}>
                  {store.definitionOf(name)?.label}
                </button>
                {': '}
                {store.field(name).error}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
