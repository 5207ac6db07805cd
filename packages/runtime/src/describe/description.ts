import { localize, type Text } from '@huozi/core'
import type { RequestContext } from '../context/request-context.ts'
import type { View } from '../view/view.ts'

/** What is described, and to whom. */
export interface Description {
  readonly ctx: RequestContext
  readonly view: View
}

/** A text of the model in the caller's language; `name` stands in when nobody wrote one. */
export function wordsOf({ ctx }: Description, text: Text | undefined, name: string): string {
  return localize(text, ctx.locale, { tenant: ctx.tenant.locale, name })
}

/** Names of the roles the caller holds, those that everyone holds included. */
export function heldRoles({ model, viewer }: View): readonly string[] {
  const everyones = Array.from(model.roles.values()).filter((role) => role.everyone)
  return [...new Set([...(viewer?.roles ?? []), ...everyones.map(({ name }) => name)])]
}

/** True when something is meant for the caller: for everyone, or for a role he holds. The engine itself sees all. */
export function isMeantFor(roles: readonly string[] | undefined, view: View): boolean {
  if (roles === undefined || roles.length === 0 || view.viewer === null) return true
  const held = heldRoles(view)
  return roles.some((role) => held.includes(role))
}
