import { type Client, isApiError } from '@huozi/client'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { parseListSearch } from './run/list/list-search.ts'
import { Shell } from './run/shell/shell.tsx'
import { NotFound } from './run/states/not-found.tsx'
import { ErrorState, LoadingState } from './run/states/states.tsx'
import { meQuery } from './session/queries.ts'

/** What routes may use before a screen is shown. */
interface RouterContext {
  readonly client: Client
  readonly queries: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ redirect: to }: { redirect?: unknown }) =>
    (isOwnPath(to) ? { redirect: to } : {}) as { redirect?: string },
  component: lazyRouteComponent(() => import('./session/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything below needs a session; without one the user signs in and comes back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'in',
  component: Shell,
  beforeLoad: async ({ context: { client, queries }, location }) => {
    try {
      await queries.ensureQueryData(meQuery(client))
    } catch (error) {
      if (isApiError(error, 'SIGN_IN_REQUIRED')) throw redirect({ to: '/sign-in', search: { redirect: location.href } })
      throw error
    }
  },
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./run/home-page.tsx'), 'HomePage'),
})

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$object',
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import('./run/list/list-page.tsx'), 'ListPage'),
})

const create = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$object/new',
  component: lazyRouteComponent(() => import('./run/form/form-page.tsx'), 'CreatePage'),
})

const record = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$object/$id',
  component: lazyRouteComponent(() => import('./run/record/record-page.tsx'), 'RecordPage'),
})

const edit = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$object/$id/edit',
  component: lazyRouteComponent(() => import('./run/form/form-page.tsx'), 'EditPage'),
})

/** The addresses of the app. */
export function createAppRouter(context: RouterContext) {
  return createRouter({
    routeTree: root.addChildren([signIn, signedIn.addChildren([home, list, create, record, edit])]),
    context,
    scrollRestoration: true,
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
    defaultNotFoundComponent: NotFound,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

/** After signing in the user goes back only to this app: `//elsewhere` would leave it. */
function isOwnPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value)
}
