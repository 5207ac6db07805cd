import type { Document } from '../documents/document.ts'
import { type IdentityIndex, indexIdentities } from './identity-index.ts'
import type { Identity } from './model.ts'
import type { NamedPart } from './named-part.ts'
import { namedParts } from './named-parts.ts'
import { type PhysicalNames, physicalNames } from './physical-names.ts'

/** The identities of a tenant as published. */
export interface PublishedIdentities {
  /** Those alive in the published version. */
  readonly identities: readonly Identity[]
  /** The next id never used so far. */
  readonly nextId: number
  /**
   * Every physical name ever used, retired ones too: tables, indexes and unique keys by their name, columns as
   * `table.column` (`qualifiedPhysicalName`).
   */
  readonly usedPhysicalNames: Iterable<string>
}

/** What a publish does to the identities. */
export interface IdentityPlan {
  /** All that are alive in the next version. */
  readonly identities: readonly Identity[]
  readonly added: readonly Identity[]
  /** Gone from the documents; never to be used again, even when the name comes back. */
  readonly retired: readonly Identity[]
  readonly renamed: readonly RenamedIdentity[]
  readonly nextId: number
}

/** An identity under its new name; the physical name stays. */
export interface RenamedIdentity {
  readonly identity: Identity
  readonly from: string
}

/**
 * Resolves the names of the next version to identities: a known name keeps its identity, one that says `formerly` takes
 * over the identity of its old name, every other name gets a new one. Pure and deterministic.
 */
export function planIdentities(published: PublishedIdentities, next: readonly Document[]): IdentityPlan {
  const planning: Planning = {
    index: indexIdentities(published.identities),
    names: physicalNames(published.usedPhysicalNames),
    nextId: published.nextId,
    identities: [],
    claimed: new Set(),
    added: [],
    renamed: [],
  }
  planParts(namedParts(next), null, planning)
  return {
    identities: planning.identities,
    added: planning.added,
    retired: published.identities.filter(({ id }) => !planning.claimed.has(id)),
    renamed: planning.renamed,
    nextId: planning.nextId,
  }
}

interface Planning {
  readonly index: IdentityIndex
  readonly names: PhysicalNames
  nextId: number
  readonly identities: Identity[]
  /** Ids already taken by a part: two parts may name the same former name. */
  readonly claimed: Set<number>
  readonly added: Identity[]
  readonly renamed: RenamedIdentity[]
}

function planParts(parts: readonly NamedPart[], parent: Identity | null, planning: Planning): void {
  const current = new Set(parts.map(({ kind, name }) => `${kind}/${name}`))
  for (const part of parts) {
    const known = knownIdentity(part, parent, { planning, current })
    const identity = known === undefined ? newIdentity(part, parent, planning) : takeOver(known, part, planning)
    planning.identities.push(identity)
    planning.claimed.add(identity.id)
    planParts(part.parts, identity, planning)
  }
}

/** The identity under the part's name, or under a former one that no other part bears now. */
function knownIdentity(
  { kind, name, formerly }: NamedPart,
  parent: Identity | null,
  { planning, current }: { planning: Planning; current: ReadonlySet<string> },
): Identity | undefined {
  const parentId = parent?.id ?? 0
  const free = formerly.filter((former) => !current.has(`${kind}/${former}`))
  for (const candidate of [name, ...free]) {
    const found = planning.index.find(kind, parentId, candidate)
    if (found !== undefined && !planning.claimed.has(found.id)) return found
  }
  return undefined
}

function takeOver(known: Identity, { name }: NamedPart, planning: Planning): Identity {
  if (known.name === name) return known
  const identity = { ...known, name }
  planning.renamed.push({ identity, from: known.name })
  return identity
}

function newIdentity({ kind, name, physical }: NamedPart, parent: Identity | null, planning: Planning): Identity {
  const table = kind === 'field' ? (parent?.physical ?? null) : null
  const identity: Identity = {
    id: planning.nextId,
    kind,
    parent: parent?.id ?? 0,
    name,
    physical: physical === null ? null : planning.names.allocate(physical, table),
  }
  planning.nextId += 1
  planning.added.push(identity)
  return identity
}
