import { globSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import type { Source } from './source.ts'

/** What a package.json says about a room. */
export interface Room {
  readonly path: string
  readonly name: string
  /** Subpath (`.`) to file, from the root of the repository. */
  readonly exports: ReadonlyMap<string, string>
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
}

/** All that the rules look at. */
export interface Workspace {
  readonly sources: readonly Source[]
  readonly rooms: readonly Room[]
}

/** The floor of every room. A room imports only from lower floors; neighbours do not see each other. */
export const FLOORS: Readonly<Record<string, number>> = {
  'packages/core': 0,
  'packages/expression': 1,
  'packages/client': 1,
  'packages/metadata': 2,
  'packages/database': 3,
  'packages/forms': 3,
  'packages/runtime': 4,
  'packages/automation': 5,
  'apps/server': 6,
  'apps/web': 6,
  'apps/cli': 6,
}

/** Rooms whose shipped code also runs in a browser. */
export const BROWSER_ROOMS = ['core', 'expression', 'metadata', 'forms', 'client'].map((name) => `packages/${name}`)

interface PackageJson {
  readonly name: string
  readonly exports?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** Reads the package.json of every room. */
export function loadRooms(root: string): Room[] {
  return globSync('{packages,apps}/*/package.json', { cwd: root })
    .sort()
    .map((file) => {
      const path = dirname(file)
      const json = JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as PackageJson
      const targets = Object.entries(json.exports ?? {})
      return {
        path,
        name: json.name,
        exports: new Map(targets.map(([subpath, target]) => [subpath, posix.join(path, target)])),
        dependencies: Object.keys(json.dependencies ?? {}),
        devDependencies: Object.keys(json.devDependencies ?? {}),
      }
    })
}

/** The room a bare specifier such as `@huozi/core` or `@huozi/forms/react` names, and the file it stands for. */
export function findRoom(rooms: readonly Room[], specifier: string): { room: Room; file: string | undefined } | null {
  const name = packageName(specifier)
  const room = rooms.find((candidate) => candidate.name === name)
  return room ? { room, file: room.exports.get(`.${specifier.slice(name.length)}`) } : null
}

/** The package of a bare specifier: its first part, or two with a scope. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The file a relative specifier stands for, from the root. */
export function resolveRelative(source: Source, specifier: string): string {
  return posix.join(posix.dirname(source.path), specifier)
}
