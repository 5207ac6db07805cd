import type { Me, MeChange } from '@huozi/client'
import { childPointer, isJsonObject, type Json, LOCALES, REQUEST_SHAPE, refuse, SIGN_IN_REQUIRED } from '@huozi/core'
import { type AccessSet, type ObjectModel, systemAccess } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { describeMe } from '../describe/describe-me.ts'
import { updateAs } from '../record/update-record.ts'
import { retrying } from '../record/write-record.ts'
import type { View } from '../view/view.ts'

/**
 * Changes what a user decides for himself, whatever his roles grant: his language. Everything else about the write is that of
 * any update of his record. Answers who he is afterwards.
 * Throws SIGN_IN_REQUIRED, REQUEST_SHAPE, RECORD_INVALID (a rule of the tenant about users).
 */
export async function changeMe(deps: RuntimeDeps, ctx: RequestContext, body: Json): Promise<Me> {
  const change = parseChange(body)
  const updated = await retrying(() =>
    deps.views.run(ctx, (view) => {
      const { viewer, model } = view
      const object = model.system.get('user')
      if (viewer === null || object === undefined) return refuse(SIGN_IN_REQUIRED, {})
      const session = { deps, ctx, view: ownView(view, object) }
      return updateAs(session, { object: object.name, id: viewer.id, body: { ...change }, expected: '*' })
    }),
  )
  if (updated !== 'unchanged' && updated.heard) deps.hint({ kind: 'events', tenant: ctx.tenant.id })
  return describeMe(deps, ctx)
}

type Parsers = { readonly [K in keyof MeChange]-?: (value: Json, at: string) => MeChange[K] }

/** What may be changed, and what is taken for it. */
const parsers: Parsers = {
  locale: (value, at) =>
    value === null
      ? null
      : (LOCALES.find((locale) => locale === value) ??
        refuse(REQUEST_SHAPE, { expected: anyOf([...LOCALES, null]) }, at)),
}

/** Throws REQUEST_SHAPE. */
function parseChange(body: Json): MeChange {
  const names = Object.keys(parsers) as (keyof MeChange)[]
  if (!isJsonObject(body)) return refuse(REQUEST_SHAPE, { expected: `an object with ${anyOf(names)}` }, '')
  const unknown = Object.keys(body).find((name) => !names.some((known) => known === name))
  if (unknown !== undefined) refuse(REQUEST_SHAPE, { expected: anyOf(names) }, childPointer('', unknown))
  const given = names.flatMap((name) => {
    const value = body[name]
    return value === undefined ? [] : [[name, parsers[name](value, childPointer('', name))] as const]
  })
  return Object.fromEntries(given)
}

function anyOf(values: readonly (string | null)[]): string {
  return values.map((value) => JSON.stringify(value)).join(' | ')
}

/** The caller at his own record: in this view he may change it and do nothing else. */
function ownView(view: View, user: ObjectModel): View {
  const access: AccessSet = {
    ...systemAccess(),
    key: 'own-user',
    can: (object, action) => action === 'read' || (action === 'update' && object === user),
  }
  return { ...view, access }
}
