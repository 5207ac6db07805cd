import { findOperator } from './operators/registry.ts'
import type { PathNode, TypedExpression, TypedNode } from './typed-node.ts'

/** A path an expression reads from the record; `old` when it reads the value before the change. */
export interface FieldPath {
  readonly path: readonly string[]
  readonly old: boolean
}

/**
 * Every field path of the record the expression reads, each once, in order of appearance. A path over references also
 * reads the reference fields on its way. Paths of `me` and of variables are not among them.
 */
export function fieldsOf({ root }: TypedExpression): readonly FieldPath[] {
  const found = new Map<string, FieldPath>()
  collect(root, (node, old) => {
    if (node.root !== 'record' && node.root !== 'old') return
    found.set(`${old}.${node.path.join('.')}`, { path: node.path, old })
  })
  return [...found.values()]
}

/** Every field of the user the expression reads through `me`, each once, in order of appearance. */
export function viewerFieldsOf({ root }: TypedExpression): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>()
  collect(root, ({ root: from, path }) => {
    if (from === 'me' && path.length > 0) found.set(path.join('.'), path)
  })
  return [...found.values()]
}

/** Recursion is bounded: trees are at most 50 deep. */
function collect(node: TypedNode, add: (node: PathNode, old: boolean) => void): void {
  if (node.kind === 'path') {
    add(node, node.root === 'old')
    return
  }
  for (const child of childrenOf(node)) {
    collect(child, add)
    const readsOld = node.kind === 'call' && findOperator(node.operator).readsOld === true
    if (readsOld && child.kind === 'path') add(child, true)
  }
}

function childrenOf(node: Exclude<TypedNode, PathNode>): readonly TypedNode[] {
  if (node.kind === 'literal') return []
  return node.kind === 'call' ? node.args : node.items
}
