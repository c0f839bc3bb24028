/** The pages of the storefront. The layout has what all pages share: the tag of Lojal, the header and the footer. */
import { readdirSync, readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

/** Fills each file of `pages/` into `layout.html`. @param folder of the storefront */
export function storefrontPages(folder: string): RequestHandler {
  const layout = readFileSync(`${folder}/layout.html`, 'utf8');
  const pages = new Map(
    readdirSync(`${folder}/pages`).map((name) => {
      const [title = '', ...page] = readFileSync(`${folder}/pages/${name}`, 'utf8').split('\n');
      const html = layout.replace('<!-- title -->', () => title).replace('<!-- page -->', () => page.join('\n'));
      return [name === 'index.html' ? '/' : `/${name}`, html];
    }),
  );
  return (request, response, next) => {
    const html = pages.get(request.path);
    if (html === undefined) next();
    else response.type('html').send(html);
  };
}
