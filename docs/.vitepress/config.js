import { createReadStream, existsSync } from 'node:fs';
import { env } from 'node:process';
import { defineConfig } from 'vitepress';
import { headingNames } from './heading-names.js';
import { imageSizes } from './image-sizes.js';
import { headingAnchor, projectLinks } from './links.js';
import { liveFences } from './live-fences.js';
import { sidebar } from './sidebar.js';
import { emptyHeaders } from './table-headers.js';

const DIST = new URL('../../dist/', import.meta.url);

/** The folder of the site on its host: `/`, or `/docs/` by `DOCS_BASE`. */
const base = env.DOCS_BASE ?? '/';

/** In `npm run docs:dev`: serves the built files of the script tag. The build copies them. */
const scriptFiles = {
  name: 'lojal-script-files',
  configureServer(server) {
    server.middlewares.use(`${base}lojal/`, (request, response, next) => {
      const name = /^\/(lojal[\w.-]*\.js)/.exec(request.url)?.[1];
      if (!name || !existsSync(new URL(name, DIST))) return next();
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      createReadStream(new URL(name, DIST)).pipe(response);
    });
  },
};

/** The address of a page on the site: `start/static.html`. */
const addressOf = (relativePath) => relativePath.replace(/\.md$/, '.html');

export default defineConfig({
  base,
  lang: 'en',
  title: 'Lojal',
  description: 'Points, tiers, questions and reviews for a web shop, from one script tag.',
  outDir: '../dist-docs',
  cacheDir: '../.data/vitepress',
  // A script of its own instead of one in every page, so that a policy without inline scripts works.
  metaChunk: true,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  transformHead: ({ page }) =>
    page === '404.md'
      ? []
      : [['link', { rel: 'alternate', type: 'text/markdown', href: `${base}${addressOf(page)}.md` }]],
  // A page loads what it shows, and nothing in advance.
  router: { prefetchLinks: false },
  markdown: {
    anchor: { slugify: headingAnchor },
    languageAlias: { mjs: 'js' },
    // Every colour of code has a contrast of 4.5:1.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      projectLinks(md);
      liveFences(md);
      headingNames(md);
      emptyHeaders(md);
      imageSizes(md);
    },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('lojal-') } } },
  vite: { plugins: [scriptFiles], build: { chunkSizeWarningLimit: 1500 }, logLevel: 'warn' },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start/static', activeMatch: '^/start/' },
      { text: 'Configure', link: '/configurator/index.html', target: '_self' },
      { text: 'Elements', link: '/elements', activeMatch: '^/elements' },
      { text: 'Server', link: '/server' },
      { text: 'Changes', link: '/project/changelog' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
    notFound: {
      title: 'Page not found',
      quote:
        'The address was mistyped, or the page has another address now. Search for it, or begin at the first page.',
      linkLabel: 'First page',
      linkText: 'First page',
    },
    footer: { message: 'MIT licence. This site sets no cookie and contacts no other host.' },
  },
});
