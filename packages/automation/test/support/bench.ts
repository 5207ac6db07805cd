import type { Row, Tenant } from '@huozi/database'
import { type Document, TENANT_LAYER } from '@huozi/metadata'
import { createRecord, listNotifications, publish, type RequestContext } from '@huozi/runtime'
import { ADMIN, LIBRARIAN, newBook, openLibrary, type Workshop } from '@huozi/runtime/testing'
import { type BackgroundWorker, createWorker, type RetryPolicy, type WorkerOptions } from '../../src/index.ts'

type NotificationEntry = Awaited<ReturnType<typeof listNotifications>>['notifications'][number]

/** A library with workers that serve it and no other tenant of the test database. */
export interface Bench extends Workshop {
  /** Faults the workers reported. */
  readonly faults: unknown[]
  /** An administrator. */
  readonly admin: RequestContext
  /** A worker of another node. */
  newWorker(options?: WorkerOptions): BackgroundWorker
  /** Publishes documents as the tenant's own layer. */
  customize(...documents: readonly Document[]): Promise<void>
  /** Runs SQL of the test's own; `{t}` stands for the tenant's schema. */
  query(text: string, ...parameters: readonly unknown[]): Promise<readonly Row[]>
  notificationsOf(email: string): Promise<readonly NotificationEntry[]>
  userId(email: string): Promise<string>
  /** Lends a new book to a member whom the librarian looks after: a flow tells the librarian and marks the loan. */
  lend(): Promise<string>
}

/** Flows that listen to whatever happens to books and do nothing: without one there are no events of them. */
export const BOOK_LISTENERS = (['created', 'updated'] as const).map(
  (type): Document => ({
    kind: 'flow',
    name: `x_hear_${type}`,
    label: 'Listener',
    trigger: { type, object: 'lib_book' },
    when: 'false',
    steps: [{ name: 'nothing', type: 'set', values: { notes: null } }],
  }),
)

/** Tries again at once, so that no test waits for a clock. */
const AT_ONCE: RetryPolicy = { attempts: 8, delayMs: () => 0 }

export async function openBench(): Promise<Bench> {
  const workshop = await openLibrary()
  const { deps, system, tenant, database } = workshop
  const faults: unknown[] = []
  const admin = await workshop.signIn(ADMIN)
  const userId = async (email: string): Promise<string> => {
    const { viewer } = await deps.views.current(await workshop.signIn(email))
    return viewer?.id ?? ''
  }
  let member: string | undefined
  const fetchMember = async (): Promise<string> => {
    const body = { name: '张三', librarian: await userId(LIBRARIAN) }
    member ??= (await createRecord(deps, admin, { object: 'lib_member', body })).id
    return member
  }
  return {
    ...workshop,
    faults,
    admin,
    userId,
    newWorker: (options) =>
      createWorker(workshop.newNode(), {
        tenants: only(tenant),
        retries: AT_ONCE,
        report: (error) => faults.push(error),
        ...options,
      }),
    customize: async (...documents) => {
      const layer = { manifest: null, documents }
      await publish(deps, system, { message: 'customize', changes: [{ name: TENANT_LAYER, layer }] })
    },
    query: (text, ...parameters) =>
      database.run({ name: null, text: text.replaceAll('{t}', `"${tenant.schema}"`), parameters }),
    notificationsOf: async (email) => {
      const ctx = await workshop.signIn(email)
      return (await listNotifications(deps, ctx, { limit: 200 })).notifications
    },
    lend: async () => {
      const { id: book } = await newBook(workshop, admin)
      const body = { member: await fetchMember(), book }
      return (await createRecord(deps, admin, { object: 'lib_loan', body })).id
    },
  }
}

function only(tenant: Tenant): () => Promise<readonly Tenant[]> {
  return async () => [tenant]
}
