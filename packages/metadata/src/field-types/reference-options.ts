import { atomic, type JsonSchema, scalar } from '../json-schema.ts'
import { part, reference } from '../schema/parts.ts'

/** The option that says which records may be referred to, on every path. */
export const referenceCondition: JsonSchema = atomic(
  part('expression', { description: 'Condition candidates must meet; this.x is the referring record.' }),
)

/** Options of the types that point at an object by name. */
export const referenceOptions: { readonly [option: string]: JsonSchema } = {
  object: scalar(reference('object', 'Object the reference points to.')),
  inverse: scalar(part('name', { description: 'Name of the collection on the other side.' })),
  where: referenceCondition,
}
