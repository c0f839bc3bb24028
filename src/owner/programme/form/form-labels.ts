import type { Translator } from '../../shared/translator.ts';
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

export const hasChoice = (words: Translator, value: string): boolean => words.has(`programChoices.${value}`);

/** The name of a value to choose. */
export function choiceName(words: Translator, value: string): string {
  const name = `programChoices.${value}`;
  return words.has(name) ? words.t(name) : humanized(value);
}

/** The name of a field. A key that the owner chose is shown as it is. */
export function labelOf(words: Translator, node: FormNode): string {
  const key = keyOf(node);
  if (typeof key === 'number') return String(key + 1);
  if (node.isOwn) return key || '“”';
  // A key may mean something else in another place: `within` are days, and a part of the way to a level.
  const parent = String(node.path.at(-2) ?? '');
  const exact = parent + key.charAt(0).toUpperCase() + key.slice(1);
  return keyName(words, exact) ?? keyName(words, key) ?? humanized(key);
}

/** What an item of a list is called: its name, else what gives the points, else its id, else its position. */
export function itemTitle(words: Translator, { value, path }: FormNode): string {
  const position = `${Number(path.at(-1)) + 1}`;
  if (!isRecord(value)) return position;
  const [language = ''] = words.tag.split('-');
  const { name, when, id } = value;
  const rule = typeof when === 'string' ? choiceName(words, when) : '';
  return textIn(name, language).trim() || rule || (typeof id === 'string' && id.trim()) || position;
}
