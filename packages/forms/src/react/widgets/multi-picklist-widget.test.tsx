import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { MultiPicklistWidget } from './multi-picklist-widget.tsx'
import type { WidgetProps } from './widget.ts'
import { widgetProps } from './widget-props.fixture.ts'

const choices = ['b', 'a', 'old'].map((code) => ({ code, label: code, color: null, active: code !== 'old' }))

interface SelectProps {
  readonly value: readonly string[]
  readonly options: readonly { readonly value: string }[]
  onChange(codes: readonly string[]): void
}

/** The props of the select the widget renders: it has no state of its own, so calling it is rendering it. */
function render(props: Partial<WidgetProps>): SelectProps {
  const field = { name: 'tags', widget: 'multiPicklist', choices }
  return (MultiPicklistWidget(widgetProps(field, props)) as ReactElement<SelectProps>).props
}

test('offers a retired choice only while it is among the values', () => {
  const offered = (value: WidgetProps['value']) => render({ value }).options.map((option) => option.value)
  expect(offered(null)).toEqual(['b', 'a'])
  expect(offered(['old'])).toEqual(['b', 'a', 'old'])
})

test('says choices in the order of their list, and none as blank', () => {
  const onChange = vi.fn()
  const select = render({ value: ['a'], onChange })
  select.onChange(['a', 'b'])
  select.onChange([])
  expect(onChange.mock.calls).toEqual([[['b', 'a']], [null]])
})
