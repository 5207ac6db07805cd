import { type Issue, issue, PACKAGE_CONFLICT, type PackageRule } from '@huozi/core'
import type { PackageManifest } from '../documents/package-document.ts'
import { BASE_PACKAGE, type Package, TENANT_LAYER, TENANT_PREFIX } from './layer.ts'
import { requiredPackages } from './required-packages.ts'
import { satisfies } from './semantic-version.ts'

/** Packages lowest first, with what keeps them from standing beside each other. */
export interface OrderedPackages {
  readonly packages: readonly Package[]
  /** Pointers are into the manifest of the package named by `params.package`. */
  readonly issues: readonly Issue[]
}

/**
 * Puts packages after those they require (or know as optional); independent ones by name, so that the order never
 * depends on that of the input. Manifests have passed their schema.
 */
export function orderPackages(packages: readonly Package[]): OrderedPackages {
  const byName = packages.toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))
  const requires = requiredPackages(byName)
  const depth = (name: string): number => requires.get(name)?.size ?? 0
  const manifests = byName.map(({ manifest }) => manifest)
  return {
    packages: byName.toSorted((a, b) => depth(a.manifest.name) - depth(b.manifest.name)),
    issues: manifests.flatMap((manifest, index) => [
      ...requirementIssues(manifest, manifests),
      ...(requires.get(manifest.name)?.has(manifest.name) === true
        ? [conflict(manifest, 'circular', '/requires')]
        : []),
      ...nameIssues(manifest, manifests.slice(0, index)),
    ]),
  }
}

function* requirementIssues(manifest: PackageManifest, all: readonly PackageManifest[]): Iterable<Issue> {
  for (const property of ['requires', 'optional'] as const) {
    for (const [name, range] of Object.entries(manifest[property] ?? {})) {
      const found = all.find((other) => other.name === name)
      const at = `/${property}/${name}`
      if (found === undefined && property === 'requires') yield conflict(manifest, 'missing', at)
      if (found !== undefined && !satisfies(found.version, range)) yield conflict(manifest, 'version', at)
    }
  }
}

/** Names and prefixes must tell packages apart, from each other and from the tenant's own layer. */
function* nameIssues(manifest: PackageManifest, before: readonly PackageManifest[]): Iterable<Issue> {
  const { name, prefix } = manifest
  if (name === TENANT_LAYER || before.some((other) => other.name === name)) yield conflict(manifest, 'name', '/name')
  const isMissing = prefix === undefined && name !== BASE_PACKAGE
  const isTaken = isMissing || prefix === TENANT_PREFIX || before.some((other) => other.prefix === prefix)
  if (isTaken) yield conflict(manifest, 'prefix', '/prefix')
}

function conflict({ name }: PackageManifest, rule: PackageRule, at: string): Issue {
  return issue(PACKAGE_CONFLICT, { package: name, rule }, at)
}
