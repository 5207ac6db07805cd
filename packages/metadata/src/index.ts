export type { AccessSet } from './access/access-set.ts'
export { readableField, visibleTarget } from './access/readable-field.ts'
export { resolveAccess, systemAccess } from './access/resolve-access.ts'
export { viewerScope } from './access/viewer-scope.ts'
export { type CheckedDocuments, checkDocuments } from './check/check-documents.ts'
export { type DocumentIssue, documentIssue } from './check/document-issue.ts'
export { DOCUMENT_LIMITS } from './check/document-limits.ts'
export { locateIssue } from './check/locate-issue.ts'
export { type ParsedDocument, parseDocument } from './check/parse-document.ts'
export { type DocumentChange, diffDocuments } from './diff/diff-documents.ts'
export type * from './documents/app-document.ts'
export type * from './documents/dataset-document.ts'
export type { Document, DocumentPath, ExpressionSource, ValueSource } from './documents/document.ts'
export type * from './documents/flow-document.ts'
export type * from './documents/layout-document.ts'
export type * from './documents/list-view-document.ts'
export type * from './documents/object-document.ts'
export type * from './documents/option-set-document.ts'
export type { PackageManifest } from './documents/package-document.ts'
export { canonicalDocument, printCanonical } from './documents/print-canonical.ts'
export { printJson } from './documents/print-json.ts'
export type * from './documents/role-document.ts'
export { type ReadValue, readValueSource } from './documents/value-source.ts'
export { autoNumberSeries, formatAutoNumber } from './field-types/auto-number-pattern.ts'
export { isCalendarDate, isInstant } from './field-types/calendar-date.ts'
export {
  type ColumnSpec,
  type Conversion,
  defineFieldType,
  ExternalReference,
  type FieldSurroundings,
  type FieldType,
  type OnDelete,
  type PolymorphicValue,
  type ReferenceKind,
  type ReferenceTarget,
  type StoredValue,
  type ValueParser,
} from './field-types/field-type.ts'
export { fieldTypes } from './field-types/registry.ts'
export type { JsonSchema, MergeRule } from './json-schema.ts'
export { metadataSchemas, type SchemaFile } from './kinds/metadata-schemas.ts'
export { kinds } from './kinds/registry.ts'
export {
  type Layer,
  layerName,
  layerPrefix,
  type Package,
  TENANT_LAYER,
  TENANT_PREFIX,
} from './layers/layer.ts'
export { type LayerIssue, type MergedLayers, mergeLayers } from './layers/merge-layers.ts'
export { type OrderedPackages, orderPackages } from './layers/order-packages.ts'
export { documentPath, layerOf, type Provenance } from './layers/provenance.ts'
export { type LayerFile, type ReadLayer, readLayer } from './layers/read-layer.ts'
export { compileMessage } from './messages/compile-message.ts'
export type { MessageFormat, MessageModel, MessagePart, MessagePlaceholder } from './messages/message.ts'
export { REFERRING_RECORD } from './model/candidate-scope.ts'
export { compileModel, type ModelInput } from './model/compile-model.ts'
export { isHeard, listeningFlows, type RecordChange } from './model/heard-events.ts'
export type * from './model/model.ts'
export { qualifiedPhysicalName } from './model/physical-names.ts'
export {
  type IdentityPlan,
  type PublishedIdentities,
  planIdentities,
  type RenamedIdentity,
} from './model/plan-identities.ts'
export { type RecordScopeOptions, recordScope } from './model/record-scope.ts'
export { systemFields } from './model/system-fields.ts'
