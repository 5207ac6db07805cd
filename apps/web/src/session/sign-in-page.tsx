import { isApiError } from '@huozi/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '../run/shell/language-switch.tsx'
import { Seal } from '../run/shell/seal.tsx'
import { useClient } from './client.ts'
import './sign-in.css'

/** Tenant, e-mail, password; leads back to where the session had ended. */
export function SignInPage() {
  const { t } = useTranslation()
  const { problem, isBusy, submit } = useSignIn()
  return (
    <main className="sign-in">
      <div className="sign-in-language">
        <LanguageSwitch />
      </div>
      <form className="sign-in-card" onSubmit={submit} aria-label={t('signIn.title')}>
        <div className="sign-in-brand">
          <Seal size={44} />
          <div>
            <h1>{t('brand.name')}</h1>
            <p>{t('brand.motto')}</p>
          </div>
        </div>
        <div aria-live="assertive">{problem !== null && <Alert type="error" showIcon title={problem} />}</div>
        <Labelled id="tenant" label={t('signIn.tenant')}>
          <Input id="tenant" name="tenant" autoComplete="organization" autoCapitalize="off" required autoFocus />
        </Labelled>
        <Labelled id="email" label={t('signIn.email')}>
          <Input id="email" name="email" type="email" autoComplete="username" required />
        </Labelled>
        <Labelled id="password" label={t('signIn.password')}>
          <Input.Password id="password" name="password" autoComplete="current-password" required />
        </Labelled>
        <Button type="primary" htmlType="submit" block size="large" loading={isBusy}>
          {t('signIn.submit')}
        </Button>
      </form>
    </main>
  )
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="sign-in-field">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}

function useSignIn() {
  const { t } = useTranslation()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { redirect } = useSearch({ from: '/sign-in' })
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const attempts = useRef(0)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const attempt = ++attempts.current
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setBusy(true)
    setProblem(null)
    try {
      await client.signIn({
        tenant: text('tenant'),
        email: text('email'),
        password: String(form.get('password') ?? ''),
      })
      queries.clear()
      await navigate({ to: redirect ?? '/' })
    } catch (error) {
      if (attempt === attempts.current) setProblem(isApiError(error) ? error.problem.detail : t('error.unexpected'))
    } finally {
      setBusy(false)
    }
  }
  return { problem, isBusy, submit }
}
