import type { Translator } from '../../shared/translator.ts';
import { languageName } from '../../shared/widget-languages.ts';
import type { FormNode } from './form-node.ts';
import { isRecord } from './form-path.ts';
import { textIn } from './text-shapes.ts';

/** `perUnit` → `Per unit`. */
function humanized(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const keyOf = ({ path }: FormNode): string | number => path.at(-1) ?? '';

/** The name of a key in the owner's language; undefined where there is none. */
export function keyName(words: Translator, key: string): string | undefined {
  const name = `programFields.${key}`;
  return words.has(name) ? words.t(name) : undefined;
}

/** A name that holds in one place only: `kindShipping` is a kind of reward, `shipping` a part of an order. */
const within = (place: string, key: string): string => place + key.charAt(0).toUpperCase() + key.slice(1);

function knownChoice(words: Translator, value: string, key: string): string | undefined {
  const name = [within(key, value), value].map((one) => `programChoices.${one}`).find((one) => words.has(one));
  return name !== undefined && words.has(name) ? words.t(name) : undefined;
}

/** The name of a value to choose. @param key of the field where it is chosen */
export const choiceName = (words: Translator, value: string, key = ''): string =>
  knownChoice(words, value, key) ?? humanized(value);

/**
 * The name of code in the help of a node: what may be chosen in the field or in one beside it, else a field. `product` is a kind of
 * reward in the help of the field `product`. Undefined for other code.
 */
export function codeName(words: Translator, { schema, path, beside = {} }: FormNode, code: string): string | undefined {
  const own = String(path.at(-1) ?? '');
  const field = [[own, schema] as const, ...Object.entries(beside)].find(([, one]) => one.enum?.includes(code));
  const choice = knownChoice(words, code, field?.[0] ?? '');
  return field || code === own ? (choice ?? keyName(words, code)) : (keyName(words, code) ?? choice);
}

/** The name of a field. A key that the owner chose is shown as it is. */
export function labelOf(words: Translator, node: FormNode): string {
  const key = keyOf(node);
  if (typeof key === 'number') return String(key + 1);
  if (node.isOwn) return key || '“”';
  // A key may mean something else in another place: `within` are days, and a part of the way to a level.
  const parent = String(node.path.at(-2) ?? '');
  return keyName(words, within(parent, key)) ?? keyName(words, key) ?? humanized(key);
}

/** What a part of a text is called: its language, or its number. */
export function partName(words: Translator, { shape }: FormNode, part: FormNode): string {
  const key = String(keyOf(part));
  if (shape === 'byLanguage') return languageName(key, words.tag);
  const name = `programme.plural_${key}`;
  return words.has(name) ? words.t(name) : key;
}

/** What an item of a list is called: its name, else what gives the points, else its id, else its position. */
export function itemTitle(words: Translator, { value, path }: FormNode): string {
  const position = `${Number(path.at(-1)) + 1}`;
  if (!isRecord(value)) return position;
  const [language = ''] = words.tag.split('-');
  const { name, when, id } = value;
  const rule = typeof when === 'string' ? choiceName(words, when, 'when') : '';
  return textIn(name, language).trim() || rule || (typeof id === 'string' && id.trim()) || position;
}
