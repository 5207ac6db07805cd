/** `npm test`: unit and integration tests on an embedded Postgres. Further arguments go to Vitest: `npm test -- records`. */
import { main, runTool } from './bootstrap.mjs'

await main(() => runTool('vitest', ['run', '--project', 'unit', '--project', 'integration', ...process.argv.slice(2)]))
