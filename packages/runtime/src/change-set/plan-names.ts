import { type Locale, localize, type Text } from '@huozi/core'
import { physicalSchema } from '@huozi/database'
import type { Model, ObjectModel } from '@huozi/metadata'
import type { ModelChange } from '../publish/check-publish.ts'

/** Turns names in the database back into those an author knows, before and after a publish. */
export interface PlanNames {
  /** Label and name of the object a table belongs to. */
  object(table: string): string
  /** Label and name of the field a column belongs to. */
  field(table: string, column: string): string
  /** The column is one the platform keeps beside a field for searching. */
  isCopy(table: string, column: string): boolean
  /** Fields of an index. */
  index(table: string, index: string): string
}

interface Reader {
  readonly locale: Locale
  readonly tenantLocale: string
}

/** Names from both models: what a step takes away is only in the old one. */
export function planNames({ before, after }: Pick<ModelChange, 'before' | 'after'>, reader: Reader): PlanNames {
  const sides = [after, before].map((model) => sideOf(model))
  const first = <T>(find: (side: Side) => T | undefined): T | undefined =>
    sides.map(find).find((found) => found !== undefined)
  const field = (table: string, column: string): string => {
    const found = first(({ objects, columns }) => objects.get(table)?.fieldById(columns.get(`${table}.${column}`) ?? 0))
    return found === undefined ? column : named(found.label, found.name, reader)
  }
  return {
    object: (table) => {
      const found = first(({ objects }) => objects.get(table))
      return found === undefined ? table : named(found.document.label, found.name, reader)
    },
    field,
    isCopy: (table, column) =>
      first(({ objects, columns }) => {
        const owner = objects.get(table)?.fieldById(columns.get(`${table}.${column}`) ?? 0)
        return owner?.column === undefined || owner.column === null ? undefined : owner.column.name !== column
      }) ?? false,
    index: (table, index) => {
      const columns = first(({ indexes }) => indexes.get(`${table}.${index}`)) ?? []
      return columns.map((column) => field(table, column)).join(', ')
    },
  }
}

/** One model by the names it has in the database. */
interface Side {
  readonly objects: ReadonlyMap<string, ObjectModel>
  /** Identity of the field by `table.column`. */
  readonly columns: ReadonlyMap<string, number>
  /** Columns by `table.index`. */
  readonly indexes: ReadonlyMap<string, readonly string[]>
}

function sideOf(model: Model): Side {
  const { tables } = physicalSchema(model)
  return {
    objects: new Map(Array.from(model.objects.values(), (object) => [object.table, object])),
    columns: new Map(
      tables.flatMap((table) =>
        table.columns.map(({ name, identity }) => [`${table.name}.${name}`, identity] as const),
      ),
    ),
    indexes: new Map(
      tables.flatMap((table) => table.indexes.map(({ name, columns }) => [`${table.name}.${name}`, columns] as const)),
    ),
  }
}

/** `价格 (price)`; the name alone when nobody wrote a label. */
function named(label: Text | undefined, name: string, { locale, tenantLocale }: Reader): string {
  const words = localize(label, locale, { tenant: tenantLocale, name })
  return words === name ? name : `${words} (${name})`
}
