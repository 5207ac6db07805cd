import type { Import, Source } from './source.ts'
import { findRoom, resolveRelative, type Workspace } from './workspace.ts'

/**
 * No file imports itself by way of others. Type imports are erased and dynamic ones run later, so they do not count;
 * `import { type X }` does: the import statement itself stays.
 */
export function checkCycles(workspace: Workspace): string[] {
  const graph = new Map(workspace.sources.map((source) => [source.path, targetsOf(workspace, source)]))
  const done = new Set<string>()
  return [...graph.keys()].flatMap((start) => walk(graph, { start, done }))
}

function targetsOf({ rooms }: Workspace, source: Source): string[] {
  const runs = ({ isType, isDynamic }: Import) => !isType && !isDynamic
  return source.imports.filter(runs).flatMap(({ specifier }) => {
    if (specifier.startsWith('.')) return [resolveRelative(source, specifier)]
    const file = findRoom(rooms, specifier)?.file
    return file === undefined ? [] : [file]
  })
}

/** Depth first, each file once; an edge back onto the current path closes a cycle. */
function walk(graph: ReadonlyMap<string, readonly string[]>, run: { start: string; done: Set<string> }): string[] {
  const found: string[] = []
  const path: string[] = []
  const enter = (file: string): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    if (run.done.has(file)) return
    path.push(file)
    for (const target of graph.get(file) ?? []) enter(target)
    path.pop()
    run.done.add(file)
  }
  enter(run.start)
  return found
}
