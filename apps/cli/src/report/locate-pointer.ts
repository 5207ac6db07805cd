import { parse } from '@humanwhocodes/momoa'
import { pointerSegments } from '@huozi/core'

/** A place in a text; both count from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

const START: TextPlace = { line: 1, column: 1 }

/** Where a JSON pointer leads in the text of a document, as deep as the document goes; where the text is no JSON, the place it ceases to be. */
export function locatePointer(text: string, pointer: string): TextPlace {
  try {
    return locate(parse(text).body, pointerSegments(pointer))
  } catch (error) {
    return errorPlace(error)
  }
}

type Node = ReturnType<typeof parse>['body']

/** Recursion is bounded by the length of the pointer. */
function locate(node: Node, [segment, ...rest]: readonly string[]): TextPlace {
  const child = segment === undefined ? undefined : childOf(node, segment)
  if (child !== undefined) return locate(child, rest)
  const { line, column } = node.loc.start
  return { line, column }
}

function childOf(node: Node, segment: string): Node | undefined {
  if (node.type === 'Array') return node.elements[Number(segment)]?.value
  if (node.type !== 'Object') return undefined
  return node.members.find(({ name }) => (name.type === 'String' ? name.value : name.name) === segment)?.value
}

function errorPlace(error: unknown): TextPlace {
  const { line, column } = error as Partial<TextPlace>
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : START
}
