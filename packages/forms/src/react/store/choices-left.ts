import type { Json } from '@huozi/core'
import type { FormDefinition, FormField } from '../../form-definition.ts'

const NONE: readonly string[] = Object.freeze([])

/**
 * The codes a field's choices are narrowed to by the value of the field they depend on; null when they depend on nothing.
 */
export function choicesLeft({ dependsOn }: FormField, read: (field: string) => Json): readonly string[] | null {
  if (dependsOn === undefined) return null
  const { map } = dependsOn
  const left = (code: Json) => (typeof code === 'string' && Object.hasOwn(map, code) ? (map[code] ?? NONE) : NONE)
  const controlling = read(dependsOn.field)
  if (!Array.isArray(controlling)) return left(controlling)
  return controlling.length === 1 ? left(controlling[0] as Json) : [...new Set(controlling.flatMap(left))]
}

/** What remains of a value when only some codes are left: the same value when all of it does. */
export function remaining(value: Json, left: readonly string[]): Json {
  if (typeof value === 'string') return left.includes(value) ? value : null
  if (!Array.isArray(value)) return value
  const kept = value.filter((code) => left.includes(code as string))
  if (kept.length === value.length) return value
  return kept.length === 0 ? null : kept
}

/** Fields whose choices depend on others, each after what it depends on. */
export function dependentFields({ fields }: FormDefinition): readonly FormField[] {
  const depth = (field: FormField | undefined): number =>
    field?.dependsOn === undefined ? 0 : 1 + depth(fields[field.dependsOn.field])
  return Object.values(fields)
    .filter(({ dependsOn }) => dependsOn !== undefined)
    .sort((a, b) => depth(a) - depth(b))
}
