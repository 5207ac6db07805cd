import type { ExpressionPlace } from '@huozi/core'
import { findOperator } from './operators/registry.ts'
import type { AggregateNode, CallNode, PathNode, RecordRoot, TypedExpression, TypedNode } from './typed-node.ts'

/** A path an expression reads from the record; `old` when it reads the value before the change. */
export interface FieldPath {
  readonly path: readonly string[]
  readonly old: boolean
}

/**
 * Every field path of the record the expression reads, each once, in order of appearance. A path over references also
 * reads the reference fields on its way. Paths of `me` and of variables are not among them, nor what is read of the
 * records of collections: {@link collectionReads}.
 */
export function fieldsOf(expression: TypedExpression): readonly FieldPath[] {
  return readsOf(expression).flatMap(({ path, old, isInside }) => (isInside ? [] : [{ path, old }]))
}

/**
 * What the expression reads of the records of collections, as paths from the record: `loans.book.title`. The field by
 * which the records belong to it is among them, since their number tells of it.
 */
export function collectionReads(expression: TypedExpression): readonly CollectionRead[] {
  return readsOf(expression).flatMap(({ path, at, isInside }) => (isInside ? [{ path, at }] : []))
}

/** A path through a collection, and where the expression says so. */
export interface CollectionRead {
  readonly path: readonly string[]
  readonly at: ExpressionPlace
}

/** Every path the expression reads, {@link fieldsOf} and {@link collectionReads}: who may not see all may not see its value. */
export function pathsOf(expression: TypedExpression): readonly (readonly string[])[] {
  return readsOf(expression).map(({ path }) => path)
}

/** Every field of the user the expression reads through `me`, each once, in order of appearance. */
export function viewerFieldsOf({ root }: TypedExpression): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>()
  collect(root, { frames: OUTERMOST, add: () => {}, addViewer: (path) => found.set(path.join('.'), path) })
  return [...found.values()]
}

/** Where the expression asks for what only the database knows, such as trees; undefined when it does not. */
export function readsDatabase({ root }: TypedExpression): ExpressionPlace | undefined {
  return placeOfRead(root)
}

function placeOfRead(node: TypedNode): ExpressionPlace | undefined {
  if (node.kind === 'call' && findOperator(node.operator).reads?.includes('tree') === true) return node.at
  const parts = node.kind === 'aggregate' ? [node.value, node.condition] : childrenOf(node)
  return parts.map((part) => (part === null ? undefined : placeOfRead(part))).find((place) => place !== undefined)
}

/** True when a zone or calendar counts that the context alone does not tell. */
export function readsSettings({ root }: TypedExpression): boolean {
  return hasSettings(root)
}

function hasSettings(node: TypedNode): boolean {
  if (node.kind === 'aggregate') return [node.value, node.condition].some((part) => part !== null && hasSettings(part))
  return (node.kind === 'call' && declaredFor(node).length > 0) || childrenOf(node).some(hasSettings)
}

interface Read extends FieldPath {
  readonly at: ExpressionPlace
  /** It leads through a collection. */
  readonly isInside: boolean
}

function readsOf({ root }: TypedExpression): readonly Read[] {
  const found = new Map<string, Read>()
  const add = (read: Read) => found.set(`${read.old}.${read.path.join('.')}`, read)
  collect(root, { frames: OUTERMOST, add, addViewer: () => {} })
  return [...found.values()]
}

type ReadPath = Pick<PathNode, 'root' | 'path' | 'at'>

interface Place {
  readonly path: readonly string[]
  readonly isInside: boolean
}

/** Where the records at hand are reached from the outermost: that one first. */
type Frames = readonly [Place, ...Place[]]

const OUTERMOST: Frames = [{ path: [], isInside: false }]

interface Collecting {
  readonly frames: Frames
  readonly add: (read: Read) => void
  readonly addViewer: (path: readonly string[]) => void
}

/** Recursion is bounded: trees are at most 50 deep. */
function collect(node: TypedNode, collecting: Collecting): void {
  if (node.kind === 'aggregate') collectAggregate(node, collecting)
  if (node.kind === 'path') addPath(node, collecting)
  for (const child of childrenOf(node)) {
    collect(child, collecting)
    const readsOld = node.kind === 'call' && findOperator(node.operator).readsOld === true
    if (readsOld && child.kind === 'path') addPath({ ...child, root: 'old' }, collecting)
  }
}

/** What is computed of the same record; the parts of an aggregate are not. */
function childrenOf(node: TypedNode): readonly TypedNode[] {
  if (node.kind === 'call') return [...node.args, ...declaredFor(node)]
  return node.kind === 'list' ? node.items : []
}

/** What is declared beside the expression and read by a call. */
function declaredFor({ zone, calendar }: CallNode): readonly TypedNode[] {
  return [zone, calendar].filter((setting) => setting !== undefined)
}

function collectAggregate({ collection, value, condition, at }: AggregateNode, collecting: Collecting): void {
  const { root, path, by } = collection
  const references = path.slice(0, -1)
  if (references.length > 0) addPath({ root, path: references, at }, collecting)
  const records: Place = { path: [...frameOf(root, collecting).path, ...path], isInside: true }
  collecting.add({ ...records, path: [...records.path, by], old: false, at })
  const inside = { ...collecting, frames: [...collecting.frames, records] as const }
  for (const part of [value, condition]) if (part !== null) collect(part, inside)
}

function addPath({ root, path, at }: ReadPath, { frames, add, addViewer }: Collecting): void {
  if (root === 'me' && path.length > 0) addViewer(path)
  if (root === 'me' || root === 'variable' || root === 'item') return
  const frame = root === 'old' ? frames[0] : frameOf(root, { frames })
  add({ path: [...frame.path, ...path], old: root === 'old', at, isInside: frame.isInside })
}

function frameOf(root: RecordRoot, { frames }: Pick<Collecting, 'frames'>): Place {
  const at = root === 'this' ? 0 : frames.length - (root === 'record' ? 1 : 2)
  return frames[at] ?? frames[0]
}
