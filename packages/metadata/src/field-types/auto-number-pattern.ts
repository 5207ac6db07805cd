/** Dates parts `{yyyy} {yy} {mm} {dd}` and exactly one counter `{0}` … `{0000000000}` between plain characters. */
const TOKEN = /\{(yyyy|yy|mm|dd|0{1,10})\}/g

/** What JSON Schema can say of a pattern: the shape of its parts; `hasOneCounter` says the rest. */
export const AUTO_NUMBER_PATTERN = '^([^{}\\p{C}]|\\{(yyyy|yy|mm|dd|0{1,10})\\}){1,60}$'

/** True when the pattern has exactly one counter: with none, or two, numbers would repeat or be unreadable. */
export function hasOneCounter(pattern: string): boolean {
  return pattern.match(/\{0+\}/g)?.length === 1
}

/**
 * The series a number of this day belongs to: the pattern with its date parts filled in. Each series counts from 1,
 * so `{yyyy}{mm}` starts anew every month. `day` is `YYYY-MM-DD`.
 */
export function autoNumberSeries(pattern: string, day: string): string {
  return pattern.replace(TOKEN, (token, name: string) => datePart(name, day) ?? token)
}

/** The number itself: its series with the counter filled in, padded with zeros, longer when the counter has outgrown its places. */
export function formatAutoNumber(pattern: string, day: string, counter: number): string {
  return autoNumberSeries(pattern, day).replace(TOKEN, (_token, zeros: string) =>
    String(counter).padStart(zeros.length, '0'),
  )
}

function datePart(name: string, day: string): string | undefined {
  const [year = '', month, date] = day.split('-')
  const parts = new Map([
    ['yyyy', year],
    ['yy', year.slice(-2)],
    ['mm', month],
    ['dd', date],
  ])
  return parts.get(name)
}
