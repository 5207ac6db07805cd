export type { Aggregate } from './aggregates/aggregate.ts'
export { AGGREGATES } from './aggregates/registry.ts'
export { resolveSetting } from './check/settings.ts'
export { corpusCases, type NamedCase } from './corpus/corpus.ts'
export type { CorpusCase } from './corpus/corpus-case.ts'
export { type Choose, FORMS, type Form, growForm } from './corpus/random-expression.ts'
export { randomRecord } from './corpus/random-record.ts'
export { SAMPLE_CALENDARS, sampleCalendar } from './corpus/sample-calendars.ts'
export {
  SAMPLE_CONTEXT,
  SAMPLE_OBJECT,
  type SampleObject,
  sampleChildren,
  sampleRecord,
  sampleValues,
} from './corpus/sample-context.ts'
export {
  SAMPLE_COLLECTIONS,
  SAMPLE_PATHS,
  SAMPLE_SCOPE,
  type SampleCollection,
  sampleScope,
} from './corpus/sample-scope.ts'
export { SAMPLE_TREE } from './corpus/sample-units.ts'
export { type Dependence, dependenceOf } from './dependence.ts'
export { compileEvaluator, type Evaluator } from './evaluate/compile-evaluator.ts'
export type { EvaluationContext, PathSource, ValueSource } from './evaluate/frame.ts'
export { Fuel } from './evaluate/fuel.ts'
export { type ExplainOptions, type Explanation, explain } from './explain/explain.ts'
export type { LabelOf, Localized } from './explain/sentence.ts'
export {
  type CollectionRead,
  collectionReads,
  type FieldPath,
  fieldsOf,
  pathsOf,
  readsDatabase,
  readsSettings,
  viewerFieldsOf,
} from './fields-of.ts'
export { EXPRESSION_LIMITS } from './limits.ts'
export type { Operator } from './operators/operator.ts'
export { OPERATOR_GROUPS, OPERATORS, type OperatorGroup } from './operators/registry.ts'
export { type AggregateParts, type ParseOptions, parseAggregate, parseExpression } from './parse-expression.ts'
export { printExpression } from './print/print-expression.ts'
export { toJsonLogic } from './print/to-json-logic.ts'
export { operatorReference } from './reference/operator-reference.ts'
export type {
  AttributeScope,
  CalendarsScope,
  CollectionScope,
  FieldScope,
  ObjectScope,
  OptionSetScope,
  Scope,
  SettingName,
} from './scope.ts'
export { compileSqlCondition, compileSqlNode, isSqlable } from './sql/compile-sql-node.ts'
export { ContextSlot, type SlotName, slotValue } from './sql/context-slot.ts'
export {
  type SqlAggregate,
  type SqlBranch,
  type SqlCalendarFunction,
  type SqlFunction,
  type SqlListFunction,
  type SqlNode,
  type SqlOperator,
  type SqlScalar,
  type SqlType,
  sqlTypeOf,
} from './sql/sql-node.ts'
export { LANGUAGE_WORDS } from './syntax/grammar.ts'
export { type CaseTable, LOWER_CASE, UPPER_CASE } from './text/case-table.ts'
export { fold, lowerCase, upperCase } from './text/fold.ts'
export { WHITE_SPACE } from './text/pieces.ts'
export type {
  AggregateNode,
  CallNode,
  CollectionPath,
  ExpressionSource,
  ListNode,
  LiteralNode,
  PathNode,
  PathRoot,
  RecordRoot,
  TypedExpression,
  TypedNode,
} from './typed-node.ts'
export {
  type BusinessCalendar,
  businessCalendar,
  type CalendarDay,
  type CalendarDefinition,
  FIRST_CALENDAR_DATE,
  LAST_CALENDAR_DATE,
  type WorkingSpan,
} from './types/business-calendar.ts'
export {
  FIRST_DATE,
  FIRST_INSTANT,
  LAST_DATE,
  LAST_INSTANT,
  parseDate,
  parseDatetime,
  parseTime,
} from './types/calendar.ts'
export type { Filled, Value } from './types/value.ts'
export { valueFromJson, valueToJson } from './types/value-json.ts'
export {
  BLANK,
  BOOLEAN,
  type ChoiceType,
  DATE,
  DATETIME,
  DURATION,
  describeType,
  isSameType,
  type ListType,
  NUMBER,
  type NumberType,
  TEXT,
  TIME,
  type ValueKind,
  type ValueType,
} from './types/value-type.ts'
export { dateInZone, isZone } from './types/zone.ts'
