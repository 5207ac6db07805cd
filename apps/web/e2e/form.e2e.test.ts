import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followBrowser, look, type Visitor, WALKS } from './browser.ts'
import { createRecord, demo, provokeRefusal } from './demo.ts'
import { open, type Stage, setStage, signInOnScreen } from './journey.ts'
import { choose, field, saveButton } from './screen.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

const DESK = { language: 'en', width: 1280 } as const

async function openNew(visitor: Visitor): Promise<Page> {
  await signInOnScreen(visitor, stage, demo.rep)
  await open(visitor.page, stage, `/o/${demo.object}/new`)
  await visitor.page.locator('.hz-form').waitFor()
  return visitor.page
}

/** Opens a record made for the test in the form. */
async function openEdit(visitor: Visitor, title: string, who: string = demo.rep): Promise<{ page: Page; id: string }> {
  const { id } = await createRecord(await stage.signIn(demo.rep), title)
  await signInOnScreen(visitor, stage, who)
  await open(visitor.page, stage, `/o/${demo.object}/${id}/edit`)
  await visitor.page.locator('.hz-form').waitFor()
  return { page: visitor.page, id }
}

test.each(WALKS)('a record from the first field to its page, at $width px in $language', async (walk) => {
  const visitor = await stage.visit(walk)
  const { fields } = demo
  const page = await openNew(visitor)
  await look(visitor, 'form-new')

  // A live formula follows what is typed.
  await field(page, fields.amount).locator('input').fill('1000.50')
  await expect.poll(() => field(page, fields.formula).locator('output').textContent()).toBe('¥100.05')

  // A field appears in one stage only, and is required there.
  expect(await field(page, fields.reason).count()).toBe(0)
  await choose(page, fields.stage, demo.lostStage[walk.language])
  await field(page, fields.reason).waitFor()
  await saveButton(page).click()
  await field(page, fields.reason).locator('.hz-error').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
  await look(visitor, 'form-errors')

  // Errors go while one types.
  const title = `${demo.titlePart} ${walk.language} ${walk.width}`
  await field(page, fields.title).locator('input').fill(title)
  expect(await field(page, fields.title).locator('.hz-error').count()).toBe(0)
  await choose(page, fields.reference, demo.referenceText)
  await choose(page, fields.reason, demo.reason[walk.language])
  const date = field(page, fields.date).locator('input')
  await date.fill('2030-12-31')
  await date.press('Enter')
  await saveButton(page).click()
  await page.locator('.record').waitFor()
  expect(await page.locator('h1').textContent()).toBe(title)
  await look(visitor, 'record')
  await visitor.context.close()
})

test('a decimal of sixteen digits survives typing, saving and showing', async () => {
  const visitor = await stage.visit(DESK)
  const { fields, object } = demo
  const { page, id } = await openEdit(visitor, 'Exact')
  await field(page, fields.amount).locator('input').fill('99999999999999.99')
  await saveButton(page).click()
  await page.locator('.record').waitFor()
  expect(await field(page, fields.amount).textContent()).toContain('99,999,999,999,999.99')
  const client = await stage.signIn(demo.rep)
  expect((await client.records.get(object, id))[fields.amount]).toBe('99999999999999.99')
  await visitor.context.close()
})

test('what the server refuses stands beside its field until it is edited', async () => {
  const visitor = await stage.visit(DESK)
  const { page } = await openEdit(visitor, 'Refused')
  await provokeRefusal(page, stage.signIn)
  await saveButton(page).click()
  const reference = field(page, demo.fields.reference)
  const error = reference.locator('.hz-error')
  await error.waitFor()
  const described = await reference.locator('input').getAttribute('aria-describedby')
  expect(described).toBe(await error.getAttribute('id'))
  await page.locator('.error-summary').waitFor()
  await look(visitor, 'form-refused')
  await choose(page, demo.fields.reference, demo.referenceText)
  await expect.poll(() => error.count()).toBe(0)
  await saveButton(page).click()
  await page.locator('.record').waitFor()
  await visitor.context.close()
})

