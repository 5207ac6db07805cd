import { deepFreeze } from '@huozi/core'
import type { CalendarDocument } from '../documents/calendar-document.ts'
import type { Document } from '../documents/document.ts'
import type { FlowDocument } from '../documents/flow-document.ts'
import type { ObjectDocument, SystemRole } from '../documents/object-document.ts'
import type { OptionSetDocument } from '../documents/option-set-document.ts'
import type { RoleDocument } from '../documents/role-document.ts'
import { collectionsByObject } from './collections.ts'
import { compileCalendar } from './compile-calendar.ts'
import { compileFlow } from './compile-flow.ts'
import { compileObject } from './compile-object.ts'
import { compileOptionSet } from './compile-option-set.ts'
import { compileRole } from './compile-role.ts'
import { feedsByObject } from './feeds.ts'
import type { FlowModel } from './flow-model.ts'
import { type IdentityIndex, indexIdentities } from './identity-index.ts'
import { incomingReferences } from './incoming-references.ts'
import { lazy } from './lazy.ts'
import type { CalendarModel, CollectionModel, Identity, Model, ObjectModel, RoleModel } from './model.ts'
import type { OptionSetModel } from './option-set-model.ts'
import { watchersByObject } from './watchers.ts'

/** One published version: what it says and the identities of its names. */
export interface ModelInput {
  readonly version: number
  /** Effective documents, as merging and checking left them. */
  readonly documents: readonly Document[]
  /** Identities of the names alive in this version. */
  readonly identities: readonly Identity[]
}

/** Kinds the model has nothing to say about: shipped records are read once, when their package is installed. */
const LEFT_OUT: ReadonlySet<string> = new Set(['dataset', 'package'])

/**
 * Compiles a published version. The result is frozen; expressions and names inside are resolved on first use (they were
 * all checked before publishing), so opening a tenant costs little however large its model is.
 * Throws MODEL_INCONSISTENT, now or on first use, when documents and identities do not belong together.
 */
export function compileModel({ version, documents, identities }: ModelInput): Model {
  const parts = {
    objects: new Map<string, ObjectModel>(),
    objectsById: new Map<number, ObjectModel>(),
    optionSets: new Map<string, OptionSetModel>(),
    roles: new Map<string, RoleModel>(),
    flows: new Map<string, FlowModel>(),
    calendars: new Map<string, CalendarModel>(),
    system: new Map<SystemRole, ObjectModel>(),
  }
  const documentsByKind = groupByKind(documents)
  const model: Model = Object.freeze({ version, documents: documentsByKind, ...parts })
  const around = surroundings(model, indexIdentities(identities))
  const findCalendar = (name: string) => documentsByKind.get('calendar')?.get(name) as CalendarDocument | undefined
  for (const document of ofKind<CalendarDocument>(model, 'calendar')) {
    parts.calendars.set(document.name, compileCalendar(document, findCalendar))
  }
  for (const document of ofKind<OptionSetDocument>(model, 'optionSet')) {
    parts.optionSets.set(document.name, sharedOptionSet(document, around))
  }
  for (const document of ofKind<ObjectDocument>(model, 'object')) {
    const object = compileObject(document, around)
    parts.objects.set(object.name, object)
    parts.objectsById.set(object.id, object)
    if (document.systemRole !== undefined) parts.system.set(document.systemRole, object)
  }
  for (const document of ofKind<RoleDocument>(model, 'role')) {
    parts.roles.set(document.name, compileRole(document, around.identities))
  }
  for (const document of ofKind<FlowDocument>(model, 'flow')) {
    parts.flows.set(document.name, compileFlow(document, around))
  }
  return model
}

/** What the parts of a model ask of it while it grows. */
function surroundings(model: Model, identities: IdentityIndex) {
  const incoming = lazy(() => incomingReferences(model.objects.values()))
  const collections = lazy(() => collectionsByObject(model.objects.values()))
  const feeds = lazy(() => feedsByObject(model.objects.values()))
  const watchers = lazy(() => watchersByObject(model.objects.values()))
  return {
    model,
    identities,
    watchers: (object: string) => watchers().get(object) ?? [],
    incoming: (object: string) => incoming().get(object) ?? [],
    feeds: (object: string) => feeds().get(object) ?? [],
    collections: (object: string) => collections().get(object) ?? new Map<string, CollectionModel>(),
  }
}

function sharedOptionSet(
  document: OptionSetDocument,
  { model, identities }: { model: Model; identities: IdentityIndex },
): OptionSetModel {
  const { id } = identities.get('optionSet', 0, document.name)
  return compileOptionSet(document.name, document, {
    idOf: (code) => identities.get('option', id, code).id,
    findSet: (name) => model.optionSets.get(name),
  })
}

function groupByKind(documents: readonly Document[]): Model['documents'] {
  const byKind = new Map<string, Map<string, Document>>()
  for (const document of documents) {
    if (LEFT_OUT.has(document.kind)) continue
    const named = byKind.get(document.kind) ?? new Map<string, Document>()
    byKind.set(document.kind, named.set(document.name, deepFreeze(document)))
  }
  return byKind
}

/** Documents of a kind; their shape was checked against the kind's schema before they were published. */
function ofKind<D extends Document>(model: Model, kind: D['kind']): Iterable<D> {
  return (model.documents.get(kind)?.values() ?? []) as Iterable<D>
}
