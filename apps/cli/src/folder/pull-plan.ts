import { compareCodePoints } from '@huozi/core'
import { type Document, kinds, printCanonical } from '@huozi/metadata'

/** What a pull does to a folder. Paths are relative to it, with forward slashes. */
export interface PullPlan {
  readonly write: readonly { readonly path: string; readonly text: string }[]
  readonly remove: readonly string[]
  /** Documents that belong to no file: nothing is done at all. */
  readonly unsafe: readonly string[]
}

const NAME = /^[a-z][a-z0-9_]{0,39}$/

/**
 * Plans the files of documents: those that differ are written in canonical form, and files under the folders of kinds
 * whose document is gone are removed. Nothing else is touched. Pure.
 * @param files texts of the files that are there, by path.
 */
export function planPull(documents: readonly Document[], files: ReadonlyMap<string, string>): PullPlan {
  const unsafe = documents.filter((document) => !hasFile(document)).map(pathOf)
  const wanted = new Map(documents.filter(hasFile).map((document) => [pathOf(document), document]))
  const texts = [...wanted].map(([path, document]) => ({ path, text: printCanonical(document) }))
  return {
    write: texts.filter(({ path, text }) => files.get(path) !== text),
    remove: [...files.keys()].filter((path) => isOfKind(path) && !wanted.has(path)).sort(compareCodePoints),
    unsafe,
  }
}

function pathOf({ kind, name }: Document): string {
  return `${kind}/${name}.json`
}

/** A name from a server must not lead out of the folder. */
function hasFile({ kind, name }: Document): boolean {
  return kinds.has(kind) && NAME.test(name)
}

function isOfKind(path: string): boolean {
  const [kind = '', file = '', ...deeper] = path.split('/')
  return kinds.has(kind) && file.endsWith('.json') && deeper.length === 0
}
