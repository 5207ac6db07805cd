import type { ESTree } from 'rolldown/utils'
import { at, type Source, visit } from './source.ts'
import type { Workspace } from './workspace.ts'

/** A constant of the file, which is no text of a tenant. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/

/** Files that paste into SQL what else can only come from ourselves, and what that is. */
const RAW_SQL_ALLOWED: Readonly<Record<string, string>> = {
  'packages/database/src/ddl/render-step.ts': 'sizes of columns and pages, where Postgres takes no parameter',
  'packages/database/src/query/compile-read.ts': 'a constant condition, so that the planner can fold it',
  'packages/database/src/statement/statement.ts': 'names of Postgres types from a closed list',
}

const DANGEROUS_MEMBERS = ['innerHTML', 'outerHTML', 'insertAdjacentHTML']
const FUNCTION_LINES = 60
const FILE_LINES = 400

/** Text never becomes SQL: values are parameters and names go through `sql.id`. Constants of the file may be literals. */
export function checkRawSql({ sources }: Workspace): string[] {
  const shipped = sources.filter(({ path, isTest }) => !isTest && !(path in RAW_SQL_ALLOWED))
  return shipped.flatMap((source) => {
    const found: string[] = []
    visit(source, {
      CallExpression: (node) => {
        const callee = source.text.slice(node.callee.start, node.callee.end)
        if (!/^sql\.(raw|lit|literal)$/.test(callee)) return
        const pasted = node.arguments.map(({ start, end }) => source.text.slice(start, end)).join(', ')
        if (!CONSTANT.test(pasted)) found.push(`${at(source, node)}: ${callee}(${pasted}) pastes text into SQL`)
      },
      TaggedTemplateExpression: (node) => {
        const isSql = node.tag.type === 'Identifier' && node.tag.name === 'sql'
        if (isSql && source.room !== 'packages/database')
          found.push(`${at(source, node)}: SQL is written in packages/database`)
      },
    })
    return found
  })
}

/** Text never becomes code or markup. */
export function checkDangerousCode({ sources }: Workspace): string[] {
  return sources.flatMap((source) => {
    const found: string[] = []
    const note = (node: ESTree.Node, what: string) =>
      found.push(`${at(source, node)}: ${what} runs text as code or markup`)
    visit(source, {
      NewExpression: (node) => {
        if (isNamed(node.callee, ['Function'])) note(node, 'new Function')
      },
      CallExpression: (node) => {
        if (isNamed(node.callee, ['eval', 'Function'])) note(node, 'eval')
      },
      MemberExpression: (node) => {
        if (isNamed(node.property, DANGEROUS_MEMBERS)) note(node, 'writing markup')
      },
      JSXAttribute: (node) => {
        if (node.name.name === 'dangerouslySetInnerHTML') note(node, 'dangerouslySetInnerHTML')
      },
      Property: (node) => {
        if (isNamed(node.key, ['dangerouslySetInnerHTML'])) note(node, 'dangerouslySetInnerHTML')
      },
    })
    return found
  })
}

function isNamed(node: ESTree.Node, names: readonly string[]): boolean {
  return node.type === 'Identifier' && names.includes(node.name)
}

/** Long functions and files. Not a fault: a hint that there may be a second room inside. */
export function findLongCode({ sources }: Workspace): string[] {
  const shipped = sources.filter(({ isTest, program }) => !isTest && program !== null)
  return shipped.flatMap((source) => {
    const lines = source.text.split('\n').length
    const file = lines > FILE_LINES ? [`${source.path}: ${lines} lines`] : []
    return [...file, ...longFunctions(source)]
  })
}

function longFunctions(source: Source): string[] {
  const found: string[] = []
  const measure = (node: ESTree.Node) => {
    const lines = source.text.slice(node.start, node.end).split('\n').length
    if (lines > FUNCTION_LINES) found.push(`${at(source, node)}: a function of ${lines} lines`)
  }
  visit(source, { FunctionDeclaration: measure, FunctionExpression: measure, ArrowFunctionExpression: measure })
  return found
}
