/** The files of the script that a page loads. */
import { PARTS } from '../registry.ts';
import { attributeOf, type PlacedElement, type ShopConfiguration } from './shop-configuration.ts';

export const ONE_FILE = 'lojal.all.js';

/** `lojal.all.js`, or `lojal.sv.all.js` of a release, which contains one more language. */
const WHOLE = /\blojal(?:\.([a-z]{2}))?\.all\.js\b/;

/** Whether the tag names the one file, which contains all elements in English. */
export const isOneFile = ({ script }: Pick<ShopConfiguration, 'script'>): boolean =>
  WHOLE.test(attributeOf(script, 'src') ?? '');

/** The language that the one file contains beside English; nothing for `lojal.all.js`, which loads the files of a language. */
export const languageOfFile = ({ script }: Pick<ShopConfiguration, 'script'>): string | undefined =>
  WHOLE.exec(attributeOf(script, 'src') ?? '')?.[1];

const partsOf = ({ name }: Pick<PlacedElement, 'name'>): readonly string[] =>
  name === 'panel' ? PARTS.panel : ['base', ...PARTS[name]];

/** The parts that the elements of the page need at once. */
export function partsOfPage(configuration: ShopConfiguration): readonly string[] {
  const hasPanel = attributeOf(configuration.script, 'data-panel') !== undefined;
  const elements = [...configuration.elements, ...(hasPanel ? [{ name: 'panel' as const }] : [])];
  return [...new Set(elements.flatMap(partsOf))];
}

/** The files of these parts, beside the script itself. */
export const partFiles = (configuration: ShopConfiguration): readonly string[] =>
  isOneFile(configuration) ? [] : partsOfPage(configuration).map((part) => `lojal.${part}.js`);

/** The address of a file beside the script; nothing where the address of the script does not say where that is. */
export function besideScript(src: string, file: string): string | undefined {
  const asset = /^\{\{ '([\w./-]*\/)?lojal(?:\.[a-z]{2})?(?:\.all)?\.js' \| asset_url \}\}$/.exec(src);
  if (asset) return `{{ '${asset[1] ?? ''}${file}' | asset_url }}`;
  if (/\{\{|\{%|<\?/.test(src) || src === '') return undefined;
  return src.replace(/[?#].*$/, '').replace(/[^/]*$/, '') + file;
}
