/** Reads a snippet that somebody has pasted back into a configuration. What is not taken over is named. */
import { isObject } from '../config/reader.ts';
import { type CheckedConfiguration, checkedConfiguration } from './checked-configuration.ts';
import { setTemplatesAside } from './html-text.ts';
import { type HtmlToken, readTokens } from './html-tokens.ts';
import { isTemplated } from './platform-values.ts';
import type { Platform, SnippetNote } from './shop-configuration.ts';

type OpenTag = Extract<HtmlToken, { kind: 'open' }>;
type Pairs = readonly (readonly [string, string])[];

/** Where a snippet comes from, by what only that platform has. */
function platformOf(source: string): Platform {
  if (/<\?(php|=)/.test(source)) return 'wordpress';
  if (/\{\{|\{%/.test(source)) return 'shopify';
  return /\bimport\s+['"]lojal\/define['"]/.test(source) ? 'npm' : 'plain';
}

const isScriptTag = (name: string, attributes: Pairs): boolean =>
  name === 'script' &&
  attributes.some(
    ([key, value]) => (key === 'src' && /lojal/i.test(value)) || /^data-(server|program|customer)$/.test(key),
  );

/** The declarations of `--lojal-*` in a style sheet. */
function looksIn(css: string): readonly (readonly [string, string])[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...bare.matchAll(/(?<![\w-])--lojal-([\w-]+)\s*:\s*([^;{}]*)/g)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ]);
}

/** Collects what a snippet contains. */
class SnippetReader {
  script: Pairs | undefined;
  readonly elements: { readonly name: string; readonly attributes: Pairs; text: string }[] = [];
  readonly looks: [string, string][] = [];
  readonly notes: SnippetNote[] = [];
  program: string | undefined;
  /** The element whose contents are being read. */
  #open: { readonly name: string; readonly attributes: Pairs; text: string } | undefined;

  constructor(readonly textOf: (part: string) => string) {}

  note(kind: SnippetNote['kind'], where: string, what: string): void {
    this.notes.push({ kind, where: where.slice(0, 60), what: what.slice(0, 60), isKept: false });
  }

  #values(attributes: Pairs): Pairs {
    return attributes.map(([name, value]) => [name, this.textOf(value)]);
  }

  take(token: HtmlToken): void {
    if (token.kind === 'text') {
      if (this.#open) this.#open.text += token.text;
    } else if (token.kind === 'close') {
      if (token.name === this.#open?.name) this.#finish();
    } else if (this.#open && !token.name.startsWith('lojal-')) this.note('markup', this.#open.name, `<${token.name}>`);
    else this.#start(token);
  }

  #finish(): void {
    const { name, attributes, text } = this.#open ?? { name: '', attributes: [], text: '' };
    this.#open = undefined;
    if (name) this.elements.push({ name: name.slice('lojal-'.length), attributes, text: this.textOf(text).trim() });
  }

  end(): void {
    this.#finish();
  }

  #start(tag: OpenTag): void {
    const attributes = this.#values(tag.attributes);
    const { name, content = '' } = tag;
    if (name === 'lojal-program') {
      // The script tag wins where both are there.
      const own = attributes.map(([key, value]): [string, string] => [
        `data-${key === 'src' ? 'program' : key}`,
        value,
      ]);
      this.script = [...(this.script ?? []), ...own];
    } else if (name.startsWith('lojal-')) {
      this.#finish();
      this.#open = { name, attributes, text: '' };
    } else if (name === 'style')
      this.looks.push(...looksIn(content).map(([key, value]): [string, string] => [key, value]));
    else if (name === 'script' && attributes.some(([key, value]) => key === 'data-lojal' && value === 'program'))
      this.program = content;
    else if (isScriptTag(name, attributes)) this.script = [...attributes, ...(this.script ?? [])];
    else if (!(name === 'link' && /lojal\.[\w.-]*\.js/.test(attributes.join())))
      this.note('unknown-tag', 'page', `<${name}>`);
  }
}

/** A snippet without a script tag and without an element is none. */
export type ReadSnippet = CheckedConfiguration | 'no-snippet' | 'not-json';

/**
 * @param source HTML, Liquid, PHP, or the module and the HTML of an npm project
 * @param json the text of `lojal.json`; empty where the snippet has the program, or none is known
 */
export function readSnippet(source: string, json = ''): ReadSnippet {
  const platform = platformOf(source);
  const { html, textOf, sourceOf } = setTemplatesAside(source, isTemplated(platform));
  const reader = new SnippetReader(textOf);
  for (const token of readTokens(html)) reader.take(token);
  reader.end();
  const { script, elements, looks } = reader;
  if (!script && elements.length === 0) return 'no-snippet';
  const text = json.trim() || sourceOf(reader.program ?? '');
  let program: unknown = {};
  try {
    if (text.trim()) program = JSON.parse(text);
  } catch {
    return 'not-json';
  }
  if (!isObject(program)) return 'not-json';
  const isInline = reader.program !== undefined;
  const entries = Object.fromEntries(looks);
  const checked = checkedConfiguration({ platform, script: script ?? [], elements, looks: entries, program, isInline });
  return { value: checked.value, notes: [...reader.notes, ...checked.notes] };
}
