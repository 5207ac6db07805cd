import { describe, expect, test } from 'vitest'
import { checkDangerousCode, checkRawSql, findLongCode } from './architecture/code-rules.ts'
import { checkCycles } from './architecture/cycle-rule.ts'
import { checkDefaultExports, checkFileNames, checkIndexFiles, checkModuleWords } from './architecture/file-rules.ts'
import {
  checkBrowserSafe,
  checkDeclared,
  checkFloors,
  checkRelativeImports,
  checkSqlRoom,
} from './architecture/import-rules.ts'
import { checkRegistrySwitches, existingRegistries, registryNames } from './architecture/registry-rule.ts'
import { loadSources, parseSource } from './architecture/source.ts'
import { FLOORS, loadRooms, type Workspace } from './architecture/workspace.ts'

const ROOT = new URL('..', import.meta.url).pathname.slice(0, -1)
const rooms = loadRooms(ROOT)
const workspace: Workspace = { sources: loadSources(ROOT), rooms }

type Files = Readonly<Record<string, string>>

/** Every rule with files that break it: a rule that finds nothing in them guards nothing. */
const RULES: readonly { name: string; check: (workspace: Workspace) => string[]; broken: readonly Files[] }[] = [
  {
    name: 'a room imports only from lower floors, and only what is exported',
    check: checkFloors,
    broken: [
      { 'packages/core/src/a.ts': "import { parse } from '@huozi/expression'" },
      { 'packages/database/src/a.ts': "import type { Form } from '@huozi/forms'" },
      { 'packages/database/test/a.ts': "import { publish } from '@huozi/runtime'" },
      { 'apps/web/src/a.ts': "export * from '@huozi/cli'" },
      { 'apps/server/src/a.ts': "await import('@huozi/core/src/ids.ts')" },
      { 'apps/server/src/a.ts': "import { thing } from '@huozi/nowhere'" },
    ],
  },
  {
    name: 'a relative import stays in its room',
    check: checkRelativeImports,
    broken: [
      { 'packages/runtime/src/a.ts': "import { run } from '../../database/src/index.ts'" },
      { 'tests/a.ts': "import { newId } from '../packages/core/src/ids.ts'" },
    ],
  },
  {
    name: 'what is imported is declared',
    check: checkDeclared,
    broken: [
      { 'packages/core/src/a.ts': "import fastify from 'fastify'" },
      { 'packages/expression/src/a.ts': "import { apply } from 'json-logic-js'" },
    ],
  },
  {
    name: 'rooms for the browser use no Node',
    check: checkBrowserSafe,
    broken: [
      { 'packages/core/src/a.ts': "import { readFile } from 'node:fs/promises'" },
      { 'packages/forms/src/a.ts': "import { createHash } from 'crypto'" },
      { 'packages/client/src/a.ts': 'export const home = process.env.HOME' },
      { 'apps/web/src/a.tsx': "export const bytes = Buffer.from('a')" },
    ],
  },
  {
    name: 'only the database room sees the driver',
    check: checkSqlRoom,
    broken: [
      { 'packages/runtime/src/a.ts': "import { sql } from 'kysely'" },
      { 'apps/server/src/a.ts': "import type { Client } from 'pg'" },
    ],
  },
  {
    name: 'no file imports itself by way of others',
    check: checkCycles,
    broken: [
      { 'packages/core/src/a.ts': "import './b.ts'", 'packages/core/src/b.ts': "export * from './a.ts'" },
      { 'packages/core/src/a.ts': "import { type A } from './a.ts'" },
      {
        'packages/core/src/index.ts': "export * from './a.ts'",
        'packages/core/src/a.ts': "import { newId } from '@huozi/core'",
      },
    ],
  },
  {
    name: 'nobody tells the things of a registry apart by name',
    check: checkRegistrySwitches,
    broken: [
      withRegistry('metadata/src/field-types', ['text', 'lookup'], {
        'packages/forms/src/a.ts': "switch (field.type) { case 'text': case 'lookup': }",
      }),
      withRegistry('expression/src/operators', ['+', 'and'], {
        'packages/database/src/a.ts': "if (node.operator === '+') a()\nelse if (node.operator === 'and') b()",
      }),
      withRegistry('metadata/src/kinds', ['object', 'role'], {
        'apps/cli/src/a.ts': "const rank = kind === 'object' ? 1 : kind !== 'role' ? 2 : 3",
      }),
    ],
  },
  {
    name: 'the platform holds no word of a business module',
    check: checkModuleWords,
    broken: [
      { 'packages/runtime/src/a.ts': "const object = 'crm_account'" },
      { 'apps/web/src/a.json': '{"title": "商机"}' },
    ],
  },
  {
    name: 'file names are kebab-case and say what the file is for',
    check: checkFileNames,
    broken: [
      { 'packages/core/src/string-utils.ts': '' },
      { 'packages/core/src/services/a.ts': '' },
      { 'packages/core/src/newId.ts': '' },
    ],
  },
  {
    name: 'index files stand only at the root of a package',
    check: checkIndexFiles,
    broken: [{ 'packages/core/src/errors/index.ts': '' }],
  },
  {
    name: 'everything is exported by name',
    check: checkDefaultExports,
    broken: [{ 'packages/core/src/a.ts': 'export default 1' }],
  },
  {
    name: 'text never becomes SQL',
    check: checkRawSql,
    broken: [
      { 'packages/database/src/a.ts': 'sql.raw(name)' },
      { 'packages/database/src/a.ts': 'sql.lit(value)' },
      { 'packages/runtime/src/a.ts': 'run(sql`select 1`)' },
    ],
  },
  {
    name: 'text never becomes code or markup',
    check: checkDangerousCode,
    broken: [
      { 'packages/core/src/a.ts': "new Function('return 1')" },
      { 'packages/core/src/a.ts': "eval('1')" },
      { 'apps/web/src/a.tsx': 'export const a = <p dangerouslySetInnerHTML={{ __html: text }} />' },
      { 'apps/web/src/a.ts': 'element.innerHTML = text' },
    ],
  },
]

describe.each(RULES)('$name', ({ check, broken }) => {
  test('holds', () => {
    expect(check(workspace)).toEqual([])
  })

  test.each(broken.map((files) => [Object.values(files).at(-1) || Object.keys(files).at(-1), files]))(
    'would notice %s',
    (_name, files) => {
      const sources = Object.entries(files as Files).map(([path, text]) => parseSource(path, text))
      expect(check({ sources, rooms })).not.toEqual([])
    },
  )
})

test('every room has a floor', () => {
  expect(rooms.map(({ path }) => path).sort()).toEqual(Object.keys(FLOORS).sort())
})

test('every registry is read', () => {
  const registries = existingRegistries(workspace)
  expect(registries.filter((folder) => registryNames(workspace.sources, folder).size < 2)).toEqual([])
})

test('long functions and files are named', () => {
  const long = findLongCode(workspace)
  if (long.length > 0) console.warn(`Is there a second room inside?\n${long.join('\n')}`)
})

function withRegistry(folder: string, names: readonly string[], files: Files): Files {
  const definitions = names.map((name, index) => [
    `packages/${folder}/thing-${index}.ts`,
    `export const thing = define({ name: '${name}' })`,
  ])
  return { ...Object.fromEntries(definitions), ...files }
}
