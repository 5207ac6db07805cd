import { canonicalJson, type Json } from '@huozi/core'
import type { Model, ObjectModel, ValidationModel } from '@huozi/metadata'

/**
 * Tables whose records rules over other records begin to tell of with a publish: who writes there without knowing of a rule
 * holds no anchor, so he has to be done before the first who knows of it begins.
 */
export function newlyWatched({ before, after }: { before: Model; after: Model }): readonly string[] {
  const tables = [...after.objects.values()].flatMap((object) =>
    object.validations
      .filter((rule) => rule.anchors !== null && !isOld(rule, object, before.objects.get(object.name)))
      .flatMap((rule) => tablesOf(rule, object)),
  )
  return [...new Set(tables)].toSorted()
}

function tablesOf({ anchors }: ValidationModel, { table }: ObjectModel): readonly string[] {
  return [table, ...(anchors?.own ?? []).map(({ collection }) => collection.object.table)]
}

function isOld({ name }: ValidationModel, after: ObjectModel, before: ObjectModel | undefined): boolean {
  return before !== undefined && written(name, before) === written(name, after)
}

function written(name: string, { document }: ObjectModel): string {
  const rule = document.validations?.find((candidate) => candidate.name === name)
  return canonicalJson((rule ?? null) as unknown as Json)
}
