/**
 * `npm run docs` builds the documentation as a static site in dist-docs/: pages, the configurator, search, the script files for the live examples,
 * a Markdown twin of each page (`<address>.md`), llms.txt and llms-full.txt. `--base /docs/` builds it for a folder of a host.
 */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { projectPage } from '../docs/.vitepress/links.js';
import { PROJECT, sidebar } from '../docs/.vitepress/sidebar.js';
import { docsPages } from './docs-pages.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `/docs/` for `docs`, `/docs` or `/docs/`. */
const asFolder = (text) => `/${text}/`.replace(/\/+/g, '/');

/** All pages: `{ page: 'start/static', text }`, with the text of their Markdown. */
function pages() {
  const docs = docsPages().map((file) => ({
    page: file.slice('docs/'.length, -'.md'.length),
    text: readFileSync(root + file, 'utf8'),
  }));
  const others = PROJECT.map(({ page, file }) => ({
    page: `project/${page}`,
    text: projectPage(readFileSync(root + file, 'utf8')),
  }));
  return [...docs, ...others].sort((a, b) => (a.page < b.page ? -1 : 1));
}

/**
 * The Markdown of a page as its twin: without front matter, comments and components; links lead to other twins.
 *
 * @param {ReadonlySet<string>} known the pages of the site
 */
function twin({ page, text }, known) {
  const hero = /^ {2}(?:text|tagline): (.*)$/gm;
  const front = /^---\n([\s\S]*?)\n---\n/.exec(text);
  const opening =
    front && page === 'index' ? `# Lojal\n\n${[...front[1].matchAll(hero)].map(([, one]) => one).join('. ')}\n` : '';
  const body = (front ? text.slice(front[0].length) : text)
    .replace(/^<!-- [\s\S]*? -->\n+/gm, '')
    // A section with a live example alone is empty without it.
    .replace(/^## .*\n+<HomeDemo \/>\n+/m, '')
    .replace(/^<\/?(HomeDemo|LiveExample|div)[^>]*>\n+/gm, '');
  return (opening + body).replace(/(\]\()((?!https?:|#)[^)\s#]+)\.md(#[^)]*)?\)/g, (all, open, path, anchor = '') => {
    const target = join(dirname(page), path).split('\\').join('/');
    const project = PROJECT.find(({ file }) => `../${file}` === `${target}.md`);
    if (project) return `${open}${'../'.repeat(page.split('/').length - 1)}project/${project.page}.html.md${anchor})`;
    return known.has(target) ? `${open}${path}.html.md${anchor})` : all;
  });
}

const firstSentence = (text) =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split('\n')
    .find((line) => /^[A-Z`<]/.test(line) && !line.startsWith('<'))
    ?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^(.{20,}?\.) .*/, '$1')
    .replace(/:$/, '.') ?? '';

/** The list of all pages for language models: https://llmstxt.org. */
function llms(all, base) {
  const groups = sidebar().map(({ text, items }) => {
    const lines = items.map(({ text: title, link }) => {
      const found = all.find(({ page }) => `/${page}` === link);
      return `- [${title}](${base}${link.slice(1)}.html.md): ${firstSentence(found?.text ?? '')}`;
    });
    return `## ${text}\n\n${lines.join('\n')}`;
  });
  return `# Lojal\n\n> A loyalty club for web shops: points, tiers, rewards, questions and reviews from one script tag. Open source (MIT).\n\nEach page of the site has its Markdown at its address with \`.md\` added.\n\n${groups.join('\n\n')}\n`;
}

/** Moves scripts out of the pages, so that the site works under `script-src 'self'`. */
function externalScripts(out, base) {
  const written = new Set();
  const files = readdirSync(out, { recursive: true }).filter((file) => String(file).endsWith('.html'));
  for (const file of files) {
    const html = readFileSync(join(out, String(file)), 'utf8');
    const moved = html.replace(/<script id="([\w-]+)">([\s\S]*?)<\/script>/g, (_, id, code) => {
      if (!written.has(id)) writeFileSync(join(out, `assets/${id}.js`), code);
      written.add(id);
      return `<script src="${base}assets/${id}.js"></script>`;
    });
    if (/<script(?![^>]*\bsrc=)[^>]*>[^<]/.test(moved)) throw new Error(`${file} has a script inside the page.`);
    writeFileSync(join(out, String(file)), moved);
  }
}

/** The configurator, at `configurator/`. It shows the script files of the site, and leads back to its page in the documentation. */
function copyConfigurator(out) {
  cpSync(`${root}dist/configurator`, join(out, 'configurator'), { recursive: true });
  const page = join(out, 'configurator/index.html');
  const attributes = 'data-files="../lojal/" data-home="../configure.html"';
  writeFileSync(page, readFileSync(page, 'utf8').replace('data-files="../"', attributes));
}

/**
 * Builds the site.
 *
 * @param {{ base?: string, out?: string }} [options] `base`: the folder on the host. `out`: a folder, in place of dist-docs
 * @throws {Error} for a link to a page that does not exist
 */
export async function buildSite({ base = '/', out = `${root}dist-docs` } = {}) {
  if (!existsSync(`${root}dist/lojal.js`) || !existsSync(`${root}dist/configurator`)) {
    const { build } = await import('./build.js');
    await build({ quick: true });
  }
  env.DOCS_BASE = asFolder(base);
  const vitepress = await import('vitepress');
  await vitepress.build(`${root}docs`, { outDir: out });
  mkdirSync(join(out, 'lojal'), { recursive: true });
  for (const file of readdirSync(`${root}dist`).filter((name) => /^lojal[\w.-]*\.js$/.test(name)))
    copyFileSync(`${root}dist/${file}`, join(out, 'lojal', file));
  externalScripts(out, env.DOCS_BASE);
  copyConfigurator(out);
  // The twins name pictures and data as the pages do.
  for (const folder of ['images', 'platforms/images'])
    cpSync(`${root}docs/${folder}`, join(out, folder), { recursive: true });
  for (const file of readdirSync(`${root}docs`).filter((name) => /\.(svg|json)$/.test(name)))
    copyFileSync(`${root}docs/${file}`, join(out, file));
  const all = pages();
  const known = new Set(all.map(({ page }) => page));
  const twins = all.map((one) => ({ page: one.page, text: twin(one, known) }));
  for (const { page, text } of twins) {
    mkdirSync(join(out, dirname(page)), { recursive: true });
    writeFileSync(join(out, `${page}.html.md`), text);
  }
  writeFileSync(join(out, 'llms.txt'), llms(all, env.DOCS_BASE));
  writeFileSync(join(out, 'llms-full.txt'), twins.map(({ text }) => text).join('\n\n---\n\n'));
  return out;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { base: { type: 'string', default: env.DOCS_BASE ?? '/' } } });
  const out = await buildSite(values);
  const preview =
    env.DOCS_BASE === '/' ? 'npx vitepress preview docs' : `DOCS_BASE=${env.DOCS_BASE} npx vitepress preview docs`;
  console.log(`The documentation is in ${out}. Any host of files can serve it. To look at it: ${preview}`);
}
