import { afterAll, beforeAll, expect, test } from 'vitest'
import { followBrowser, look, WALKS } from './browser.ts'
import { demo } from './demo.ts'
import { type Stage, setStage, signInOnScreen } from './journey.ts'

let stage: Stage
beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())

test.each(WALKS)(
  'signing in at $width px in $language: a wrong password is refused in words, the right one leads in',
  async (walk) => {
    const visitor = await stage.visit(walk)
    const { page } = visitor
    await page.goto(stage.url)
    await page.locator('#tenant').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(walk.language)
    await look(visitor, 'sign-in')
    await page.locator('#tenant').fill(demo.tenant)
    await page.locator('#email').fill(demo.rep)
    await page.locator('#password').fill('wrong')
    await page.keyboard.press('Enter')
    const refusal = page.locator('.ant-alert')
    await refusal.waitFor()
    expect(await refusal.textContent()).toContain(walk.language === 'en' ? 'wrong' : '不正确')
    await look(visitor, 'sign-in-refused')
    await page.locator('#password').fill(demo.password)
    await page.keyboard.press('Enter')
    await page.locator('.shell').waitFor()
    await visitor.context.close()
  },
)

test('a link into the app asks to sign in first and then leads there', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const { page } = visitor
  const path = `/o/${demo.object}?sort=-${demo.fields.amount}`
  await page.goto(`${stage.url}${path}`)
  await page.locator('#tenant').fill(demo.tenant)
  await page.locator('#email').fill(demo.rep)
  await page.locator('#password').fill(demo.password)
  await page.keyboard.press('Enter')
  await page.locator('.list-table').waitFor()
  expect(page.url()).toContain(path)
  await visitor.context.close()
})

test('the language can be switched, stays switched and follows the user to another device', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const { page } = visitor
  await signInOnScreen(visitor, stage, demo.rep)
  await page.locator('.list-table').waitFor()
  const english = await page.locator('h1').textContent()
  await page.locator('.shell-bar .language-switch button[lang="zh-CN"]').click()
  await expect.poll(() => page.locator('h1').textContent()).not.toBe(english)
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  await page.reload()
  await page.locator('.list-table').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  const elsewhere = await stage.visit({ language: 'en', width: 1280 })
  await signInOnScreen(elsewhere, stage, demo.rep)
  await expect.poll(() => elsewhere.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  await followBrowser(elsewhere)
  await elsewhere.context.close()
  await visitor.context.close()
})

test('after signing out nothing is left to see', async () => {
  const visitor = await stage.visit({ language: 'en', width: 1280 })
  const { page } = visitor
  await signInOnScreen(visitor, stage, demo.rep)
  await page.locator('.avatar').click()
  await page.locator('.ant-dropdown-menu-item').last().click()
  await page.locator('#tenant').waitFor()
  await page.goto(`${stage.url}/o/${demo.object}`)
  await page.locator('#tenant').waitFor()
  expect(await page.locator('.shell').count()).toBe(0)
  await visitor.context.close()
})
