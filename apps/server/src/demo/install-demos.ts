import { join } from 'node:path'
import { fetchTenant } from '@huozi/database'
import { installDemo, type RuntimeDeps } from '@huozi/runtime'
import { type Demo, readDemo } from './read-demo.ts'

/** Documents of the packages and the demo; as source and as bundle we lie below `apps/server`. */
const isBundle = import.meta.dirname.endsWith('dist')
const SCHEMAS = join(import.meta.dirname, isBundle ? '../../../schemas' : '../../../../schemas')

/** Makes the demo tenants that are not there yet and answers how to sign in to them. */
export async function installDemos(deps: RuntimeDeps, log: (line: string) => void): Promise<Demo> {
  const demo = readDemo(SCHEMAS)
  for (const tenant of demo.tenants) {
    if ((await fetchTenant(deps.database, tenant.name)) !== null) continue
    const began = performance.now()
    log(`Preparing the demo tenant ${tenant.name} …`)
    await installDemo(deps, tenant)
    log(`  made in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
  return demo
}

/** One line for each demo user. */
export function signInLines({ password, tenants }: Demo): string[] {
  const users = tenants.flatMap(({ name, users }) =>
    users.map((user) => `  ${name.padEnd(8)} ${String(user.values.email).padEnd(22)} ${user.roles.join(', ')}`),
  )
  return [`Sign in with the password ${password}:`, ...users]
}
