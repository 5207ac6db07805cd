import { type Decimal, decimal, formatDecimal, type Locale, parseDecimal } from '@huozi/core'

const UNITS = [
  { seconds: 86_400, unit: { 'zh-CN': '天', en: ' d' } },
  { seconds: 3_600, unit: { 'zh-CN': '小时', en: ' h' } },
  { seconds: 60, unit: { 'zh-CN': '分钟', en: ' min' } },
] as const
const SECOND = { 'zh-CN': '秒', en: ' s' }

/** A length of time in the largest units it fills: `1 h 30 min`. The value is seconds as a decimal. */
export function formatDuration(value: string | number, locale: Locale): string {
  const seconds = parseDecimal(String(value))
  if (seconds === null) return String(value)
  const sign = seconds.lt(0) ? '−' : ''
  const parts: string[] = []
  let left: Decimal = seconds.abs()
  for (const { seconds: size, unit } of UNITS) {
    const count = left.div(size).round(0, 0)
    if (count.gt(0)) parts.push(formatDecimal(count) + unit[locale])
    left = left.minus(count.times(size))
  }
  if (left.gt(0) || parts.length === 0) parts.push(formatDecimal(left.plus(decimal(0))) + SECOND[locale])
  return sign + parts.join(locale === 'zh-CN' ? '' : ' ')
}
