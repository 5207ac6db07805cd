/** Longest identifier of Postgres, in bytes; names are ASCII. */
const MAX_IDENTIFIER = 63

/** Gives out names that were never used before in their scope. */
export interface PhysicalNames {
  /** `base`, cut to 63 bytes, with a number when it was ever used. `table` is the scope of columns; null for what is unique in the schema. */
  allocate(base: string, table: string | null): string
}

/**
 * Starts from the names ever used: `o_book` for what is unique in the schema, `o_book.f_title` for columns.
 * Deterministic: the same history and the same requests give the same names.
 */
export function physicalNames(used: Iterable<string>): PhysicalNames {
  const taken = new Set(used)
  return {
    allocate: (base, table) => {
      for (let number = 1; ; number++) {
        const name = numbered(base, number)
        const key = table === null ? name : qualifiedPhysicalName(table, name)
        if (taken.has(key)) continue
        taken.add(key)
        return name
      }
    },
  }
}

/** How a column's name is listed among the names ever used. */
export function qualifiedPhysicalName(table: string, column: string): string {
  return `${table}.${column}`
}

function numbered(base: string, number: number): string {
  const suffix = number === 1 ? '' : `_${number}`
  return base.slice(0, MAX_IDENTIFIER - suffix.length) + suffix
}
