import type { RJSFSchema } from '@rjsf/utils'
import type { FormDefinition } from '../../form-definition.ts'

/** The schema rjsf walks: every field of the form as an opaque leaf, since values and rules live in the store. */
export function renderSchema({ fields }: FormDefinition): RJSFSchema {
  return { type: 'object', properties: Object.fromEntries(Object.keys(fields).map((name) => [name, {}])) }
}
