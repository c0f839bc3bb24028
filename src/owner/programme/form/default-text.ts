import { ANY_ORDERS } from '../../../config/ask-declaration.ts';
import type { Translator } from '../../shared/translator.ts';
import { decimalMark, shownText } from './field-text.ts';
import type { FormNode } from './form-node.ts';

/** What holds while nothing is set, as an input shows it; undefined for what no input shows. */
export function defaultText(words: Translator, { schema: { default: otherwise } }: FormNode): string | undefined {
  if (otherwise === ANY_ORDERS) return words.t('programme.anyNumber');
  if (typeof otherwise === 'number') return shownText('number', otherwise, decimalMark(words.tag));
  return typeof otherwise === 'string' || typeof otherwise === 'boolean' ? String(otherwise) : undefined;
}
