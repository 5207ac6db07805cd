import { basename } from 'node:path'
import { at, type Source, visit } from './source.ts'
import type { Workspace } from './workspace.ts'

/** Words of business modules. The platform must not know them; its modules are documents. */
const MODULE_WORDS = /opportunit|expense|appraisal|commission|crm_|商机|报销|绩效|提成/i
const MAY_NAME_MODULES = /(^|\/)(tests?|e2e|fixtures|locales?)\/|\.test\./

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/
const FORBIDDEN_WORDS = new Set(
  ['util', 'helper', 'manager', 'service']
    .flatMap((word) => [word, `${word}s`])
    .concat(['common', 'misc', 'data', 'info']),
)

/** Packages and applications hold no word of a business module. */
export function checkModuleWords({ sources }: Workspace): string[] {
  const platform = sources.filter(({ path }) => /^(packages|apps)\//.test(path) && !MAY_NAME_MODULES.test(path))
  return platform.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const word = MODULE_WORDS.exec(line)?.[0]
      return word === undefined ? [] : [`${path}:${index + 1}: "${word}" is a word of a business module`]
    }),
  )
}

/** File and folder names are kebab-case and say what they hold. */
export function checkFileNames({ sources }: Workspace): string[] {
  return sources.filter(isCode).flatMap(({ path }) => {
    const segments = path.split('/')
    const words = segments.flatMap((segment) => segment.split(/[-.]/))
    const empty = words.find((word) => FORBIDDEN_WORDS.has(word))
    if (empty !== undefined) return [`${path}: "${empty}" does not say what the file is for`]
    return segments.every((segment) => KEBAB.test(segment)) ? [] : [`${path}: names are kebab-case`]
  })
}

/** `index.ts` stands only where a package exports it. */
export function checkIndexFiles({ sources, rooms }: Workspace): string[] {
  const exported = new Set(rooms.flatMap((room) => [...room.exports.values()]))
  const indexes = sources.filter(({ path }) => /^index\.tsx?$/.test(basename(path)) && !exported.has(path))
  return indexes.map(({ path }) => `${path}: index files stand only at the root of a package`)
}

/** Everything is exported by name; configuration files and Vitest's set-up have to differ. */
export function checkDefaultExports({ sources }: Workspace): string[] {
  const named = sources.filter(({ path }) => !/\.config\.(ts|mjs)$|\/global-setup\.ts$/.test(path))
  return named.flatMap((source) => {
    const found: string[] = []
    visit(source, {
      ExportDefaultDeclaration: (node) => {
        found.push(`${at(source, node)}: export by name`)
      },
    })
    return found
  })
}

function isCode(source: Source): boolean {
  return source.program !== null
}
