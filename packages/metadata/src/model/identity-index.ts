import { MODEL_INCONSISTENT, refuse } from '@huozi/core'
import type { Identity, IdentityKind } from './model.ts'

/** Finds identities by what they name. */
export interface IdentityIndex {
  /** Throws MODEL_INCONSISTENT when there is none: a published version has an identity for every name. */
  get(kind: IdentityKind, parent: number, name: string): Identity
  find(kind: IdentityKind, parent: number, name: string): Identity | undefined
}

/** Builds the index over the living identities of a tenant. */
export function indexIdentities(identities: readonly Identity[]): IdentityIndex {
  const byKey = new Map(identities.map((identity) => [keyOf(identity.kind, identity.parent, identity.name), identity]))
  const find = (kind: IdentityKind, parent: number, name: string) => byKey.get(keyOf(kind, parent, name))
  return {
    find,
    get: (kind, parent, name) =>
      find(kind, parent, name) ?? refuse(MODEL_INCONSISTENT, { what: `${kind} ${name}`, expected: 'an identity' }),
  }
}

function keyOf(kind: IdentityKind, parent: number, name: string): string {
  return `${kind}/${parent}/${name}`
}
