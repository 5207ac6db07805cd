/** One event of a `text/event-stream`. */
export interface StreamedEvent {
  readonly type: string
  readonly id: string | null
  readonly data: string
}

/**
 * Parses `text/event-stream` chunk by chunk (WHATWG HTML §9.2.6). A chunk may end anywhere, also inside a line.
 * Comments are skipped.
 */
export function eventStreamParser(): (chunk: string) => StreamedEvent[] {
  let rest = ''
  let block: string[] = []
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    const events: StreamedEvent[] = []
    for (const line of lines) {
      if (line !== '') block.push(line)
      else {
        const event = parseBlock(block)
        if (event) events.push(event)
        block = []
      }
    }
    return events
  }
}

function parseBlock(lines: readonly string[]): StreamedEvent | null {
  const fields = lines.map(parseLine)
  const data = fields.filter(({ name }) => name === 'data').map(({ value }) => value)
  if (data.length === 0) return null
  const last = (wanted: string) => fields.findLast(({ name }) => name === wanted)?.value
  return { type: last('event') ?? 'message', id: last('id') ?? null, data: data.join('\n') }
}

function parseLine(line: string): { name: string; value: string } {
  const colon = line.indexOf(':')
  if (colon < 0) return { name: line, value: '' }
  const value = line.slice(colon + 1)
  return { name: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value }
}
