import * as access from './areas/access.ts'
import * as auth from './areas/auth.ts'
import * as automation from './areas/automation.ts'
import * as expression from './areas/expression.ts'
import * as file from './areas/file.ts'
import * as http from './areas/http.ts'
import * as metadata from './areas/metadata.ts'
import * as publish from './areas/publish.ts'
import * as query from './areas/query.ts'
import * as record from './areas/record.ts'
import * as start from './areas/start.ts'
import * as tenant from './areas/tenant.ts'
import type { ErrorDefinition, ErrorHead } from './define-error.ts'

/** A refusal as documentation shows it: the message rendered with its example parameters. */
export interface CatalogueEntry extends ErrorHead {
  readonly example: ErrorHead['title']
}

/** Every refusal of the platform by area; the source of `docs/errors.md`. Codes are never reused. */
export const catalogue: Readonly<Record<string, readonly CatalogueEntry[]>> = Object.freeze({
  access: entries(access),
  auth: entries(auth),
  automation: entries(automation),
  expression: entries(expression),
  file: entries(file),
  http: entries(http),
  metadata: entries(metadata),
  publish: entries(publish),
  query: entries(query),
  record: entries(record),
  start: entries(start),
  tenant: entries(tenant),
})

function entries(area: object): CatalogueEntry[] {
  const definitions = Object.values(area) as ErrorDefinition<object>[]
  return definitions.map(({ code, status, title, message, example }) => ({
    code,
    status,
    title,
    example: { en: message.en(example), 'zh-CN': message['zh-CN'](example) },
  }))
}
