import type { JsonObject } from '@huozi/core'
import type { Document } from '../documents/document.ts'
import type { ObjectDocument, SystemRole } from '../documents/object-document.ts'
import { fieldTypes } from '../field-types/registry.ts'
import type { CheckContext } from './kind-definition.ts'

/** The effective documents, indexed for the checks that look at several of them. */
export function checkContext(documents: readonly Document[]): CheckContext {
  const byKind = new Map<string, Map<string, Document>>()
  for (const document of documents) {
    const named = byKind.get(document.kind) ?? new Map<string, Document>()
    byKind.set(document.kind, named.set(document.name, document))
  }
  const objects = [...(byKind.get('object')?.values() ?? [])] as ObjectDocument[]
  const system = new Map<SystemRole, string>()
  for (const { systemRole, name } of objects) if (systemRole !== undefined) system.set(systemRole, name)
  const context: CheckContext = {
    find: <D extends Document>(kind: D['kind'], name: string) => byKind.get(kind)?.get(name) as D | undefined,
    names: (kind) => byKind.get(kind)?.keys() ?? [],
    systemObject: (role) => system.get(role),
    collections: (target) => collections.get(target) ?? new Map(),
  }
  const collections = collectionsOf(objects, context)
  return context
}

/** For each object, how many fields of any object name a collection of it, by the collection's name. */
function collectionsOf(
  objects: readonly ObjectDocument[],
  context: Pick<CheckContext, 'systemObject'>,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const byTarget = new Map<string, Map<string, number>>()
  for (const field of objects.flatMap(({ fields }) => fields)) {
    const target = targetName(field, context)
    if (target === undefined || typeof field.inverse !== 'string') continue
    const named = byTarget.get(target) ?? new Map<string, number>()
    byTarget.set(target, named.set(field.inverse, (named.get(field.inverse) ?? 0) + 1))
  }
  return byTarget
}

/** The object a reference field points to; undefined for other fields and while there is none. */
export function targetName(field: ObjectDocument['fields'][number], context: Pick<CheckContext, 'systemObject'>) {
  const target = fieldTypes.get(field.type)?.reference?.target(field as JsonObject)
  if (target === undefined) return undefined
  return 'systemRole' in target ? context.systemObject(target.systemRole) : target.object
}
