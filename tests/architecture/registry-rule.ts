import { posix } from 'node:path'
import type { ESTree } from 'rolldown/utils'
import { at, type Source, visit } from './source.ts'
import type { Workspace } from './workspace.ts'

/** A folder with one definition file per thing; only it may tell the things apart by name. */
interface Registry {
  readonly folder: string
  /** What is asked for one of its names: `step.type`, `field.type.name`, `node.operator`, … */
  readonly asks: RegExp
}

/**
 * The closed unions of the syntax tree and of value types are told apart by `kind` and share names such as `text` with
 * field types; so `kind` asks for a name of a registry only where that registry holds kinds.
 */
const REGISTRIES: readonly Registry[] = [
  { folder: 'packages/metadata/src/field-types', asks: /(^|\.)(type|name|fieldType|typeName)$/ },
  { folder: 'packages/metadata/src/flow-steps', asks: /(^|\.)(type|name|step|stepType)$/ },
  { folder: 'packages/metadata/src/kinds', asks: /(^|\.)(kind|name|documentKind)$/ },
  { folder: 'packages/expression/src/operators', asks: /(^|\.)(operator|name|op)$/ },
]

/** Where the same words mean something else, and what. */
const OTHER_MEANING: Readonly<Record<string, string>> = {
  'packages/database/src/expression/render-sql-node.ts':
    "the operators of SQL in the closed tree that operators' SQL is written in",
}

/** Comparing with one name may be a rule of its own; with two it is a switch on the registry. */
const SWITCH_FROM = 2

/**
 * Outside a registry nobody switches on the names in it, by `switch` or by a row of comparisons in one file: what differs
 * by name belongs into the definition files.
 */
export function checkRegistrySwitches({ sources }: Workspace): string[] {
  return REGISTRIES.flatMap((registry) => {
    const names = registryNames(sources, registry.folder)
    const isJudged = (path: string) => !path.startsWith(`${registry.folder}/`) && !(path in OTHER_MEANING)
    const shipped = sources.filter(({ path, isTest }) => !isTest && isJudged(path))
    return shipped.flatMap((source) => findSwitches(source, registry, names))
  })
}

/** The names a registry holds: the `name` of what each definition file declares at its top level. */
export function registryNames(sources: readonly Source[], folder: string): Set<string> {
  const files = sources.filter(({ path, isTest }) => posix.dirname(path) === folder && !isTest)
  return new Set(files.flatMap(declaredNames))
}

/** The folders of registries that exist, so that the test can see that none of them has gone blind. */
export function existingRegistries({ sources }: Workspace): string[] {
  return REGISTRIES.map(({ folder }) => folder).filter((folder) =>
    sources.some(({ path }) => path === `${folder}/registry.ts`),
  )
}

function declaredNames(source: Source): string[] {
  const names: string[] = []
  visit(source, {
    VariableDeclarator: ({ init }) => {
      const definition = init?.type === 'CallExpression' ? init.arguments[0] : init
      if (definition?.type === 'ObjectExpression') names.push(...nameProperty(definition))
    },
  })
  return names
}

function nameProperty({ properties }: ESTree.ObjectExpression): string[] {
  return properties.flatMap((property) => {
    const isName = property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'name'
    return isName && property.value.type === 'Literal' ? [String(property.value.value)] : []
  })
}

function findSwitches(source: Source, { folder, asks }: Registry, names: ReadonlySet<string>): string[] {
  const compared = new Map<string, { names: Set<string>; where: string }>()
  const note = (asked: ESTree.Node, value: ESTree.Node | null) => {
    const subject = source.text.slice(asked.start, asked.end)
    if (!asks.test(subject) || value?.type !== 'Literal' || !names.has(String(value.value))) return
    const entry = compared.get(subject) ?? { names: new Set(), where: at(source, asked) }
    compared.set(subject, entry)
    entry.names.add(String(value.value))
  }
  visit(source, {
    SwitchStatement: ({ discriminant, cases }) => {
      for (const { test } of cases) note(discriminant, test)
    },
    BinaryExpression: ({ left, right, operator }) => {
      if (operator === '===' || operator === '!==') note(left, right)
    },
  })
  const switches = [...compared].filter(([, entry]) => entry.names.size >= SWITCH_FROM)
  return switches.map(
    ([subject, entry]) =>
      `${entry.where}: ${subject} is told apart by name (${[...entry.names].join(', ')}); that belongs into ${folder}`,
  )
}
