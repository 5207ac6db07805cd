import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { FormStore } from '../store/form-state.ts'
import { openLoan } from '../store/library-form.fixture.ts'
import { GeneratedForm } from './generated-form.tsx'

const render = (store: FormStore) =>
  renderToStaticMarkup(<GeneratedForm store={store} id="loan" search={async () => []} onSubmit={() => {}} />)

/** Names of the fields in the markup, in order. */
const fieldsIn = (markup: string) => [...markup.matchAll(/data-field="(\w+)"/g)].map(([, name]) => name)

test('lays the fields out as the definition says, and leaves hidden ones out of the page', () => {
  const store = openLoan()
  expect(fieldsIn(render(store))).not.toContain('lost_reason')
  store.set('status', 'lost')
  expect(fieldsIn(render(store)).slice(-3)).toEqual(['due', 'renewals', 'lost_reason'])
})

test('every label belongs to an element, and what is wrong describes it', () => {
  const store = openLoan()
  store.validate()
  const markup = render(store)
  const labels = [...markup.matchAll(/<label[^>]* for="([^"]+)"/g)].map(([, id]) => id)
  expect(labels.length).toBeGreaterThan(8)
  for (const id of labels) expect(markup, id).toContain(` id="${id}"`)
  const book = /<input[^>]*aria-describedby="([^"]+)"[^>]*aria-invalid="true"/.exec(markup)
  expect(markup).toContain(`id="${book?.[1]}">This field is required.`)
})

test('what cannot be written is shown, not offered', () => {
  const markup = render(openLoan({ id: '1', version: 1, fee: '12.5', status: 'out' }))
  expect(markup).toMatch(/data-field="fee".*?<output[^>]*>.*?12\.50.*?<\/output>/s)
})

test('a tab shows its own fields only, and says how many of them are wrong', () => {
  const store = openLoan()
  store.validate()
  const markup = render(store)
  expect(markup.match(/role="tab"/g)).toHaveLength(2)
  expect(fieldsIn(markup)).not.toContain('note')
  expect(markup).toContain('title="1 to correct">1<')
})
