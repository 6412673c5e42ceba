import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.AMI_API ?? 'http://127.0.0.1:5080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, ws: true } } },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    manifest: 'assets/manifest.json',
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Chart and pages come as routes need them; a warning about their size would repeat what check-size proves.
    chunkSizeWarningLimit: 400,
    // What nearly every page uses comes in one file: fifty small ones compress worse, and each page would list them all.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(@mantine\/core\/esm\/(core|components\/(Title|Group|Text|Stack|UnstyledButton|Loader|Transition|VisuallyHidden|Kbd)\/)|@tanstack\/(react-query|query-core)|react\/|i18next|react-i18next)|src\/lib\/(api|auth|i18n|storage|urlState)/,
              minShareCount: 15,
            },
            // Forms come with pages that ask for something; the first view does not.
            {
              name: 'inputs',
              test: /node_modules\/@mantine\/core\/esm\/components\/(Input|InputBase|TextInput|CloseButton)\//,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: './src/testing/setup.ts',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 60_000,
    // Each file has its own document and modules: what one replaces, another must not get. As contexts that costs a quarter of what
    // workers of their own do; in processes, since files that run beside each other must not hear each other's tabs either.
    pool: 'vmForks',
    maxWorkers: '100%',
  },
});
