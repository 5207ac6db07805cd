import type { JsonObject } from '@huozi/core'
import type { ObjectModel } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { type Description, wordsOf } from '../describe/description.ts'
import { isKnown } from '../record/target.ts'
import { filePaths, fileSchemas } from './file-paths.ts'
import { mePaths, meSchemas } from './me-paths.ts'
import { recordPaths } from './record-paths.ts'
import { recordSchemas } from './record-schemas.ts'
import { setSchemas } from './set-schemas.ts'
import { sharedParameters, sharedResponses, sharedSchemas } from './shared-parts.ts'

/** OpenAPI 3.1 document of the caller's own route, files and the record routes of his tenant: of the objects and fields he may see, and no others. */
export async function describeApi(deps: RuntimeDeps, ctx: RequestContext): Promise<JsonObject> {
  const view = await deps.views.current(ctx)
  const objects = [...view.model.objects.values()].filter((object) => isKnown(view, object))
  return buildApi(objects, { ctx, view })
}

function buildApi(objects: readonly ObjectModel[], description: Description): JsonObject {
  const { ctx, view } = description
  return {
    openapi: '3.1.0',
    info: { title: ctx.tenant.label, version: String(view.model.version) },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    tags: objects.map(({ name, document }) => ({ name, description: wordsOf(description, document.plural, name) })),
    paths: { ...mePaths, ...filePaths, ...merged(objects.map((object) => recordPaths(object, description))) },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...sharedSchemas,
        ...setSchemas,
        ...meSchemas,
        ...fileSchemas,
        ...merged(objects.map((object) => recordSchemas(object, description))),
      },
      parameters: sharedParameters,
      responses: sharedResponses,
    },
  }
}

function merged(parts: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
}
