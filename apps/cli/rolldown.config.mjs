import { defineConfig } from 'rolldown'

export default defineConfig({
  input: { huozi: 'src/main.ts' },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].mjs',
    banner: '#!/usr/bin/env node',
    sourcemap: true,
    cleanDir: true,
  },
})
