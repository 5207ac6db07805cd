import { catalogue } from '../packages/core/src/index.ts'

type Entry = (typeof catalogue)[string][number]

const HEAD = `# Errors

Every refusal of the platform, by area. An answer carries the code in its problem details (\`application/problem+json\`,
RFC 9457, \`type\` is \`urn:huozi:error:<code>\`) with a pointer to the place in the request; a command or a start prints it.
Codes are never used again for something else. Messages are in the reader's language, here with example values.

Generated from the catalogue in \`packages/core\` by \`npm run generate\`.
`

/** `docs/errors.md`: the catalogue as a reader needs it. */
export function renderErrors(): string {
  const areas = Object.entries(catalogue).map(([area, entries]) => renderArea(area, entries))
  return [HEAD, ...areas].join('\n')
}

function renderArea(area: string, entries: readonly Entry[]): string {
  const lines = [...entries].sort((a, b) => (a.code < b.code ? -1 : 1)).map(renderEntry)
  return `## ${area}\n\n| code | status | meaning | message |\n|---|---|---|---|\n${lines.join('\n')}\n`
}

function renderEntry({ code, status, title, example }: Entry): string {
  const meaning = `${title.en}<br>${title['zh-CN']}`
  const message = `${example.en}<br>${example['zh-CN']}`
  return `| \`${code}\` | ${status} | ${cell(meaning)} | ${cell(message)} |`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
