import type { Issue } from '@huozi/core'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Document } from '../documents/document.ts'
import { documentSchema, patchSchema } from '../kinds/document-schema.ts'
import { documentShape } from '../kinds/document-shape.ts'
import { kinds } from '../kinds/registry.ts'
import { lazy } from '../model/lazy.ts'
import { ajvIssues } from './ajv-issues.ts'

/**
 * One instance for the platform's own schemas: what tenants write is never a schema. `allErrors` is safe because the
 * size of what is validated is bounded before. Made on first use: who only reads models does not need it.
 */
const ajv = lazy(() => {
  const instance = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false, strictTypes: false })
  return instance.addVocabulary(['x-merge', 'x-key', 'x-ref'])
})

const validators = new Map<string, ValidateFunction>()

/**
 * Compares a document with the schema of its kind, or of patches of its kind when it says `extends`. The kind must be
 * known. Issues stand at the property they are about, also when it is missing or unknown.
 */
export function validateDocument(document: Document): Issue[] {
  const validate = validatorOf(document.kind, document.extends !== undefined)
  const isValid: boolean = validate(document)
  if (isValid) return []
  return ajvIssues(validate.errors ?? [], document, documentShape(document.kind))
}

/** Validators are compiled on first use: most commands see few kinds. */
function validatorOf(name: string, isPatch: boolean): ValidateFunction {
  const key = isPatch ? `${name}-patch` : name
  const known = validators.get(key)
  if (known !== undefined) return known
  const kind = kinds.get(name)
  if (kind === undefined) throw new Error(`No kind ${name}`)
  const validate = ajv().compile(isPatch ? patchSchema(kind) : documentSchema(kind))
  validators.set(key, validate)
  return validate
}
