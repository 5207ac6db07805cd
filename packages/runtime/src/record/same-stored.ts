import { canonicalJson } from '@huozi/core'
import type { StoredValue } from '@huozi/metadata'

/** True when two stored values of a field are the same; what is missing is blank. */
export function isSameStored(a: StoredValue | undefined, b: StoredValue | undefined): boolean {
  const [one, other] = [a ?? null, b ?? null]
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  return one === other || canonicalJson(one) === canonicalJson(other)
}
