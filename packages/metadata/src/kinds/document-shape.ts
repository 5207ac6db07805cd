import { type ObjectShape, objectShape } from '../schema/shape.ts'
import { envelopeProperties } from './envelope.ts'
import { kinds } from './registry.ts'

/** What layers need to know of the documents of each kind, envelope included. */
const shapes: ReadonlyMap<string, ObjectShape> = new Map(
  Array.from(kinds.values(), (kind) => [
    kind.name,
    objectShape({ ...envelopeProperties(kind.name), ...kind.properties }),
  ]),
)

const NOTHING: ObjectShape = { properties: new Map(), variants: new Map() }

/** The shape of a document; a kind that does not exist has no properties. */
export function documentShape(kind: string): ObjectShape {
  return shapes.get(kind) ?? NOTHING
}
