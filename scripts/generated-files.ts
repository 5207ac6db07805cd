import { operatorReference } from '../packages/expression/src/index.ts'
import { metadataSchemas, printJson } from '../packages/metadata/src/index.ts'
import { renderErrors } from './render-errors.ts'

/** A file of the repository that is made from code. `npm run generate` writes it, a test keeps it fresh. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly file: string
  /** The whole content. Pure. */
  readonly render: () => string
}

/** Every generated file. A new one is a line here. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { file: 'docs/errors.md', render: renderErrors },
  { file: 'docs/operators.md', render: () => operatorReference('en') },
  { file: 'docs/operators.zh-CN.md', render: () => operatorReference('zh-CN') },
  ...metadataSchemas().map(({ file, schema }) => ({
    file: `schemas/metadata/${file}`,
    render: () => printJson(schema),
  })),
]
