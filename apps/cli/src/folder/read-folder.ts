import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Issue, JsonObject } from '@huozi/core'
import { type Layer, type LayerFile, parseDocument, readLayer } from '@huozi/metadata'
import { CommandFailure } from '../command-failure.ts'
import type { Terminal } from '../terminal.ts'
import { terminalLocale, textsIn } from '../texts.ts'

/** The documents of a folder, with their texts: where an issue stands is told from them. */
export interface DocumentFolder {
  readonly layer: Layer
  /** Text by path relative to the folder, with forward slashes. */
  readonly texts: ReadonlyMap<string, string>
  /** Files that are no documents, or stand in the wrong place. */
  readonly issues: readonly FileIssue[]
}

export interface FileIssue {
  readonly file: string
  readonly issue: Issue
}

/** Folders of tools and version control are none of ours. */
const HIDDEN = /(^|\/)(\.|node_modules\/)/

/** Reads every JSON file of a folder. Throws CommandFailure when there is no such folder. */
export function readFolder(terminal: Terminal, folder: string): DocumentFolder {
  const texts = readTexts(terminal, folder)
  const parsed = [...texts].map(([path, text]) => ({ path, ...parseDocument(text) }))
  const files = parsed.flatMap(({ path, json }): LayerFile[] => (json === null ? [] : [{ path, json }]))
  const unreadable = parsed.flatMap(({ path, issue }) => (issue === null ? [] : [{ file: path, issue }]))
  const { layer, issues } = readLayer(files)
  const misplaced = issues.map((issue) => ({ file: (issue.params as { file: string }).file, issue }))
  return { layer, texts, issues: [...unreadable, ...misplaced] }
}

function readTexts(terminal: Terminal, folder: string): ReadonlyMap<string, string> {
  const base = resolve(terminal.cwd, folder)
  if (statSync(base, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new CommandFailure(textsIn(terminalLocale(terminal)).noFolder(base))
  }
  const paths = readdirSync(base, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json') && !HIDDEN.test(path))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(base, path), 'utf8')]))
}

/** What the API takes: the manifest of a package, and the documents. */
export function layerRequest({ layer }: DocumentFolder): {
  package: JsonObject | null
  documents: readonly JsonObject[]
} {
  return {
    package: layer.manifest as JsonObject | null,
    documents: layer.documents as unknown as readonly JsonObject[],
  }
}