test('someone else saved first: the dialog shows both values, and overwriting is a decision', async () => {
  const visitor = await stage.visit(DESK)
  const { fields, object, rep } = demo
  const { page, id } = await openEdit(visitor, 'Conflict')
  await field(page, fields.title).locator('input').fill('Mine')
  const other = await stage.signIn(rep)
  const { version } = await other.records.get(object, id)
  await other.records.patch(object, id, {
    values: { [fields.title]: 'Theirs', [fields.amount]: '42' },
    ifMatch: version,
  })
  await saveButton(page).click()
  const dialog = page.locator('.ant-modal')
  await dialog.waitFor()
  const shown = await dialog.textContent()
  expect(shown).toContain('Theirs')
  expect(shown).toContain('Mine')
  await look(visitor, 'conflict')
  await dialog.locator('.ant-btn-primary').click()
  await page.locator('.record').waitFor()
  const saved = await other.records.get(object, id)
  expect([saved[fields.title], saved[fields.amount]]).toEqual(['Mine', '42'])
  await visitor.context.close()
})

test('taking theirs keeps what only this user changed', async () => {
  const visitor = await stage.visit(DESK)
  const { fields, object, rep } = demo
  const { page, id } = await openEdit(visitor, 'Merge')
  await field(page, fields.title).locator('input').fill('Mine')
  await field(page, fields.amount).locator('input').fill('77')
  const other = await stage.signIn(rep)
  const { version } = await other.records.get(object, id)
  await other.records.patch(object, id, { values: { [fields.title]: 'Theirs' }, ifMatch: version })
  await saveButton(page).click()
  await page.locator('.ant-modal .dialog-buttons button').nth(1).click()
  await expect.poll(() => field(page, fields.title).locator('input').inputValue()).toBe('Theirs')
  expect(await field(page, fields.amount).locator('input').inputValue()).toBe('77.00')
  await saveButton(page).click()
  await page.locator('.record').waitFor()
  await visitor.context.close()
})

test('typed values are not lost by leaving', async () => {
  const visitor = await stage.visit(DESK)
  const { fields } = demo
  const page = await openNew(visitor)
  await field(page, fields.title).locator('input').fill('Not saved')
  await page.locator('.shell-side .navigation-link').first().click()
  const dialog = page.locator('.ant-modal')
  await dialog.waitFor()
  await look(visitor, 'leave')
  await dialog.locator('.ant-btn-primary').click()
  expect(await field(page, fields.title).locator('input').inputValue()).toBe('Not saved')
  await page.locator('.shell-side .navigation-link').first().click()
  await dialog.locator('.ant-btn-dangerous').click()
  await page.locator('.list-table').waitFor()
  await visitor.context.close()
})

test('switching the language of an open form keeps what was typed', async () => {
  const visitor = await stage.visit(DESK)
  const { page } = await openEdit(visitor, 'Language')
  const label = field(page, demo.fields.amount).locator('label')
  const english = await label.textContent()
  await field(page, demo.fields.title).locator('input').fill('Typed before')
  await page.locator('.shell-bar .language-switch button[lang="zh-CN"]').click()
  await expect.poll(() => label.textContent()).not.toBe(english)
  expect(await field(page, demo.fields.title).locator('input').inputValue()).toBe('Typed before')
  await followBrowser(visitor)
  await visitor.context.close()
})

test('a session that ends while a form is open loses nothing that was typed', async () => {
  const visitor = await stage.visit(DESK)
  const { page } = await openEdit(visitor, 'Session')
  const input = field(page, demo.fields.title).locator('input')
  await input.fill('Typed before')
  const cookies = await visitor.context.cookies()
  await visitor.context.clearCookies()
  await saveButton(page).click()
  await page.locator('.ant-modal .ant-btn-primary').click()
  expect(await input.inputValue()).toBe('Typed before')
  // Signed in again in another tab.
  await visitor.context.addCookies(cookies)
  await saveButton(page).click()
  await page.locator('.record').waitFor()
  expect(await page.locator('h1').textContent()).toBe('Typed before')
  await visitor.context.close()
})

test('a record is deleted only after asking', async () => {
  const visitor = await stage.visit(DESK)
  const { page, id } = await openEdit(visitor, 'To be deleted', demo.manager)
  await open(page, stage, `/o/${demo.object}/${id}`)
  await page.locator('.page-actions .ant-btn-dangerous').click()
  await page.locator('.ant-modal').waitFor()
  await look(visitor, 'delete')
  await page.locator('.ant-modal .ant-btn-dangerous').click()
  await page.locator('.list-table').waitFor()
  await open(page, stage, `/o/${demo.object}/${id}`)
  await page.locator('.state-title').waitFor()
  await visitor.context.close()
})
