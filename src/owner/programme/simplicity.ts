/** Whether customers can keep a program in mind. */
import { isRecord, valueAt } from './form/form-path.ts';
import { textIn } from './form/text-shapes.ts';

export interface SimplicityWarning {
  readonly kind: 'levels' | 'earn' | 'rewards' | 'sentence';
  /** How many there are, or how many words the sentence takes. */
  readonly n: number;
  /** How many are easy to remember. */
  readonly most: number;
  /** What the sentence is about. */
  readonly name?: string;
}

const MOST = { levels: 5, earn: 8, rewards: 12 } as const;
const PLACES = { levels: ['tiers', 'levels'], earn: ['earn'], rewards: ['rewards'] } as const;
/** A sentence that customers understand at once, in words. */
const MOST_WORDS = 20;

/** "Get 50 points for …", "10 € off for 1,000 points". */
const BASE_WORDS = 5;
/** "for orders from 50 €", "once in 90 days", "until 8 June". */
const CONDITION_WORDS = 4;
const CONDITIONS: readonly string[] = ['every', 'minimum', 'expire', 'until'];
const WORDS_OF: readonly string[] = ['name', 'cause', 'partner'];
/** Each of these is named in the sentence. */
const NAMED: readonly string[] = ['products', 'tiers'];

const listAt = (program: unknown, path: readonly string[]): readonly unknown[] => {
  const found = valueAt(program, path);
  return Array.isArray(found) ? found : [];
};

/** About how many words tell a customer everything about a rule. */
export function wordsFor(rule: unknown, language: string): number {
  if (!isRecord(rule)) return 0;
  const texts = WORDS_OF.map((key) => textIn(rule[key], language).trim().split(/\s+/).filter(Boolean).length);
  const conditions = CONDITIONS.filter((key) => rule[key] !== undefined).length * CONDITION_WORDS;
  const named = NAMED.map((key) => (Array.isArray(rule[key]) ? (rule[key] as readonly unknown[]).length : 0));
  return [...texts, ...named].reduce((sum, n) => sum + n, BASE_WORDS + conditions);
}

/** What customers would not remember. */
export function simplicityWarnings(program: unknown, language: string): readonly SimplicityWarning[] {
  const counts = (['levels', 'earn', 'rewards'] as const).flatMap((kind) => {
    const n = listAt(program, PLACES[kind]).length;
    return n > MOST[kind] ? [{ kind, n, most: MOST[kind] }] : [];
  });
  const rules = [...listAt(program, ['earn']), ...listAt(program, ['campaigns']), ...listAt(program, ['rewards'])];
  const sentences = rules.flatMap((rule) => {
    const n = wordsFor(rule, language);
    if (n <= MOST_WORDS || !isRecord(rule)) return [];
    const name = textIn(rule.name, language).trim() || (typeof rule.id === 'string' ? rule.id : '');
    return [{ kind: 'sentence' as const, n, most: MOST_WORDS, name }];
  });
  return [...counts, ...sentences];
}
