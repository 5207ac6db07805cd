import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, type Visitor, WALKS } from './browser.ts'
import { createRecord, demo } from './demo.ts'
import { open, type Stage, setStage, signInOnScreen } from './journey.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

/** A deal with a past: its amount was raised, then its name changed. */
async function dealWithPast(name: string): Promise<string> {
  const rep = await stage.signIn(demo.rep)
  const { id, version } = await createRecord(rep, `${name} (旧)`)
  const raised = await rep.records.patch(demo.object, id, { values: { amount: '2500' }, ifMatch: version })
  await rep.records.patch(demo.object, id, { values: { name }, ifMatch: raised.version })
  return id
}

const confirm = ({ page }: Visitor) => page.locator('.ant-modal-confirm-btns .ant-btn-primary').click()
const gone = ({ page }: Visitor) => page.locator('.ant-modal-confirm').waitFor({ state: 'detached' })

test.each(WALKS)('at $width px in $language a version is taken back, and a deleted record comes back', async (walk) => {
  const visitor = await stage.visit(walk)
  const { page } = visitor
  const name = `历史 ${walk.language} ${walk.width}`
  const id = await dealWithPast(name)
  await signInOnScreen(visitor, stage, demo.manager)
  await open(page, stage, `/o/${demo.object}/${id}`)
  await page.locator('.history-open').click()
  await page.locator('.history > li').nth(2).waitFor()
  await look(visitor, 'history')
  expect(await page.locator('.history > li').nth(1).textContent()).toContain('2,500')

  await page.locator('.history > li').nth(2).locator('button').click()
  await page.locator('.ant-modal-confirm-btns').waitFor()
  await look(visitor, 'history-restore')
  await confirm(visitor)
  await expect.poll(() => page.locator('.history > li').count()).toBe(4)
  await gone(visitor)
  await expect.poll(() => page.locator('h1').first().textContent()).toBe(`${name} (旧)`)
  await page.locator('.ant-drawer-close').click()

  const manager = await stage.signIn(demo.manager)
  await manager.records.delete(demo.object, id, '*')
  await open(page, stage, `/o/${demo.object}`)
  await page.locator('.list-bin').click()
  const row = page.locator('.bin-row, .list-cards li').filter({ hasText: name })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/20\d\d-\d\d-\d\d \d\d:\d\d/)
  await look(visitor, 'bin')
  await row.locator('.list-title').click()
  await page.locator('.history > li').nth(4).waitFor()
  expect(await page.locator('.history button').count()).toBe(0)
  await look(visitor, 'bin-history')
  await page.locator('.ant-drawer-close').click()
  await row.locator('.ant-btn').click()
  await page.locator('.ant-modal-confirm-btns').waitFor()
  await confirm(visitor)
  await row.waitFor({ state: 'detached' })
  expect((await manager.records.get(demo.object, id)).name).toBe(`${name} (旧)`)
  await visitor.context.close()
})

test('an empty bin says so', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const { page } = visitor
  await signInOnScreen(visitor, stage, demo.manager)
  await open(page, stage, '/o/crm_account?deleted=true')
  await page.locator('.state-title').waitFor()
  await look(visitor, 'bin-empty')
  await visitor.context.close()
})
