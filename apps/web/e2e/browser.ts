import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** The system's Chromium; `HUOZI_CHROMIUM` names another one. */
const CHROMIUM = process.env.HUOZI_CHROMIUM ?? '/usr/bin/chromium'
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const SHOTS = process.env.HUOZI_SHOTS ?? join(import.meta.dirname, '../test-results/shots')

/** What a journey is walked with. */
export interface Walk {
  readonly language: 'zh-CN' | 'en'
  readonly width: 1280 | 360
}

export const WALKS: readonly Walk[] = [
  { language: 'zh-CN', width: 1280 },
  { language: 'en', width: 1280 },
  { language: 'zh-CN', width: 360 },
  { language: 'en', width: 360 },
]

/** A page of its own browser session, and what went wrong in it. */
export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  readonly walk: Walk
  /** Script errors and refusals of the content security policy so far. */
  readonly faults: readonly string[]
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
}

/** A visitor whose browser speaks the language; the machine's zone differs from the user's on purpose. */
export async function visit(browser: Browser, walk: Walk): Promise<Visitor> {
  const height = walk.width === 360 ? 740 : 800
  const context = await browser.newContext({
    locale: walk.language,
    viewport: { width: walk.width, height },
    timezoneId: 'America/Caracas',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const isRefusedRequest = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusedRequest) faults.push(message.text())
  })
  return { page, context, walk, faults }
}

/** Takes back the choice of a language: the user follows his browser again, as the other journeys expect. */
export async function followBrowser({ page }: Visitor): Promise<void> {
  const status = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/v1/me', { method: 'PATCH', headers, body: JSON.stringify({ locale: null }) })
    return answer.status
  })
  if (status !== 200) throw new Error(`The language was not taken back: ${status}`)
}

/** Looks at the screen as it is: nothing serious for axe, nothing wider than the window, no faults; keeps a picture. */
export async function look({ page, walk, faults }: Visitor, name: string): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  )
  await mkdir(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}-${walk.language}-${walk.width}.png`) })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  expect(serious, `axe on ${name}`).toEqual([])
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(excess, `${name} is wider than the window`).toBeLessThanOrEqual(0)
  expect(faults, `faults on ${name}`).toEqual([])
}
