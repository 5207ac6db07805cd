type Version = readonly [number, number, number]

/**
 * Whether a version (`1.4.2`) lies in a range: exact, `^1.2.0` (same leading non-zero number), `~1.2.0` (same minor) or
 * `>=1.2.0`. Both have passed the schema of a manifest.
 */
export function satisfies(version: string, range: string): boolean {
  const operator = /^[^0-9]*/.exec(range)?.[0] ?? ''
  const [actual, wanted] = [parse(version), parse(range.slice(operator.length))]
  const upper = UPPER_BOUNDS[operator]
  if (upper === undefined) return compare(actual, wanted) === 0
  return compare(actual, wanted) >= 0 && compare(actual, upper(wanted)) < 0
}

const NO_BOUND: Version = [Number.POSITIVE_INFINITY, 0, 0]

/** The first version that is too new. */
const UPPER_BOUNDS: { readonly [operator: string]: (wanted: Version) => Version } = {
  '>=': () => NO_BOUND,
  '~': ([major, minor]) => [major, minor + 1, 0],
  '^': ([major, minor, patch]) => {
    if (major > 0) return [major + 1, 0, 0]
    return minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1]
  },
}

function parse(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return [major, minor, patch]
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
