import { type Issue, issue, nearestName, REFERENCE_UNKNOWN } from '@huozi/core'

/** The issue for a name nothing bears, with the nearest name that something does. */
export function unknownReference(kind: string, name: string, known: Iterable<string>, at: string): Issue {
  return issue(REFERENCE_UNKNOWN, { kind, name, nearest: nearestName(name, known) }, at)
}
