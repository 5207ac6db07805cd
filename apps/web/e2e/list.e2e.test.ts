import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, type Visitor, WALKS } from './browser.ts'
import { demo } from './demo.ts'
import { open, type Stage, setStage, signInOnScreen } from './journey.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

async function openList(visitor: Visitor): Promise<Page> {
  await signInOnScreen(visitor, stage, demo.rep)
  await open(visitor.page, stage, `/o/${demo.object}`)
  await visitor.page.locator('.list-table tbody tr, .list-cards li').first().waitFor()
  return visitor.page
}

/** The rows shown are those that were asked for last. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.list-panel')?.getAttribute('aria-busy') === 'false')
}

test.each(WALKS)('the list at $width px in $language, and what it can be narrowed to', async (walk) => {
  const visitor = await stage.visit(walk)
  const page = await openList(visitor)
  await look(visitor, 'list')
  await page.locator('.list-tools button[aria-expanded]').click()
  await page.locator('.filter-line').waitFor()
  await page.locator('.filter-value input').fill(demo.titlePart)
  await look(visitor, 'filter')
  await page.locator('.filter-buttons button').click()
  await page.locator('.filter-text').waitFor()
  expect(await page.locator('.filter-text').textContent()).toBe(`${demo.fields.title} contains '${demo.titlePart}'`)
  await expect
    .poll(async () => {
      const titles = await page.locator('.list-title, .list-card-title').allTextContents()
      return titles.length > 0 && titles.every((title) => title.includes(demo.titlePart))
    })
    .toBe(true)
  await look(visitor, 'list-filtered')
  await visitor.context.close()
})

test('a condition that nothing meets says so, and a wrong expression is explained', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const page = await openList(visitor)
  await open(page, stage, `/o/${demo.object}?where=${encodeURIComponent(`${demo.fields.amount} < 0`)}`)
  await page.locator('.state-title').waitFor()
  await look(visitor, 'list-empty')
  await open(page, stage, `/o/${demo.object}?where=${encodeURIComponent('no_such_field = 1')}`)
  const state = page.locator('.state[role=alert]')
  await state.waitFor()
  expect(await state.textContent()).toContain('no_such_field')
  await look(visitor, 'list-wrong-expression')
  await visitor.context.close()
})

test('sorting by the head of a column goes round: up, down, as it was', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const page = await openList(visitor)
  const head = page.locator('.list-table th[data-figure]:has(button)').first()
  const directions: (string | null)[] = []
  for (let click = 0; click < 3; click++) {
    await head.locator('button').click()
    await settled(page)
    directions.push(await head.getAttribute('aria-sort'))
  }
  expect(directions).toEqual(['ascending', 'descending', null])
  await visitor.context.close()
})

test('pages forward and back, and comes back from a record to the same page', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const page = await openList(visitor)
  const first = page.locator('.list-title').first()
  const [previous, next] = [page.locator('.pager button').first(), page.locator('.pager button').last()]
  const start = await first.textContent()
  expect(await previous.isDisabled()).toBe(true)
  await next.click()
  await expect.poll(() => page.locator('.pager').textContent()).toContain('51–')
  await settled(page)
  const second = await first.textContent()
  await first.click()
  await page.locator('.record').waitFor()
  await page.goBack()
  await expect.poll(() => page.locator('.pager').textContent()).toContain('51–')
  await settled(page)
  expect(await first.textContent()).toBe(second)
  await previous.click()
  await expect.poll(() => page.locator('.pager').textContent()).toContain('1–50')
  await settled(page)
  expect(await first.textContent()).toBe(start)
  await visitor.context.close()
})

test('what is not there, and what one may not see, is said in words', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const page = await openList(visitor)
  for (const path of ['/o/no_such_object', `/o/${demo.object}/01920000-0000-7000-8000-000000000000`, '/nowhere']) {
    await open(page, stage, path)
    await page.locator('.state-title').waitFor()
    expect(await page.locator('.state').textContent(), path).not.toBe('')
  }
  await look(visitor, 'not-found')
  await visitor.context.close()
})
