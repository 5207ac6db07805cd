import type { ObjectDocument, Package } from '@huozi/metadata'
import {
  createRecord,
  deleteRecord,
  listRecords,
  publish,
  type RequestContext,
  type RuntimeDeps,
  updateRecord,
} from '../../src/index.ts'
import { ADMIN, LIBRARY_USERS, openLibrary } from './library.ts'
import { readPackage, type Workshop } from './workshop.ts'

export const WORKER = 'wu@library.test'
export const DROPPER = 'da@library.test'

/** A package of documents. */
export const pack = (name: string, documents: readonly object[]): Package =>
  ({ manifest: { kind: 'package', name, version: '1.0.0', prefix: name, label: name }, documents }) as never

/** An object everyone may write, with a name and more fields. */
export const object = (name: string, fields: readonly object[], more: object = {}) =>
  ({
    kind: 'object',
    name,
    label: name,
    title: 'name',
    owned: false,
    sharing: 'write',
    fields: [{ name: 'name', type: 'text', label: 'Name' }, ...fields],
    ...more,
  }) as unknown as ObjectDocument

const node = object(
  'rev_node',
  [
    { name: 'parent', type: 'lookup', label: 'Parent', object: 'rev_node', onDelete: 'cascade' },
    { name: 'book', type: 'lookup', label: 'Book', object: 'lib_book' },
    { name: 'member', type: 'lookup', label: 'Member', object: 'lib_member' },
    { name: 'remark', type: 'longText', label: 'Remark' },
    { name: 'secret', type: 'text', label: 'Secret' },
    { name: 'code', type: 'text', label: 'Code', maxLength: 2000, unique: true },
    { name: 'kindof', type: 'picklist', label: 'Kind', values: ['a', 'b', 'c'].map((code) => ({ code, label: code })) },
    { name: 'size', type: 'integer', label: 'Size' },
    { name: 'other', type: 'text', label: 'Other' },
  ],
  {
    search: ['name'],
    unique: [{ name: 'secret_size', fields: ['secret', 'size'] }],
    validations: [
      { name: 'suspended', on: ['create'], failWhen: "attr(member.level, 'suspended')", message: 'Suspended' },
      { name: 'keep', on: ['delete'], failWhen: "name = 'keep'", message: 'Keep it' },
      { name: 'large', failWhen: 'size > 1000', message: 'Too large; the secret is {secret}' },
      { name: 'asked', failWhen: 'size = 998', message: '{me.zone} is wrong' },
      { name: 'named', failWhen: 'size = 999', message: '{member.name} is wrong' },
    ],
  },
)
const owned = object('rev_owned', [{ name: 'by', type: 'text', label: 'By', default: '=owner.name' }], {
  owned: true,
  sharing: 'private',
})
const worker = {
  kind: 'role',
  name: 'rev_worker',
  label: 'Worker',
  objects: [
    { object: 'rev_node', allow: ['create', 'read', 'update', 'delete'], fields: { '*': 'edit', secret: 'none' } },
    { object: 'rev_owned', allow: ['create', 'read', 'update', 'delete'] },
    { object: 'lib_member', allow: ['read'], fields: { '*': 'read', card_no: 'none' } },
    { object: 'lib_book', allow: ['read', 'delete'], fields: { '*': 'read', price: 'none' } },
  ],
}
const dropper = { kind: 'role', name: 'rev_dropper', label: 'D', objects: [{ object: 'rev_node', allow: ['create'] }] }

/** Nodes and owned records, with a role that does not see everything and one that may only create. */
const review = (change: (document: ObjectDocument) => ObjectDocument = (document) => document): Package =>
  pack('rev', [change(node), owned, worker, dropper])

/** A library with nodes. */
export const openNodes = () =>
  openLibrary({
    packages: [readPackage('packages/metadata/test/fixtures/library'), review()],
    users: [
      ...LIBRARY_USERS,
      { values: { name: '吴', email: WORKER }, roles: ['rev_worker'] },
      { values: { name: '达', email: DROPPER }, roles: ['rev_dropper'] },
    ],
  })

/** Runs a test in a tenant of its own. */
export const inOwnTenant = async <T>(work: (own: Workshop, admin: RequestContext) => Promise<T>): Promise<T> => {
  const own = await openNodes()
  try {
    return await work(own, await own.signIn(ADMIN))
  } finally {
    await own.close()
  }
}

/** Publishes the nodes changed. */
export const republish = (own: Workshop, change: (document: ObjectDocument) => ObjectDocument) =>
  publish(own.deps, own.system, { message: 'x', changes: [{ name: 'rev', layer: review(change) }] })

/** An object with one field changed, or without it. */
export const withField = (
  document: ObjectDocument,
  name: string,
  change: (field: object) => object | null,
): ObjectDocument =>
  ({
    ...document,
    fields: document.fields.flatMap((field) => (field.name === name ? (change(field) ?? []) : field)),
  }) as ObjectDocument

/** Publishes one package. */
export const put = (own: Workshop, name: string, documents: readonly object[]) =>
  publish(own.deps, own.system, { message: 'x', changes: [{ name, layer: pack(name, documents) }] })

/** Asks the database itself. */
export const ask = async (own: Workshop, question: string): Promise<Record<string, string>[]> => {
  const client = await own.database.connect()
  return (await client.query(question).finally(() => client.end())).rows
}

let counter = 0
/** A name nobody else has. */
export const fresh = () => `n${++counter}`

/** Short words for what tests do with nodes as the administrator, unless they say otherwise. */
export const nodeWords = (around: () => { workshop: Workshop; admin: RequestContext }) => ({
  make: (body: object, ctx = around().admin, deps = around().workshop.deps) =>
    createRecord(deps, ctx, { object: 'rev_node', body: { name: fresh(), ...body } as never }),
  change: (id: string, body: object, ctx = around().admin) =>
    updateRecord(around().workshop.deps, ctx, { object: 'rev_node', id, body: body as never, expected: '*' }),
  remove: (id: string, ctx = around().admin, deps: RuntimeDeps = around().workshop.deps) =>
    deleteRecord(deps, ctx, { object: 'rev_node', id, expected: '*' }),
  userOf: async (email: string, own = around().workshop, ctx = around().admin) => {
    const query = { object: 'user', where: `email = '${email}'`, limit: 1, count: 'none' } as const
    return (await listRecords(own.deps, ctx, query)).records[0]?.id ?? ''
  },
})
