/** The files of the script that a page loads. */
import { PARTS } from '../registry.ts';
import { attributeOf, type PlacedElement, type ShopConfiguration } from './shop-configuration.ts';

export const ONE_FILE = 'lojal.all.js';

/** A tag for `lojal.all.js` loads nothing else. */
export const isOneFile = ({ script }: ShopConfiguration): boolean =>
  /\blojal\.all\.js\b/.test(attributeOf(script, 'src') ?? '');

const partsOf = ({ name }: Pick<PlacedElement, 'name'>): readonly string[] =>
  name === 'panel' ? PARTS.panel : ['base', ...PARTS[name]];

/** The files that the elements of the page need at once, beside the script itself. */
export function partFiles(configuration: ShopConfiguration): readonly string[] {
  if (isOneFile(configuration)) return [];
  const hasPanel = attributeOf(configuration.script, 'data-panel') !== undefined;
  const elements = [...configuration.elements, ...(hasPanel ? [{ name: 'panel' as const }] : [])];
  return [...new Set(elements.flatMap(partsOf))].map((part) => `lojal.${part}.js`);
}

/** The address of a file beside the script; nothing where the address of the script does not say where that is. */
export function besideScript(src: string, file: string): string | undefined {
  const asset = /^\{\{ '([\w./-]*\/)?lojal(?:\.all)?\.js' \| asset_url \}\}$/.exec(src);
  if (asset) return `{{ '${asset[1] ?? ''}${file}' | asset_url }}`;
  if (/\{\{|\{%|<\?/.test(src) || src === '') return undefined;
  return src.replace(/[?#].*$/, '').replace(/[^/]*$/, '') + file;
}
