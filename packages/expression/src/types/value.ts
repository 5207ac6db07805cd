import type { Decimal } from '@huozi/core'

/**
 * A value at run time: text, choice code, reference id and time (`HH:MM:SS`) as strings, date as `YYYY-MM-DD`, datetime
 * as ISO text in UTC with milliseconds (`2026-01-31T08:00:00.000Z`), number and duration as exact decimals, lists as
 * arrays, JSON documents as canonical text, blank as null. Empty text and empty lists are blank.
 */
export type Value = string | boolean | Decimal | readonly Value[] | null

/** A value that is not blank. */
export type Filled = Exclude<Value, null>
