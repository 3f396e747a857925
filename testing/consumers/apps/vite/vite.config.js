import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: 'NONCE' },
  build: { rollupOptions: { input: ['index.html', 'hostile.html'] } },
})
