import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, WALKS } from './browser.ts'
import { createRecord, demo, publishWarning } from './demo.ts'
import { open, type Stage, setStage, signInOnScreen } from './journey.ts'
import { field, saveButton } from './screen.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
  await publishWarning(stage.signIn)
})
afterAll(() => stage.close())

test.each(WALKS)('at $width px in $language a warning is read, answered with a reason and saved', async (walk) => {
  const visitor = await stage.visit(walk)
  const { page } = visitor
  const rep = await stage.signIn(demo.rep)
  const { id } = await createRecord(rep, `大额 ${walk.language} ${walk.width}`)
  await signInOnScreen(visitor, stage, demo.rep)
  await open(page, stage, `/o/${demo.object}/${id}/edit`)
  await field(page, demo.fields.amount).locator('input').fill('1000000')
  await saveButton(page).click()
  const dialog = page.locator('.ant-modal')
  await dialog.locator('textarea').waitFor()
  expect(await dialog.locator('.confirm-warnings').textContent()).toBe(
    walk.language === 'en' ? 'An unusually large amount' : '金额异常大',
  )
  const save = dialog.locator('.ant-btn-primary')
  expect(await save.isDisabled()).toBe(true)
  await look(visitor, 'confirm')
  expect((await rep.records.get(demo.object, id))[demo.fields.amount]).toBe('1000')
  await dialog.locator('textarea').fill('框架合同')
  await save.click()
  await page.locator('.record').waitFor()
  expect((await rep.records.get(demo.object, id))[demo.fields.amount]).toBe('1000000')
  const { entries } = await rep.records.history(demo.object, id)
  expect(entries[0]?.overridden).toEqual([{ rule: 'x_large', reason: '框架合同' }])
  await page.locator('.history-open').click()
  await page.locator('.history-overridden').waitFor()
  expect(await page.locator('.history-overridden').textContent()).toContain('框架合同')
  await look(visitor, 'confirm-history')
  await visitor.context.close()
})
