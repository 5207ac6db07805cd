import type { Document, ExpressionSource } from './document.ts'

/** What people who hold the role may do (`metadata-syntax.md` §5). Roles only grant. */
export interface RoleDocument extends Document {
  readonly kind: 'role'
  readonly objects?: readonly RoleObjectDocument[]
  /** Held by every signed-in user without being given. */
  readonly everyone?: boolean
  /** Rights that are not about an object, e.g. `metadata.publish`. */
  readonly rights?: readonly string[]
}

export interface RoleObjectDocument {
  /** An object, or `*` for every object. */
  readonly object: string
  readonly allow?: readonly string[]
  /** Condition on the rows, per action or `*`. */
  readonly rows?: { readonly [action: string]: ExpressionSource }
  /** Level per field or `*`. */
  readonly fields?: { readonly [field: string]: string }
}
