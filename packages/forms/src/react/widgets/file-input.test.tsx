import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { FieldValue } from '../display/field-value.tsx'
import { formatBytes } from '../display/file-link.tsx'
import { requestValue } from '../store/changes.ts'
import { FileWidget } from './file-widget.tsx'
import { ImageWidget } from './image-widget.tsx'
import { widgetProps } from './widget-props.fixture.ts'

const value = { id: '1', name: 'a<b.pdf', size: 26_214_400, type: 'application/pdf' }
const files = { upload: async () => value, url: (id: string) => `/files/${id}` }

test('shows the file it holds, and the input its label leads to', () => {
  const props = widgetProps({ name: 'page', widget: 'file' }, { value })
  const html = renderToStaticMarkup(<FileWidget {...props} context={{ ...props.context, files }} />)
  expect(html).toContain('href="/files/1"')
  expect(html).toContain('a&lt;b.pdf')
  expect(html).toContain('26.2 MB')
  expect(html).toMatch(/<input[^>]*id="it"[^>]*type="file"|<input[^>]*type="file"[^>]*id="it"/)
})

test('a picture is shown itself, and asks for pictures only', () => {
  const props = widgetProps({ name: 'cover', widget: 'image' }, { value: { ...value, type: 'image/png' } })
  const html = renderToStaticMarkup(<ImageWidget {...props} context={{ ...props.context, files }} />)
  expect(html).toContain('<img')
  expect(html).toContain('accept="image/png,')
})

test('only the id of a file is sent, and without addresses only its name is shown', () => {
  expect(requestValue(value)).toBe('1')
  const environment = { locale: 'en', zone: 'UTC' } as const
  const html = renderToStaticMarkup(<FieldValue field={{ widget: 'image' }} value={value} environment={environment} />)
  expect(html).not.toContain('href')
  expect(html).toContain('a&lt;b.pdf')
})

test('says sizes in the largest unit they fill', () => {
  expect([0, 999, 1500, 123_456_789].map(formatBytes)).toEqual(['0 B', '999 B', '1.5 kB', '123 MB'])
})
