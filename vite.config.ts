import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('renderer'),
  publicDir: false,
  cacheDir: folder('node_modules/.vite'),
  plugins: [react()],
  // PostCSS warns of each `composes … from`, whose files it reads without saying which they are.
  css: { transformer: 'lightningcss' },
  build: {
    outDir: folder('dist/renderer'),
    emptyOutDir: true,
    // The window is Electron's own Chromium; the browser mode asks for a current browser.
    target: 'es2024',
    // One app on one disk: a second request costs more than a larger file.
    chunkSizeWarningLimit: 5000,
  },
  server: { host: '127.0.0.1', strictPort: true },
})
