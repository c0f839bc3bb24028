/** Writes the tables of docs/theming.md from the manifest and the style sheets. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CSSResult, CSSResultGroup, LitElement } from 'lit';
import { cardStyles as card } from '../../src/elements/card/card.styles.ts';
import { ELEMENT_NAMES, ELEMENTS, LAUNCHERS, QUESTION_ELEMENTS } from '../../src/registry.ts';

/** The documentation of an element. */
export interface Documented {
  readonly tag: string;
  readonly properties: readonly { readonly name: string; readonly default?: string; readonly description: string }[];
  readonly parts: readonly { readonly name: string; readonly description: string }[];
}

/** The classes of the elements that have styles, by tag, in the order of the registry. */
const CLASSES: ReadonlyMap<string, { readonly element: typeof LitElement; readonly question: boolean }> = new Map(
  await Promise.all(
    ELEMENT_NAMES.filter((name) => name !== 'program' && !LAUNCHERS.includes(name)).map(async (name) => {
      const { module, class: exported } = ELEMENTS[name];
      const question = [...QUESTION_ELEMENTS, 'message'].includes(name);
      const element: typeof LitElement = (await import(`../../src/${module}.ts`))[exported];
      return [`lojal-${name}`, { element, question }] as const;
    }),
  ),
);

/** The documentation of the elements, from the manifest. */

export function documented(): readonly Documented[] {
  const manifest = JSON.parse(readFileSync(new URL('../../dist/custom-elements.json', import.meta.url), 'utf8'));
  const found = manifest.modules.flatMap(({ declarations = [] }) => declarations) as {
    tagName?: string;
    cssProperties?: Documented['properties'];
    cssParts?: Documented['parts'];
  }[];
  return [...CLASSES.keys()].map((tag) => {
    const { cssProperties = [], cssParts = [] } = found.find(({ tagName }) => tagName === tag) ?? {};
    return { tag, properties: cssProperties, parts: cssParts };
  });
}

const flat = (styles: CSSResultGroup): string =>
  Array.isArray(styles) ? styles.map(flat).join('\n') : (styles as CSSResult).cssText;

/** The style sheets of an element. Those of a question include the card's, which load later. */
export function sheets(tag: string): string {
  const found = CLASSES.get(tag);
  if (!found) throw new Error(`${tag} has no styles`);
  return [flat(found.element.styles ?? []), found.question ? card.cssText : ''].join('\n').replace(/\/\*.*?\*\//gs, '');
}

/** The public custom properties that affect an element, each with its default in the style sheets. */
export function used(tag: string): ReadonlyMap<string, string> {
  const declarations = [...sheets(tag).matchAll(/([\w-]+)\s*:\s*([^;{}]+);/g)].map(([, name = '', value = '']) => ({
    name,
    value: value.replace(/\s+/g, ' '),
  }));
  const named = (value: string): string[] => [...value.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name = '']) => name);
  // Follow the properties back to the variables that they depend on.
  const reached = new Set(
    declarations.filter(({ name }) => !name.startsWith('--')).flatMap(({ value }) => named(value)),
  );
  for (const name of reached)
    for (const one of declarations) if (one.name === name) for (const other of named(one.value)) reached.add(other);
  const all = declarations.map(({ value }) => value).join(';');
  return new Map(
    [...reached].filter((name) => name.startsWith('--lojal-')).map((name) => [name, fallbackOf(all, name) ?? '']),
  );
}

/** The fallback in the last `var(--name, …)`. An earlier one may be for older browsers. */
function fallbackOf(css: string, name: string): string | undefined {
  const start = [...css.matchAll(new RegExp(`var\\(\\s*${name},`, 'g'))].at(-1);
  if (!start) return undefined;
  let depth = 1;
  let end = start.index + start[0].length;
  for (; depth; end++) depth += css[end] === '(' ? 1 : css[end] === ')' ? -1 : 0;
  return css.slice(start.index + start[0].length, end - 1).trim();
}

/** Whether a default is a plain value, not computed from other properties. */
export const isPlain = (value: string): boolean => !/var\(|from /.test(value);

/** The tables in Markdown. */
export function tables(): string {
  const all = documented();
  const names = [...new Set(all.flatMap(({ properties }) => properties.map(({ name }) => name)))];
  const rows = ORDER.filter((name) => names.includes(name)).concat(names.filter((name) => !ORDER.includes(name)));
  const properties = rows.map((name) => {
    const users = all.filter((one) => one.properties.some((property) => property.name === name));
    const find = (one: Documented) => one.properties.find((property) => property.name === name);
    const given = users.map(find).find((property) => property?.default)?.default;
    const [light, dark] = /^light-dark\((.*), (.*)\)$/.exec(given ?? '')?.slice(1) ?? [given, given];
    const cell = (value: string | undefined) => (value ? `\`${value}\`` : 'computed');
    const says = new Map<string, string[]>();
    for (const user of users) {
      const text = find(user)?.description ?? '';
      says.set(text, [...(says.get(text) ?? []), user.tag.replace('lojal-', '')]);
    }
    const words = [...says].map(([text, tags]) => (says.size > 1 ? `${tags.join(', ')}: ${text}` : text)).join(' ');
    const everywhere =
      users.length === all.length ? 'all' : users.map(({ tag }) => tag.replace('lojal-', '')).join(', ');
    return `| \`${name}\` | ${cell(light)} | ${cell(dark)} | ${everywhere} | ${words} |`;
  });
  const parts = all.flatMap(({ tag, parts }) =>
    parts.map(({ name, description }, i) => `| ${i ? '' : `\`${tag}\``} | \`${name}\` | ${description} |`),
  );
  return [
    '| custom property | light | dark | elements | description |',
    '|---|---|---|---|---|',
    ...properties,
    '',
    '| element | `::part()` | description |',
    '|---|---|---|',
    ...parts,
  ].join('\n');
}

const ORDER = [
  'accent',
  'on-accent',
  'surface',
  'text',
  'muted',
  'border',
  'radius',
  'font',
  'weight',
  'space',
  'width',
  'reserve',
  'star',
  'z',
].map((name) => `--lojal-${name}`);

export const PAGE = new URL('../../docs/theming.md', import.meta.url);
export const [BEGIN, END] = ['<!-- from the source -->', '<!-- until here -->'];

/** The page with the current tables. */
export function written(page: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error('docs/theming.md has no markers for the tables');
  return `${page.slice(0, before + BEGIN.length)}\n${tables()}\n${page.slice(after)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, written(readFileSync(PAGE, 'utf8')));
