import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { environment, loanForm } from '../store/library-form.fixture.ts'
import { TextWidget } from './text-widget.tsx'
import type { WidgetProps } from './widget.ts'

/** The props of the input the widget renders: it has no state of its own, so calling it is rendering it. */
function render(props: Partial<WidgetProps>) {
  const field = loanForm.fields.book
  if (!field) throw new Error('The fixture has lost its book.')
  const all: WidgetProps = {
    field,
    value: null,
    onChange: () => {},
    onBlur: () => {},
    invalid: false,
    aria: { id: 'book', 'aria-describedby': 'book-help', 'aria-invalid': false, 'aria-required': true },
    context: { environment, findCandidates: async () => [] },
    ...props,
  }
  return (TextWidget(all) as ReactElement<{ [prop: string]: unknown; onChange(event: object): void }>).props
}

test('shows blank as empty text, and ties the input to its label and description', () => {
  expect(render({ value: null })).toMatchObject({
    value: '',
    id: 'book',
    'aria-describedby': 'book-help',
    'aria-required': true,
  })
  expect(render({ value: '活字', invalid: true })).toMatchObject({ value: '活字', status: 'error' })
})

test('says what is typed, and that cleared text is blank', () => {
  const onChange = vi.fn()
  const { onChange: type } = render({ onChange })
  type({ target: { value: 'a' } })
  type({ target: { value: '' } })
  expect(onChange.mock.calls).toEqual([['a'], [null]])
})
