import type { MetadataIssue } from '@huozi/client'
import type { Locale } from '@huozi/core'
import type { DocumentFolder } from '../folder/read-folder.ts'
import { locatePointer } from './locate-pointer.ts'

/** Issues of a folder, each in two lines: place and code, then what is wrong. */
export function issueLines(folder: DocumentFolder, issues: readonly MetadataIssue[], locale: Locale): string[] {
  const ofFiles = folder.issues.map(({ file, issue }) => ({
    file,
    pointer: issue.pointer,
    code: issue.code,
    detail: issue.message(locale),
  }))
  const ofDocuments = issues.map(({ kind, name, pointer, code, detail }) => ({
    file: fileOf(folder, kind, name),
    pointer,
    code,
    detail,
  }))
  return [...ofFiles, ...ofDocuments].flatMap((entry) => entryLines(entry, folder))
}

interface Entry {
  readonly file: string
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** The manifest is the document of a package. A document of another layer has no file here and stands for itself. */
function fileOf({ layer, texts }: DocumentFolder, kind: string, name: string): string {
  if (layer.manifest?.kind === kind && layer.manifest.name === name) return 'manifest.json'
  const path = `${kind}/${name}.json`
  return texts.has(path) ? path : `${kind}/${name}`
}

function entryLines({ file, pointer, code, detail }: Entry, { texts }: DocumentFolder): string[] {
  const text = texts.get(file)
  const place = text === undefined ? null : locatePointer(text, pointer)
  const where = place === null ? file : `${file}:${place.line}:${place.column}`
  return [[where, pointer, code].filter((part) => part !== '').join(' '), `    ${detail.replace(/\s+/g, ' ')}`]
}
