import { expect, test } from 'vitest'
import { eventStreamParser } from './parse-event-stream.ts'

const STREAM = ': hello\n\nevent: model\r\nid: 7\r\ndata: {"version":\r\ndata: 3}\r\n\r\ndata:plain\n\n'
const EVENTS = [
  { type: 'model', id: '7', data: '{"version":\n3}' },
  { type: 'message', id: null, data: 'plain' },
]

test('reads names, ids and data over several lines, and skips comments', () => {
  expect(eventStreamParser()(STREAM)).toEqual(EVENTS)
})

test('gives the same events wherever the chunks are cut', () => {
  for (let size = 1; size < STREAM.length; size++) {
    const parse = eventStreamParser()
    const chunks = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, i) =>
      STREAM.slice(i * size, (i + 1) * size),
    )
    expect(chunks.flatMap(parse), `cut every ${size}`).toEqual(EVENTS)
  }
})

test('keeps an unfinished event back', () => {
  const parse = eventStreamParser()
  expect(parse('data: 1\n')).toEqual([])
  expect(parse('\n')).toEqual([{ type: 'message', id: null, data: '1' }])
})
