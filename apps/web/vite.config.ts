import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const API = process.env.HUOZI_URL ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': { target: API } } },
  build: {
    target: 'es2023',
    manifest: true,
    // Chunks are preloaded by link elements; the polyfill would be for browsers this app does not run on.
    modulePreload: { polyfill: false },
    // A data: URL would need its own allowance in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
})
