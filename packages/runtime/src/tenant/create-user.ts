import type { JsonObject } from '@huozi/core'
import { replaceMemberships, upsertCredential } from '@huozi/database'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { hashPassword } from '../identity/password.ts'
import { createWithin } from '../record/create-record.ts'
import { retrying, type WriteSession } from '../record/write-record.ts'

export interface NewUser {
  /** Fields of the user's record: `name`, `email`, … */
  readonly values: JsonObject
  readonly password: string
  readonly roles: readonly string[]
}

/** Creates a user who can sign in and holds the roles; answers his id. Unknown roles are left out. */
export async function createUser(deps: RuntimeDeps, ctx: RequestContext, user: NewUser): Promise<string> {
  const [id = ''] = await createUsers(deps, ctx, [user])
  return id
}

/** Creates users, all of them or none; answers their ids. */
export async function createUsers(
  deps: RuntimeDeps,
  ctx: RequestContext,
  users: readonly NewUser[],
): Promise<readonly string[]> {
  const hashes = await Promise.all(users.map(({ password }) => hashPassword(password)))
  const ids = await retrying(() =>
    deps.views.run(ctx, (view) =>
      deps.database.transaction((runner) => createWith({ deps, ctx, view, runner }, users, hashes)),
    ),
  )
  deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return ids
}

/** Records first: memberships move the epoch the records are judged by. */
async function createWith(
  session: WriteSession,
  users: readonly NewUser[],
  hashes: readonly string[],
): Promise<readonly string[]> {
  const { deps, ctx, view, runner } = session
  const { schema } = ctx.tenant
  const object = view.model.system.get('user')
  if (object === undefined) throw new Error('The model has no object for users')
  const ids: string[] = []
  for (const { values } of users) ids.push((await createWithin(session, { object: object.name, body: values })).id)
  const at = new Date(deps.clock.now()).toISOString()
  for (const [index, { roles }] of users.entries()) {
    const userId = ids[index] ?? ''
    await upsertCredential(runner, schema, { userId, hash: hashes[index] ?? '', at })
    await replaceMemberships(runner, schema, {
      userId,
      roleIds: roles.flatMap((name) => view.model.roles.get(name)?.id ?? []),
    })
  }
  return ids
}
