import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the examples: the pages, and with `--ssr` the code that renders them. They import the built package. */
export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  base: '/frameworks/',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('lojal-') } } }), svelte()],
  resolve: { alias: [{ find: /^lojal\/define$/, replacement: here('../../dist/define.js') }] },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: here(isSsrBuild ? './dist/server' : './dist/pages'),
    emptyOutDir: true,
    rolldownOptions: {
      input: Object.fromEntries(
        ['react', 'vue', 'svelte', ...(isSsrBuild ? [] : ['plain'])].map((name) => [
          name,
          here(`./${name}/${isSsrBuild ? `server.${name === 'react' ? 'tsx' : 'ts'}` : 'index.html'}`),
        ]),
      ),
    },
  },
}));
