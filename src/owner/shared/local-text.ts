import type { ProgramText } from '../api/owner-data.ts';
import type { Translator } from './translator.ts';

/** A text of the program in the language of the page, else in English, else in any. */
export function localText({ tag }: Translator, text: ProgramText): string {
  if (typeof text === 'string') return text;
  const base = tag.split('-')[0] ?? tag;
  return text[tag] ?? text[base] ?? text.en ?? Object.values(text)[0] ?? '';
}
