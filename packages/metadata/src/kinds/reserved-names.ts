import { LANGUAGE_WORDS } from '@huozi/expression'
import { systemFields } from '../model/system-fields.ts'

/** The platform's own separator: `o_x__2`, `f_x__fold`, `amount__base`. */
const SEPARATOR = '__'

/** What no author may call anything: the platform's own names, and what every JavaScript object already has. */
export function isReservedName(name: string): boolean {
  return name.includes(SEPARATOR) || name === 'constructor'
}

/** Words a field cannot be called besides: expressions and system fields use them. */
const RESERVED_FIELDS: ReadonlySet<string> = new Set([
  ...systemFields.map(({ name }) => name),
  'currency',
  ...LANGUAGE_WORDS,
])

/** True for names of system fields, also of those an object may not have yet, and for words of the expression language. */
export function isReservedFieldName(name: string): boolean {
  return RESERVED_FIELDS.has(name)
}
