import { type Client, createClient } from '@huozi/client'
import type { Locale } from '@huozi/core'
import { createContext, useContext } from 'react'

/** What the session asks of the page. */
interface PageOptions {
  readonly locale: () => Locale
  readonly onSignedOut: () => void
}

/** The client of this page: same origin, credential in the cookie that scripts cannot read. */
export function createPageClient({ locale, onSignedOut }: PageOptions): Client {
  return createClient({ baseUrl: '', locale, onSignedOut })
}

const ClientContext = createContext<Client | null>(null)

export const ClientProvider = ClientContext.Provider

/** The client of this page. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useClient needs a ClientProvider.')
  return client
}
