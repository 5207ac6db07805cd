/** `npm run generate`: writes every file that is made from code. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { GENERATED_FILES } from './generated-files.ts'

for (const { file, render } of GENERATED_FILES) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, render())
  console.log(file)
}
