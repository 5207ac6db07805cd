import { app } from './app.ts'
import { calendar } from './calendar.ts'
import { dataset } from './dataset.ts'
import { flow } from './flow.ts'
import type { KindDefinition } from './kind-definition.ts'
import { layout } from './layout.ts'
import { listView } from './list-view.ts'
import { object } from './object.ts'
import { optionSet } from './option-set.ts'
import { packageKind } from './package.ts'
import { role } from './role.ts'

const definitions: readonly KindDefinition[] = [
  packageKind,
  optionSet,
  calendar,
  object,
  layout,
  listView,
  app,
  role,
  flow,
  dataset,
]

/** Every kind of document by name. A new one is one file and one line here. */
export const kinds: ReadonlyMap<string, KindDefinition> = new Map(definitions.map((kind) => [kind.name, kind]))
