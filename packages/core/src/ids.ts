/** UUID version 7 (RFC 9562 §5.7): time-ordered, so that new rows land at the end of the index. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(now / 0x10000))
  view.setUint16(4, now % 0x10000)
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70)
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * A source of ids that come in the order they are asked for, also within one millisecond: the 12 bits after the time count up
 * (RFC 9562 §6.2, method 1), and borrow from the next millisecond when they run out.
 */
export function orderedIds(): (now?: number) => string {
  let [last, count] = [0, 0]
  return (now = Date.now()) => {
    count = now > last ? 0 : count + 1
    last = Math.max(now, last) + (count > 0xfff ? 1 : 0)
    count %= 0x1000
    const id = newId(last)
    return `${id.slice(0, 15)}${count.toString(16).padStart(3, '0')}${id.slice(18)}`
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for a lower-case UUID of any version. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}
