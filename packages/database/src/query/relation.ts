import type { TypedExpression } from '@huozi/expression'
import type { CollectionModel, FieldModel, ObjectModel } from '@huozi/metadata'
import { type RawBuilder, sql } from 'kysely'
import type { CollectionRows, ColumnRef, RowsInScope } from '../expression/rows-in-scope.ts'
import { baseSql } from '../field-storage/base-amount.ts'
import { plainColumn } from '../field-storage/companion-columns.ts'
import { foldedColumn, keepsFoldedCopy } from '../field-storage/folded-copy.ts'
import { objectColumn, polymorphicText } from '../field-storage/polymorphic.ts'
import { columnsOf, keptValue } from '../rollup/rollup-columns.ts'
import type { SchemaName } from '../schema/tenant-schema.ts'
import { conditionSql, valueSql } from './expression-sql.ts'

/** Which rows of an object a reader may see: all, none, or those that meet a condition. */
export type RowRule = TypedExpression | boolean

/** The row rule of each object a statement may join. */
export type RowRules = (object: ObjectModel) => RowRule

/** Rules of the engine itself: formulas and row conditions read through every reference. */
export const EVERY_ROW: RowRules = () => true

/** Where the rows of a relation come from: an object's table, or a CTE with the same columns. */
export interface RelationSource {
  readonly schema: SchemaName
  readonly object: ObjectModel
  /** Alias of the rows in the statement. */
  readonly alias: string
  readonly rules: RowRules
  /** `table.column` of texts whose folded copies are still being made: they are folded on the spot. */
  readonly filling?: readonly string[] | undefined
}

/**
 * The rows of one object inside a statement, growing joins as paths are asked for.
 * Paths a reader names pass through {@link RowRules}: behind a reference to a row he may not see everything is blank.
 */
export class Relation implements RowsInScope {
  readonly object: ObjectModel
  readonly alias: string
  readonly #schema: SchemaName
  readonly #rules: RowRules
  readonly #filling: readonly string[]
  readonly #joins: JoinList
  readonly #prefix: string

  constructor(source: RelationSource, parent?: { joins: JoinList; prefix: string }) {
    this.object = source.object
    this.alias = source.alias
    this.#schema = source.schema
    this.#rules = source.rules
    this.#filling = source.filling ?? []
    this.#joins = parent?.joins ?? new JoinList(`${source.alias}_`)
    this.#prefix = parent?.prefix ?? source.alias
  }

  /** SQL of what a field shows, which may be more than expressions see of it. */
  shown(field: FieldModel): RawBuilder<unknown> {
    return field.baseOf === null ? this.stored(field) : this.value([field.name])
  }

  /** What is known of the file a field holds, as JSON text. */
  file({ column }: FieldModel): RawBuilder<unknown> {
    const id = sql.id(this.alias, column?.name ?? '')
    return sql`(select pg_catalog.json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'type', f.type)::text
      from ${sql.id(this.#schema, '_file')} as f where f.id = ${id})`
  }

  /** SQL of what a field keeps. */
  stored(field: FieldModel): RawBuilder<unknown> {
    if (field.column === null) return this.value([field.name])
    if (field.targets.length > 0) return polymorphicText(this.alias, field.column.name)
    return sql.id(this.alias, field.column.name)
  }

  /** SQL of a path's value in expressions. */
  value(path: readonly string[]): RawBuilder<unknown> {
    return this.column(path).column
  }

