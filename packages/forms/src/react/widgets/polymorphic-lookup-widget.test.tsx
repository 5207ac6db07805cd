import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { requestValue } from '../store/changes.ts'
import { PolymorphicLookupWidget, withObject } from './polymorphic-lookup-widget.tsx'
import { widgetProps } from './widget-props.fixture.ts'

const references = [
  { object: 'lib_book', label: 'Book' },
  { object: 'lib_member', label: 'Member' },
]

test('shows of which object the record is, and the record', () => {
  const field = { name: 'about', widget: 'polymorphicLookup', references }
  const value = { id: '1', label: 'Li Lei', object: 'lib_member' }
  const html = renderToStaticMarkup(<PolymorphicLookupWidget {...widgetProps(field, { value })} />)
  expect(html).toContain('Member')
  expect(html).toContain('Li Lei')
  expect(html).toContain('id="it"')
})

test('a chosen record says its object, also to the server', () => {
  const chosen = withObject({ id: '1', label: 'Dune', price: '8' }, 'lib_book')
  expect(requestValue(chosen)).toEqual({ id: '1', object: 'lib_book' })
  expect(withObject(null, 'lib_book')).toBeNull()
})
