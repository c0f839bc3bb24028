/** What is wrong with a value, in the owner's language. */
import type { OwnerKey, Translator } from '../../shared/translator.ts';
import { choiceName } from './form-labels.ts';
import type { FormNode } from './form-node.ts';

/**
 * The messages of the server for the faults that a form can cause. A named group fills the hole of its name; a test runs the server's
 * reader to find every message. The server has one message for a text and a list that are too long.
 */
const SENTENCES: readonly (readonly [RegExp, OwnerKey])[] = [
  [/^must be a number from (?<min>\S+) to (?<max>\S+)$/, 'programme.fault_number'],
  [/^must be a whole number from (?<min>\S+) to (?<max>\S+)$/, 'programme.fault_whole'],
  [/^must be at most (?<n>\d+) decimals$/, 'programme.fault_decimals'],
  [/^must be true or false$/, 'programme.fault_boolean'],
  [/^must be one of (?<list>.+)$/, 'programme.fault_choice'],
  [/^must be the three letters of an ISO 4217 code$/, 'programme.fault_currency'],
  [/^must stay: the ledgers are in this currency$/, 'programme.fault_currencyStays'],
  [/^must be a text of (?<min>\d+) to (?<max>\d+) characters(, or one for each language)?$/, 'programme.fault_length'],
  [/^must be a link with https:/, 'programme.fault_link'],
  [/^must be a path that begins with/, 'programme.fault_path'],
  [/^must be a time zone /, 'programme.fault_zone'],
  [/^(must be a language like|has a key that is not a language code$)/, 'programme.fault_language'],
  [/^must be a date\b/, 'programme.fault_date'],
  [/^must not be before (?<day>[\d-]+):/, 'programme.fault_before'],
  [/^must be a duration of/, 'programme.fault_duration'],
  [/^must be (a text|a map of texts)(,.*| for each language)?$/, 'programme.fault_text'],
  [/^must be a list$/, 'programme.fault_list'],
  [/^must be an object\b/, 'programme.fault_object'],
  [/^must be plain data$/, 'programme.fault_plain'],
  [/^must be at least one /, 'programme.fault_some'],
  [/^is not a known key\. Did you mean (?<key>.+)\?$/, 'programme.fault_near'],
  [/^is not a known key$/, 'programme.fault_unknown'],
  [/^has a key that is not a name$/, 'programme.fault_key'],
  [/^is the same as in another /, 'programme.fault_same'],
  [/^must be in ascending order/, 'programme.fault_order'],
  [/^needs a "kind": (?<list>.+)$/, 'programme.fault_kind'],
  [/^needs "after"/, 'programme.fault_event'],
  [/^has (?<n>\d+) more faults$/, 'programme.fault_more'],
];

const MOST = /^must have at most (?<n>\d+)$/;

/** Numbers follow the language, and the names of choices are those of the form. @param field the key that has the fault */
function holesOf(
  words: Translator,
  groups: Readonly<Record<string, string>>,
  field: string,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(groups).map(([hole, text]) => {
      if (hole === 'list')
        return [
          hole,
          text
            .split(', ')
            .map((one) => choiceName(words, one, field))
            .join(', '),
        ];
      if (hole === 'day') return [hole, words.day(text)];
      return [hole, hole === 'key' ? text : Number(text)];
    }),
  );
}

/** A message of the server about a node, in the owner's language; undefined for a message of a later version. */
export function translatedFault(words: Translator, { path, value }: FormNode, message: string): string | undefined {
  const most = MOST.exec(message);
  if (most)
    return words.t(`programme.fault_${typeof value === 'string' ? 'letters' : 'entries'}`, { n: Number(most[1]) });
  for (const [pattern, key] of SENTENCES) {
    const found = pattern.exec(message);
    if (found) return words.t(key, holesOf(words, found.groups ?? {}, String(path.at(-1))));
  }
  return undefined;
}

/** What is wrong at a node. A value that is missing has one sentence, whatever is accepted. */
export function faultSentence(words: Translator, node: FormNode, message: string): string {
  if (node.value === undefined && node.isRequired) return words.t('programme.fault_required');
  return translatedFault(words, node, message) ?? words.t('programme.fault', { message });
}
