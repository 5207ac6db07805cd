import { pathsOf } from '@huozi/expression'
import type { FieldModel, Model, ObjectModel } from '../model/model.ts'

/** Fields that compute each other: each name `object.field`, the first repeated at the end. */
export interface FormulaCycle {
  readonly first: FieldModel
  readonly names: readonly string[]
}

type Graph = ReadonlyMap<FieldModel, readonly FieldModel[]>

/**
 * Circles among computed fields: formulas, and defaults that follow the fields they read. Each circle is found once, at
 * its first field in the order of the model. All expressions must have been typed without refusal.
 */
export function formulaCycles(model: Model): FormulaCycle[] {
  const graph: Graph = new Map(
    Array.from(model.objects.values()).flatMap((object) =>
      object.fields.filter(isComputed).map((field) => [field, readBy(field, object)] as const),
    ),
  )
  const done = new Set<FieldModel>()
  return Array.from(graph.keys()).flatMap((field) => walk(field, graph, done))
}

function isComputed({ formula, default: value }: FieldModel): boolean {
  return formula !== null || value?.on === 'change'
}

/** Computed fields an expression reads, also on the way over references. A default may read what it follows, itself included. */
function readBy(field: FieldModel, object: ObjectModel): FieldModel[] {
  const expression = field.formula ?? field.default?.value
  if (expression === undefined) return []
  const read = pathsOf(expression).flatMap((path) => fieldsOnPath(path, object))
  return read.filter((other) => isComputed(other) && (other !== field || field.formula !== null))
}

function fieldsOnPath(path: readonly string[], start: ObjectModel): FieldModel[] {
  const fields: FieldModel[] = []
  let object: ObjectModel | undefined = start
  for (const name of path) {
    const records: ObjectModel | undefined = object?.collection(name)?.object
    if (records !== undefined) {
      object = records
      continue
    }
    const field: FieldModel | undefined = object?.field(name)
    if (field === undefined) break
    fields.push(field)
    object = field.target()
  }
  return fields
}

/** Depth first without recursion: a chain of formulas may be as long as the model is large. */
function walk(start: FieldModel, graph: Graph, done: Set<FieldModel>): FormulaCycle[] {
  const cycles: FormulaCycle[] = []
  /** The fields being looked into, each with what it reads and was not looked at yet. */
  const trail = new Map<FieldModel, FieldModel[]>()
  const order: FieldModel[] = []
  const enter = (field: FieldModel) => {
    if (done.has(field)) return
    if (trail.has(field)) {
      cycles.push(cycleOf(order.slice(order.indexOf(field))))
      return
    }
    trail.set(field, [...(graph.get(field) ?? [])])
    order.push(field)
  }
  enter(start)
  for (let field = order.at(-1); field !== undefined; field = order.at(-1)) {
    const next = trail.get(field)?.pop()
    if (next !== undefined) enter(next)
    else {
      order.pop()
      trail.delete(field)
      done.add(field)
    }
  }
  return cycles
}

function cycleOf(fields: readonly FieldModel[]): FormulaCycle {
  const [first, ...others] = fields as [FieldModel, ...FieldModel[]]
  const names = [first, ...others, first].map(({ object, name }) => `${object}.${name}`)
  return { first, names }
}
