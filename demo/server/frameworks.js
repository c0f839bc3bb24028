// @ts-check
/** The built examples in `frameworks/`. Those in React, Vue and Svelte are rendered on each request. */

import { readFile } from 'node:fs/promises';

const built = new URL('../frameworks/dist/', import.meta.url);
const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>} undefined for any other path
 */
export async function frameworks(path) {
  const [, name = '', asset = '', type = 'html'] =
    /^\/frameworks\/(?:(plain|react|vue|svelte)\/|(assets\/[\w-][\w.-]*\.(js|css)))$/.exec(path) ?? [];
  if (!name && !asset) return undefined;
  try {
    let body = await readFile(new URL(`pages/${asset || `${name}/index.html`}`, built), 'utf8');
    if (name && name !== 'plain') {
      const { render } = await import(new URL(`server/${name}.js`, built).href);
      const rendered = await render();
      body = body.replace('<!--app-->', () => rendered);
    }
    return new Response(body, {
      headers: { 'Content-Type': TYPES[/** @type {keyof typeof TYPES} */ (type)], 'Cache-Control': 'no-cache' },
    });
  } catch {
    return undefined;
  }
}
