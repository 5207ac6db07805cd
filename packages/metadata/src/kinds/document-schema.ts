import type { JsonSchema } from '../json-schema.ts'
import { sharedDefinitions } from '../schema/parts.ts'
import { envelopeProperties } from './envelope.ts'
import type { KindDefinition } from './kind-definition.ts'
import { patchProperties } from './patch-schema.ts'

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** The JSON Schema of a whole document of a kind. */
export function documentSchema(kind: KindDefinition): JsonSchema {
  return {
    $schema: DIALECT,
    $id: `urn:huozi:metadata:${kind.name}`,
    title: kind.name,
    description: kind.description,
    type: 'object',
    properties: { ...envelopeProperties(kind.name), ...kind.properties },
    required: ['kind', 'name', ...kind.requiredProperties],
    additionalProperties: false,
    $defs: sharedDefinitions,
  }
}

/** The JSON Schema of a patch: a document with `extends`, in which nothing need be said and `null` unsets. */
export function patchSchema(kind: KindDefinition): JsonSchema {
  const { kind: kindProperty, name, extends: owner, $schema, ...rest } = envelopeProperties(kind.name)
  return {
    $schema: DIALECT,
    $id: `urn:huozi:metadata:${kind.name}-patch`,
    title: `${kind.name} patch`,
    description: `Changes a document of another layer. ${kind.description}`,
    type: 'object',
    properties: {
      ...defined({ $schema, kind: kindProperty, name, extends: owner }),
      ...patchProperties({ ...rest, ...kind.properties }),
    },
    required: ['kind', 'name', 'extends'],
    additionalProperties: false,
    $defs: sharedDefinitions,
  }
}

function defined(properties: { readonly [name: string]: JsonSchema | undefined }): { [name: string]: JsonSchema } {
  return Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, JsonSchema] => !!entry[1]))
}
