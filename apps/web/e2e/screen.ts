import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** The frame of a field on a form or record page. */
export function field(page: Page, name: string): Locator {
  return page.locator(`[data-field="${name}"]`)
}

/** Chooses an entry of a picklist or lookup as people with a keyboard do: types a part of it, and takes the first match. */
export async function choose(page: Page, name: string, text: string): Promise<void> {
  const input = field(page, name).locator('input')
  await input.click()
  await input.fill(text)
  // The list of a field left before may still be fading.
  const list = page.locator(`[id="${await input.getAttribute('aria-controls')}"]`)
  const options = page.locator('.ant-select-dropdown', { has: list }).locator('.ant-select-item-option')
  await options.filter({ hasText: text }).first().waitFor()
  await input.press('Enter')
  await expect.poll(() => field(page, name).textContent()).toContain(text)
}

/** The button that saves the open form. */
export function saveButton(page: Page): Locator {
  return page.locator('.form-foot button[type=submit]')
}
