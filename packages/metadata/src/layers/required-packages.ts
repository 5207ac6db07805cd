import type { Layer } from './layer.ts'

/** For each package, the names of all packages it requires, directly or through others. */
export function requiredPackages(layers: readonly Layer[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(
    layers.flatMap(({ manifest }) =>
      manifest === null
        ? []
        : [[manifest.name, [...Object.keys({ ...manifest.requires, ...manifest.optional })]] as const],
    ),
  )
  return new Map(Array.from(direct.keys(), (name) => [name, reachable(name, direct)]))
}

function reachable(start: string, direct: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [...(direct.get(start) ?? [])]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...(direct.get(name) ?? []))
  }
  return found
}
