import { isApiError } from '@huozi/client'
import type { Locale } from '@huozi/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { initialLanguage } from './i18n/language.ts'
import { LanguageProvider, startTexts } from './i18n/language-provider.tsx'
import { loadLanguage } from './i18n/load-language.ts'
import { createAppRouter } from './router.tsx'
import { ClientProvider, createPageClient } from './session/client.ts'
import './theme/base.css'

void start()

async function start(): Promise<void> {
  let locale = initialLanguage()
  const first = await loadLanguage(locale)
  await startTexts(first)
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: isWorthRetrying, refetchOnWindowFocus: false, staleTime: 0 } },
  })
  const client = createPageClient({
    locale: () => locale,
    // What is cached stays until someone signs in: an open form may still be read, and saved after signing in elsewhere.
    onSignedOut: () => void router.navigate({ to: '/sign-in', search: returnPath() }),
  })
  const router = createAppRouter({ client, queries })
  const onLanguage = (next: Locale) => {
    locale = next
    void queries.invalidateQueries()
  }
  createRoot(rootElement(), { onCaughtError: reportFault }).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ClientProvider value={client}>
          <LanguageProvider first={first} onChange={onLanguage}>
            <RouterProvider router={router} />
          </LanguageProvider>
        </ClientProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** A refusal stays a refusal; only a fault on the way or of the server may pass. */
function isWorthRetrying(count: number, error: unknown): boolean {
  return count < 2 && isApiError(error) && (error.status === 0 || error.status >= 502)
}

/** What the server refuses is shown where it happens; only faults of this page are worth a trace. */
function reportFault(error: unknown): void {
  if (!isApiError(error)) console.error(error)
}

/** Where to come back to after signing in again. */
function returnPath(): { redirect?: string } {
  const { pathname, search } = window.location
  return pathname.startsWith('/sign-in') ? {} : { redirect: pathname + search }
}

function rootElement(): HTMLElement {
  const element = document.getElementById('root')
  if (!element) throw new Error('The page has no #root.')
  return element
}
