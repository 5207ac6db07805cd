import { type Client, createClient } from '@huozi/client'
import type { Browser, Page } from 'playwright-core'
import { launch, type Visitor, visit, type Walk } from './browser.ts'
import { demo, type SignIn } from './demo.ts'
import { startServer, type TestServer } from './start-server.ts'

/** A server with the demo, and a browser. */
export interface Stage {
  readonly url: string
  /** Reaches the server behind the browser's back; one session per user. */
  readonly signIn: SignIn
  visit(walk: Walk): Promise<Visitor>
  close(): Promise<void>
}

export async function setStage(): Promise<Stage> {
  const [server, browser] = await Promise.all([startServer(), launch()])
  return {
    url: server.url,
    signIn: sessions(server.url),
    visit: (walk) => visit(browser, walk),
    close: () => closeAll(server, browser),
  }
}

async function closeAll(server: TestServer, browser: Browser): Promise<void> {
  await browser.close()
  await server.stop()
}

function sessions(baseUrl: string): SignIn {
  const open = new Map<string, Promise<Client>>()
  const signIn = async (email: string): Promise<Client> => {
    const anyone = createClient({ baseUrl, locale: 'en' })
    const { token } = await anyone.signIn({ tenant: demo.tenant, email, password: demo.password })
    return createClient({ baseUrl, locale: 'en', token })
  }
  return (email) => {
    const session = open.get(email) ?? signIn(email)
    open.set(email, session)
    return session
  }
}

/** Signs in through the screen and waits for what the user lands on. */
export async function signInOnScreen({ page }: Visitor, { url }: Stage, email: string): Promise<void> {
  await page.goto(url)
  await page.locator('#tenant').fill(demo.tenant)
  await page.locator('#email').fill(email)
  await page.locator('#password').fill(demo.password)
  await page.locator('form button[type=submit]').click()
  await page.locator('.shell').waitFor()
}

/** Opens an address inside the app. */
export async function open(page: Page, { url }: Stage, path: string): Promise<void> {
  await page.goto(`${url}${path}`)
}
