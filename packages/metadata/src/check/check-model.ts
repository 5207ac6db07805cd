import { AppError, childPointer, FORMULA_CIRCULAR, type Issue, issue } from '@huozi/core'
import type { Document } from '../documents/document.ts'
import { kinds } from '../kinds/registry.ts'
import { compileModel } from '../model/compile-model.ts'
import type { Model } from '../model/model.ts'
import { planIdentities } from '../model/plan-identities.ts'
import { type EffectiveIssue, firstIssues } from './effective-issue.ts'
import { formulaCycles } from './formula-cycles.ts'

/**
 * Compiles the model the documents would become and touches everything in it that is otherwise resolved on first use:
 * what passes here cannot fail in a request. The documents have passed every earlier check.
 */
export function checkModel(documents: readonly Document[]): EffectiveIssue[] {
  const { identities } = planIdentities({ identities: [], nextId: 1, usedPhysicalNames: [] }, documents)
  const model = compileModel({ version: 0, documents, identities })
  const issues = firstIssues(documents, (document) => modelIssues(document, model))
  if (issues.length > 0) return issues
  const circles = circularFormulas(model)
  return circles.length > 0 ? circles : unanchoredRules(model)
}

function* modelIssues(document: Document, model: Model): Iterable<Issue> {
  const kind = kinds.get(document.kind)
  yield* kind?.findings?.(document, model) ?? []
  for (const { pointer, run } of kind?.probes?.(document, model) ?? []) yield* refusalsOf(run, pointer)
}

/** What running refuses, as issues at the probe's place; a pointer of the refusal itself goes on from there. */
function refusalsOf(run: () => unknown, pointer: string): Issue[] {
  try {
    run()
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.issues.length > 0) return error.issues.map((inner) => ({ ...inner, pointer: pointer + inner.pointer }))
    const { code, params, detail } = error
    return [{ code, params, message: detail, pointer: pointer + (error.pointer ?? '') }]
  }
}

/** How roll-ups are kept can only be asked where none goes round in a circle. */
function unanchoredRules(model: Model): EffectiveIssue[] {
  return [...model.objects.values()].flatMap(({ document, validations }) =>
    validations.flatMap((rule, index) =>
      refusalsOf(() => rule.anchors, childPointer('/validations', index)).map((found) => ({ document, issue: found })),
    ),
  )
}

const DERIVATIONS = ['formula', 'rollup'] as const

function circularFormulas(model: Model): EffectiveIssue[] {
  return formulaCycles(model).flatMap(({ first, names }) => {
    const object = model.objects.get(first.object)
    if (object === undefined) return []
    const index = object.document.fields.findIndex(({ name }) => name === first.name)
    const at = childPointer(
      '/fields',
      index,
      DERIVATIONS.find((name) => first.document[name] !== undefined) ?? 'default',
    )
    return [{ document: object.document, issue: issue(FORMULA_CIRCULAR, { cycle: names }, at) }]
  })
}
