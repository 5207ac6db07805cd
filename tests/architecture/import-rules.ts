import { isBuiltin } from 'node:module'
import { at, type Import, type Source, visit } from './source.ts'
import { BROWSER_ROOMS, FLOORS, findRoom, packageName, resolveRelative, type Workspace } from './workspace.ts'

/** A room imports only from lower floors, and only what the other room's package.json exports. */
export function checkFloors({ sources, rooms }: Workspace): string[] {
  return eachImport(sources, (source, { specifier }) => {
    const target = findRoom(rooms, specifier)
    if (target === null) return specifier.startsWith('@huozi/') ? 'names no room' : null
    if (target.file === undefined) return 'is a deep import; import what the package exports'
    const [from, to] = [FLOORS[source.room], FLOORS[target.room.path]]
    return from !== undefined && to !== undefined && to >= from ? `floor ${from} must not see floor ${to}` : null
  })
}

/** A relative import stays in its room. What lies outside every room may import what a room exports or tests itself with. */
export function checkRelativeImports({ sources, rooms }: Workspace): string[] {
  const exported = new Set(rooms.flatMap((room) => [...room.exports.values()]))
  return eachImport(sources, (source, { specifier }) => {
    if (!specifier.startsWith('.')) return null
    const target = resolveRelative(source, specifier)
    const room = rooms.find(({ path }) => target.startsWith(`${path}/`))
    if (room === undefined || room.path === source.room) return null
    const isOutside = rooms.every(({ path }) => path !== source.room)
    const isOffered = exported.has(target) || target.startsWith(`${room.path}/test/`)
    return isOutside && isOffered ? null : `reaches into ${room.path}`
  })
}

/**
 * What a room imports, its package.json declares; tests may use the tools of the root, types may be devDependencies.
 * That what is declared is also used is knip's part.
 */
export function checkDeclared({ sources, rooms }: Workspace): string[] {
  return eachImport(sources, (source, { specifier, isType }) => {
    const room = rooms.find(({ path }) => path === source.room)
    if (room === undefined || specifier.startsWith('.') || isBuiltin(specifier)) return null
    const name = packageName(specifier)
    if (room.dependencies.includes(name) || isTooling(source)) return null
    if (source.isTest || (isType && room.devDependencies.includes(name))) return null
    return `is not declared in ${room.path}/package.json`
  })
}

/** Build configuration uses the tools of the root. */
function isTooling(source: Source): boolean {
  return /\.config\.(ts|mjs)$/.test(source.path)
}

/** Rooms for the browser use no Node. Their tests may. */
export function checkBrowserSafe({ sources }: Workspace): string[] {
  const shipped = sources.filter(
    ({ room, isTest, path }) => path.includes('/src/') && !isTest && [...BROWSER_ROOMS, 'apps/web'].includes(room),
  )
  const imports = eachImport(shipped, (_source, { specifier }) =>
    isBuiltin(specifier) ? 'is a part of Node; this room also runs in a browser' : null,
  )
  return [...imports, ...shipped.flatMap(findNodeGlobals)]
}

function findNodeGlobals(source: Source): string[] {
  const found: string[] = []
  visit(source, {
    MemberExpression: ({ object, start }) => {
      if (object.type !== 'Identifier' || !['process', 'Buffer'].includes(object.name)) return
      found.push(`${at(source, { start })}: ${object.name} is a part of Node; this room also runs in a browser`)
    },
  })
  return found
}

/** SQL is written in one room: the others do not even see the driver. */
export function checkSqlRoom({ sources }: Workspace): string[] {
  const others = sources.filter(({ room, isTest }) => room in FLOORS && room !== 'packages/database' && !isTest)
  return eachImport(others, (_source, { specifier }) =>
    ['pg', 'kysely'].includes(packageName(specifier)) ? 'belongs to packages/database' : null,
  )
}

function eachImport(sources: readonly Source[], judge: (source: Source, edge: Import) => string | null): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((edge) => {
      const fault = judge(source, edge)
      return fault === null ? [] : [`${source.path}:${edge.line}: ${edge.specifier} ${fault}`]
    }),
  )
}
