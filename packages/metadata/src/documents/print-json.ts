const WIDTH = 160
const INDENT = '  '

/**
 * JSON as people like to read and compare it: 2 spaces, an object or list on one line when it fits 160 columns, the
 * outermost always over several lines. Property order is kept. Ends with a line feed. Depth is bounded by the check of
 * documents; properties holding `undefined` are left out.
 */
export function printJson(value: unknown): string {
  return `${printed(value, { indent: '', used: 0, isOutermost: true })}\n`
}

interface PrintPlace {
  readonly indent: string
  /** Columns of the line before and after the value. */
  readonly used: number
  readonly isOutermost: boolean
}

function printed(value: unknown, { indent, used, isOutermost }: PrintPlace): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const flat = oneLine(value)
  if (!isOutermost && indent.length + used + columnsOf(flat) <= WIDTH) return flat
  const inner = indent + INDENT
  const lines = Array.isArray(value) ? value.map((item) => line('', item, inner)) : propertyLines(value, inner)
  if (lines.length === 0) return flat
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

function propertyLines(value: object, indent: string): string[] {
  return definedEntries(value).map(([name, item]) => line(`${JSON.stringify(name)}: `, item, indent))
}

/** One item with what stands before it; the comma after it counts to its width. */
function line(prefix: string, item: unknown, indent: string): string {
  return indent + prefix + printed(item, { indent, used: columnsOf(prefix) + 1, isOutermost: false })
}

/** East Asian wide characters take two columns, as editors and formatters count them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu

function columnsOf(text: string): number {
  return Array.from(text).length + (text.match(WIDE)?.length ?? 0)
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  const entries = definedEntries(value).map(([name, item]) => `${JSON.stringify(name)}: ${oneLine(item)}`)
  return `{${entries.join(', ')}}`
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined)
}
