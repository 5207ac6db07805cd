import {
  CURRENCY_RATE_MISSING,
  type Decimal,
  decimal,
  formatDecimal,
  issue,
  RECORD_INVALID,
  refuseIfAny,
} from '@huozi/core'
import { compileRate } from '@huozi/database'
import { dateInZone } from '@huozi/expression'
import type { FieldModel, StoredValue } from '@huozi/metadata'
import type { RuleRecord } from './record-source.ts'
import { isSameStored } from './same-stored.ts'
import { cacheKey, readTarget } from './target.ts'
import type { WriteScope } from './write-record.ts'

/**
 * Gives the amounts that were written their value in the tenant's currency, at the rate of the record's rate date. All of
 * them when the currency or that date changed, else only those that did: what nobody touched keeps the rate it was written at.
 * Throws RECORD_INVALID with CURRENCY_RATE_MISSING when a rate is needed and there is none.
 */
export async function withBaseAmounts(scope: WriteScope, record: RuleRecord, before?: RuleRecord): Promise<RuleRecord> {
  if (record.object.document.multiCurrency === undefined) return record
  const base = scope.ctx.tenant.currency
  const values = new Map(record.values)
  const due = dueAmounts(record, before)
  // a record without a currency stays so until something is converted
  if (due.length === 0) return record
  const currency = String(values.get('currency') ?? base)
  values.set('currency', currency)
  const filled = due.filter((field) => amountOf(field, record) !== null)
  const isConverted = currency !== base && filled.length > 0
  const rate = isConverted ? await fetchRate(scope, { currency, day: rateDay(scope, record) }) : decimal(1)
  for (const field of due) values.set(field.name, converted(field, amountOf(field, record), rate))
  return { ...record, values }
}

/** The base amounts to be worked out. */
function dueAmounts(record: RuleRecord, before: RuleRecord | undefined): readonly FieldModel[] {
  const { object } = record
  const isChanged = (name: string) =>
    before === undefined || !isSameStored(record.values.get(name), before.values.get(name))
  const { rateDate } = object.document.multiCurrency ?? {}
  const isFirst = (record.values.get('currency') ?? null) === null
  const isAll = isFirst || isChanged('currency') || (rateDate !== undefined && isChanged(rateDate))
  return object.fields.filter(({ baseOf }) => baseOf !== null && (isAll || isChanged(baseOf.name)))
}

function amountOf({ baseOf }: FieldModel, { values }: RuleRecord): StoredValue {
  return values.get(baseOf?.name ?? '') ?? null
}

/** Half up away from zero, to the places of the amount. */
function converted({ column }: FieldModel, amount: StoredValue, rate: Decimal): StoredValue {
  if (typeof amount !== 'string' && typeof amount !== 'number') return null
  const scale = column?.spec.kind === 'numeric' ? column.spec.scale : 0
  return formatDecimal(decimal(amount).times(rate).round(scale, 1))
}

/** The day whose rate counts; the day of the write where the record does not say. */
function rateDay({ ctx, at }: WriteScope, { object, values }: RuleRecord): string {
  const { rateDate } = object.document.multiCurrency ?? {}
  const day = rateDate === undefined ? null : values.get(rateDate)
  return typeof day === 'string' ? day : (dateInZone(Date.parse(at), ctx.tenant.zone) ?? at.slice(0, 10))
}

/** Read with the right of the engine: who may write an amount need not see the table of rates. */
async function fetchRate(scope: WriteScope, { currency, day }: { currency: string; day: string }): Promise<Decimal> {
  const { deps, ctx, view, runner } = scope
  const rates = view.model.system.get('currency_rate')
  const statement =
    rates && deps.statements.get(cacheKey(ctx, view, 'rate'), () => compileRate(readTarget(ctx, view, rates)))
  const [row] = statement === undefined ? [] : await runner.run(statement, { currency, day })
  const [rate] = row ?? []
  if (typeof rate === 'string') return decimal(rate)
  const missing = issue(CURRENCY_RATE_MISSING, { currency, base: ctx.tenant.currency, date: day }, '/currency')
  refuseIfAny(RECORD_INVALID, [missing])
  return decimal(1)
}
