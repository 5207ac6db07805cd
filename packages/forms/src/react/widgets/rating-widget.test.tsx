import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { RatingWidget } from './rating-widget.tsx'
import { widgetProps } from './widget-props.fixture.ts'

test('draws every mark and says the removed one as blank', () => {
  const onChange = vi.fn()
  const props = widgetProps({ name: 'mark', widget: 'rating', max: '7' }, { value: 3, onChange })
  const rate = (RatingWidget(props) as ReactElement<{ count: number; value: number; onChange(mark: number): void }>)
    .props
  expect([rate.count, rate.value]).toEqual([7, 3])
  rate.onChange(4)
  rate.onChange(0)
  expect(onChange.mock.calls).toEqual([[4], [null]])
})
