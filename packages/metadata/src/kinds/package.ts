import type { PackageManifest } from '../documents/package-document.ts'
import { atomic, type JsonSchema, map, scalar } from '../json-schema.ts'
import { part, reference } from '../schema/parts.ts'
import { defineKind } from './kind-definition.ts'

const VERSION_PATTERN = '^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$'
const RANGE_PATTERN = '^(\\^|~|>=)?(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$'

function ranges(description: string): JsonSchema {
  return map({
    type: 'object',
    description,
    propertyNames: part('name'),
    additionalProperties: scalar({ type: 'string', pattern: RANGE_PATTERN }),
    maxProperties: 50,
  })
}

function documentNames(kind: string, description: string): JsonSchema {
  return atomic({ type: 'array', items: reference(kind, ''), maxItems: 100, description })
}

/** `manifest.json`: what a package is and needs. */
export const packageKind = defineKind<PackageManifest>({
  name: 'package',
  description: 'What a package is and needs; the documents are the files beside it.',
  properties: {
    version: scalar({ type: 'string', pattern: VERSION_PATTERN, description: 'Semantic version.' }),
    prefix: scalar({
      type: 'string',
      pattern: '^[a-z][a-z0-9]{1,9}$',
      description: 'Begins the names of everything the package adds.',
    }),
    platform: scalar({ type: 'string', pattern: RANGE_PATTERN, description: 'Versions of the platform it runs on.' }),
    requires: ranges('Packages it cannot do without, each with a version range.'),
    optional: ranges('Packages it knows about, each with a version range.'),
    languages: atomic({
      type: 'array',
      items: { type: 'string', maxLength: 35 },
      maxItems: 50,
      description: 'Languages its texts are complete in.',
    }),
    datasets: documentNames('dataset', 'Records it cannot do without.'),
    samples: documentNames('dataset', 'Records for trying it out.'),
  },
  requiredProperties: ['label', 'version'],
  identity: null,
})
