import type { Statement } from '../statement/statement.ts'

/** Prepared statements a connection keeps at most, and those among them that readers made up. Each may take some hundred kilobytes. */
const MOST = 450
const MOST_AD_HOC = 200

interface Names {
  readonly all: Set<string>
  adHoc: number
}

const prepared = new WeakMap<object, Names>()

/** The name a statement has on a connection; undefined when it is to run unprepared, as it will when the connection has enough of them. */
export function preparedName(connection: object, { name, isAdHoc = false }: Statement): string | undefined {
  if (name === null) return undefined
  const names = prepared.get(connection) ?? { all: new Set(), adHoc: 0 }
  prepared.set(connection, names)
  if (names.all.has(name)) return name
  if (names.all.size >= MOST || (isAdHoc && names.adHoc >= MOST_AD_HOC)) return undefined
  names.all.add(name)
  if (isAdHoc) names.adHoc += 1
  return name
}