  /** A path's value with what the renderer of expressions can make use of. */
  column(path: readonly string[]): ColumnRef {
    const { relation, field } = this.#walk(path)
    const kept = relation.#keptRollup(field)
    if (kept !== null) return kept
    if (field.formula !== null) return relation.#formula(field.name, field.formula)
    if (field.column === null) throw new Error(`Neither stored nor computed: ${field.object}.${field.name}`)
    const { name, spec } = field.column
    const isInteger = spec.kind === 'integer'
    if (field.fieldType.plainText !== undefined) return { column: sql.id(relation.alias, plainColumn(name)) }
    if (field.baseOf !== null) return { column: baseSql(relation.alias, field) }
    const column = sql.id(relation.alias, name)
    if (!keepsFoldedCopy(relation.object, field) || this.#filling.includes(`${relation.object.table}.${name}`))
      return { column, isInteger }
    return { column, isInteger, folded: sql.id(relation.alias, foldedColumn(name)) }
  }

  /** The kept figure of a stored roll-up; null while it is being filled: then it is computed. */
  #keptRollup(field: FieldModel): ColumnRef | null {
    const columns = columnsOf(field)
    const isFilling = columns.some(({ name }) => this.#filling.includes(`${this.object.table}.${name}`))
    if (columns.length === 0 || isFilling) return null
    const isInteger = columns.length === 1 && columns[0]?.spec.kind === 'integer'
    return { column: keptValue(columns.map(({ name }) => sql.id(this.alias, name))), isInteger }
  }

  /** The living records of a collection that these rows' reader may see. */
  collection(path: readonly string[]): CollectionRows {
    const { relation, name } = this.#reach(path)
    const found = relation.object.collection(name)
    if (found === undefined) throw new Error(`No collection ${relation.object.name}.${name}`)
    return relation.#children(found)
  }

  calendarDays(): RawBuilder<unknown> {
    return sql.id(this.#schema, '_calendar_day')
  }

  tree(): RawBuilder<unknown> {
    return sql.id(this.#schema, '_tree')
  }

  /** The field a path ends at. */
  fieldAt(path: readonly string[]): FieldModel {
    return this.#walk(path).field
  }

  /** The relation behind a reference field. */
  join(field: FieldModel): Relation {
    const target = field.target()
    const column = field.column
    if (target === undefined || column === null)
      throw new Error(`Not a stored reference: ${field.object}.${field.name}`)
    const key = `${this.#prefix}.${field.name}${this.#rules === EVERY_ROW ? '!' : ''}`
    const known = this.#joins.find(key)
    if (known !== undefined) return known
    return this.#joins.add(key, (alias) => this.#joinTo(target, { alias, key, on: sql.id(this.alias, column.name) }))
  }

  /** The relation of those rows of `target` that a polymorphic reference points to; null when the reader sees none of them. */
  joinOneOf(field: FieldModel, target: ObjectModel): Relation | null {
    if (field.column === null || this.#rules(target) === false) return null
    const key = `${this.#prefix}.${field.name}:${target.id}${this.#rules === EVERY_ROW ? '!' : ''}`
    const column = sql.id(this.alias, field.column.name)
    const object = sql.id(this.alias, objectColumn(field.column.name))
    const on = sql`case when ${object} = ${target.id}::integer then ${column} end`
    return this.#joins.find(key) ?? this.#joins.add(key, (alias) => this.#joinTo(target, { alias, key, on }))
  }

  /** The same rows read with the engine's own right, for formulas and row conditions. */
  asEngine(): Relation {
    if (this.#rules === EVERY_ROW) return this
    return new Relation(this.#source(this.object, this.alias, EVERY_ROW), { joins: this.#joins, prefix: this.#prefix })
  }

  /** Every join asked for so far, in order, to be placed after `from …`. */
  joins(): RawBuilder<unknown> {
    return this.#joins.sql()
  }

  /**
   * A formula is rendered once. A small one stands where it is used, so that Postgres can match it with an expression index;
   * a large one is computed beside the row, since formulas over formulas would otherwise double with every level.
   */
  #formula(name: string, formula: TypedExpression): ColumnRef {
    return this.#joins.formula(`${this.#prefix}.${name}`, () => valueSql(formula, this.asEngine()))
  }

  #walk(path: readonly string[]): { relation: Relation; field: FieldModel } {
    const { relation, name } = this.#reach(path)
    return { relation, field: relation.#field(name) }
  }

  /** The rows that references lead to, and the last name of the path. */
  #reach(path: readonly string[]): { relation: Relation; name: string } {
    let relation: Relation = this
    for (const name of path.slice(0, -1)) relation = relation.join(relation.#field(name))
    return { relation, name: path.at(-1) ?? '' }
  }

  /** Rows of a subquery of their own, with aliases and joins of their own. */
  #children({ object, field }: CollectionModel): CollectionRows {
    const alias = this.#joins.subquery()
    const children = new Relation(this.#source(object, alias, this.#rules))
    const rule = this.#rules(object)
    const isTheirs = sql`${sql.id(alias, field.column?.name ?? '')} = ${sql.id(this.alias, 'id')}`
    return {
      column: (path) => children.column(path),
      collection: (path) => children.collection(path),
      calendarDays: () => children.calendarDays(),
      tree: () => children.tree(),
      order: sql.id(alias, 'id'),
      from: (condition) => {
        const seen = rule === true ? [] : [rule === false ? sql`false` : conditionSql(rule, children.asEngine())]
        const all = [
          isTheirs,
          sql`${sql.id(alias, 'deleted_at')} is null`,
          ...seen,
          ...(condition === null ? [] : [condition]),
        ]
        return sql`from ${sql.id(this.#schema, object.table)} as ${sql.id(alias)}${children.joins()} where ${sql.join(all, sql` and `)}`
      },
    }
  }

  #field(name: string): FieldModel {
    const field = this.object.field(name)
    if (field === undefined) throw new Error(`No field ${this.object.name}.${name}`)
    return field
  }

  #source(object: ObjectModel, alias: string, rules: RowRules): RelationSource {
    return { schema: this.#schema, object, alias, rules, filling: this.#filling }
  }

  #joinTo(
    target: ObjectModel,
    at: { alias: string; key: string; on: RawBuilder<unknown> },
  ): { relation: Relation; join: RawBuilder<unknown> } {
    const table = sql.id(this.#schema, target.table)
    const source = this.#source(target, at.alias, this.#rules)
    const relation = new Relation(source, { joins: this.#joins, prefix: at.key })
    const alias = sql.id(at.alias)
    const live = sql`${sql.id(at.alias, 'id')} = ${at.on} and ${sql.id(at.alias, 'deleted_at')} is null`
    const rule = this.#rules(target)
    if (rule === true) return { relation, join: sql`left join ${table} as ${alias} on ${live}` }
    if (rule === false) return { relation, join: sql`left join ${table} as ${alias} on false` }
    const guarded = new Relation({ ...source, rules: EVERY_ROW })
    const condition = conditionSql(rule, guarded)
    const rows = sql`select ${alias}.* from ${table} as ${alias}${guarded.joins()} where ${live} and ${condition}`
    return { relation, join: sql`left join lateral (${rows}) as ${alias} on true` }
  }
}

/** Nodes up to which a formula is written out wherever it is used. */
const INLINE_SIZE = 100

/** Joins of one statement, shared by all its relations so that aliases never meet. */
class JoinList {
  readonly #relations = new Map<string, Relation>()
  readonly #formulas = new Map<string, ColumnRef>()
  readonly #sql: RawBuilder<unknown>[] = []
  readonly #prefix: string
  #subqueries = 0

  /** @param prefix of the aliases: a subquery must not hide the aliases around it. */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  find(key: string): Relation | undefined {
    return this.#relations.get(key)
  }

  add(key: string, make: (alias: string) => { relation: Relation; join: RawBuilder<unknown> }): Relation {
    const { relation, join } = make(`${this.#prefix}${this.#sql.length + 1}`)
    this.#relations.set(key, relation)
    this.#sql.push(join)
    return relation
  }

  /** The alias of a subquery, which no row around it has. */
  subquery(): string {
    this.#subqueries += 1
    return `${this.#prefix}s${this.#subqueries}`
  }

  /** What stands for a formula: itself, or a lateral join that holds its value. `offset 0` keeps the planner from writing it out. */
  formula(key: string, render: () => { sql: RawBuilder<unknown>; size: number }): ColumnRef {
    const known = this.#formulas.get(key)
    if (known !== undefined) return known
    const { sql: value, size } = render()
    const made = size <= INLINE_SIZE ? { column: value, size } : { column: this.#computed(value) }
    this.#formulas.set(key, made)
    return made
  }

  #computed(value: RawBuilder<unknown>): RawBuilder<unknown> {
    const alias = sql.id(`${this.#prefix}${this.#sql.length + 1}`)
    this.#sql.push(sql`cross join lateral (select ${value} as v offset 0) as ${alias}`)
    return sql`${alias}.v`
  }

  sql(): RawBuilder<unknown> {
    return this.#sql.length === 0 ? sql`` : sql` ${sql.join(this.#sql, sql` `)}`
  }
}
