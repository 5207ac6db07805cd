import { globSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { type ESTree, parseSync, Visitor, type VisitorObject } from 'rolldown/utils'

/** A file of the repository, parsed when it is code. */
export interface Source {
  /** From the root, with forward slashes. */
  readonly path: string
  readonly text: string
  /** The package or application it lies in (`packages/core`), else its top folder. */
  readonly room: string
  /** Tests may use what shipped code may not. */
  readonly isTest: boolean
  readonly program: ESTree.Program | null
  readonly imports: readonly Import[]
}

/** One import, re-export or dynamic import. */
export interface Import {
  readonly specifier: string
  readonly line: number
  /** Erased before the code runs. */
  readonly isType: boolean
  readonly isDynamic: boolean
}

const CODE = ['.ts', '.tsx', '.mjs']
const FOLDERS = '{packages,apps,tests,scripts,bench}'

/** Every code and text file of the rooms, without what is installed or built. */
export function loadSources(root: string): Source[] {
  const exclude = (path: string) => /(^|\/)(node_modules|dist|test-results|\.turbo)(\/|$)/.test(path)
  const paths = globSync(`${FOLDERS}/**/*.{ts,tsx,mjs,json,css,html}`, { cwd: root, exclude })
  return paths.sort().map((path) => parseSource(path, readFileSync(`${root}/${path}`, 'utf8')))
}

/** Parses one file. Throws when it is code with a syntax error. */
export function parseSource(path: string, text: string): Source {
  const [top = '', name = ''] = path.split('/')
  const program = CODE.includes(extname(path)) ? parseCode(path, text) : null
  return {
    path,
    text,
    room: top === 'packages' || top === 'apps' ? `${top}/${name}` : top,
    isTest: /(^|\/)(tests?|e2e|fixtures)\/|\.test(-d)?\./.test(path),
    program,
    imports: program ? findImports(program, text) : [],
  }
}

function parseCode(path: string, text: string): ESTree.Program {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  return program
}

/** Walks the syntax tree of a source; nothing happens for a file that is not code. */
export function visit(source: Source, visitor: VisitorObject): void {
  if (source.program) new Visitor(visitor).visit(source.program)
}

/** `path:line`, as editors understand it. */
export function at(source: Source, node: { start: number }): string {
  return `${source.path}:${lineOf(source.text, node.start)}`
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function findImports(program: ESTree.Program, text: string): Import[] {
  const found: Import[] = []
  const add = (node: { start: number; source: ESTree.StringLiteral | null }, isType: boolean) => {
    if (node.source) {
      found.push({ specifier: node.source.value, line: lineOf(text, node.start), isType, isDynamic: false })
    }
  }
  new Visitor({
    ImportDeclaration: (node) => add(node, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.exportKind === 'type'),
    ImportExpression: ({ source, start }) => {
      if (source.type !== 'Literal' || typeof source.value !== 'string') return
      found.push({ specifier: source.value, line: lineOf(text, start), isType: false, isDynamic: true })
    },
  }).visit(program)
  return found
}
