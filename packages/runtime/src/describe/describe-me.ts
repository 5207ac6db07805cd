import type { CurrentUser, Me } from '@huozi/client'
import { refuse, SIGN_IN_REQUIRED } from '@huozi/core'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import type { Viewer } from '../view/view.ts'
import { describeApps } from './describe-apps.ts'
import { heldRoles } from './description.ts'

/** Who the caller is, what he may do beside records, and where he can go. Throws SIGN_IN_REQUIRED. */
export async function describeMe(deps: RuntimeDeps, ctx: RequestContext): Promise<Me> {
  const view = await deps.views.current(ctx)
  const { viewer, model } = view
  if (viewer === null) return refuse(SIGN_IN_REQUIRED, {})
  return {
    user: currentUser(viewer, model.system.get('user')?.title.name),
    tenant: { name: ctx.tenant.name, label: ctx.tenant.label },
    roles: heldRoles(view),
    rights: [...view.access.rights].sort(),
    apps: describeApps({ ctx, view }),
    modelVersion: model.version,
  }
}

function currentUser({ id, values, locale, zone }: Viewer, title: string | undefined): CurrentUser {
  const email = String(values.get('email') ?? '')
  return { id, label: String(values.get(title ?? '') ?? email), email, locale, zone }
}
