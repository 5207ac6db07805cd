/** `node scripts/run.mjs <tool> …`: runs a tool of this checkout after installing what is missing. */
import { fail, main, runTool } from './bootstrap.mjs'

const [tool, ...args] = process.argv.slice(2)
if (!tool) fail('Usage: node scripts/run.mjs <tool> [arguments]')
await main(() => runTool(tool, args))
