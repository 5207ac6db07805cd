/** Entry of the bundle. The compile cache has to be on before the first large module is loaded. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '.cache'))
await import('./main.ts')
