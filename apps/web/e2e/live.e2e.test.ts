import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, WALKS } from './browser.ts'
import { demo, publishField, raiseNotification } from './demo.ts'
import { open, type Stage, setStage, signInOnScreen } from './journey.ts'
import { field, saveButton } from './screen.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

/** What must be on the screen within two seconds of the commit (ms). */
const PROMPTLY = 2000

test.each(WALKS)('the bell rings at $width px in $language, and leads to the record', async (walk) => {
  const visitor = await stage.visit(walk)
  const { page } = visitor
  await signInOnScreen(visitor, stage, demo.manager)
  const bell = page.locator('.shell-tools .icon-button').first()
  const before = (await (await stage.signIn(demo.manager)).notifications.list()).unread
  await expect.poll(async () => unread(await bell.getAttribute('aria-label'))).toBe(before)
  await raiseNotification(stage.signIn)
  await expect.poll(async () => unread(await bell.getAttribute('aria-label')), { timeout: PROMPTLY }).toBe(before + 1)
  await bell.click()
  await page.locator('.notification').first().waitFor()
  await look(visitor, 'bell')
  await page.locator('.notification[data-unread] a').first().click()
  await page.locator('.record').waitFor()
  await expect.poll(async () => unread(await bell.getAttribute('aria-label'))).toBe(before)
  await visitor.context.close()
})

test('a form that is open while its model changes says so, and keeps what was typed', async () => {
  const visitor = await stage.visit({ language: 'zh-CN', width: 1280 })
  const { page } = visitor
  await signInOnScreen(visitor, stage, demo.rep)
  await open(page, stage, `/o/${demo.object}/new`)
  await page.locator('.hz-form').waitFor()
  await field(page, demo.fields.title).locator('input').fill('正在填写')
  const added = await publishField(stage.signIn)
  const banner = page.locator('.model-banner .ant-alert')
  await banner.waitFor({ timeout: PROMPTLY })
  await look(visitor, 'model-changed')
  await banner.locator('button').click()
  // The new field stands on a tab of its own; arrow keys lead there, and nothing typed is lost on the way.
  await page.locator('[role=tab]').first().focus()
  await page.keyboard.press('ArrowRight')
  await field(page, added).locator('input').fill('正在填写')
  await look(visitor, 'model-reloaded')
  await page.locator('[role=tab]').first().click()
  expect(await field(page, demo.fields.title).locator('input').inputValue()).toBe('正在填写')
  expect(await banner.count()).toBe(0)
  // What is wrong on another tab is shown there.
  await page.locator('[role=tab]').last().click()
  await saveButton(page).click()
  await page.locator('.hz-error').first().waitFor()
  expect(await page.locator('[role=tab]').first().getAttribute('aria-selected')).toBe('true')
  await visitor.context.close()
})

function unread(label: string | null): number {
  return Number(/\d+/.exec(label ?? '')?.[0] ?? 0)
}
