/**
 * The words by which two groups of texts differ. A word counts once per text, so that one text that repeats a word counts as one
 * customer. No list of stop words and no model: what both groups say cancels out, in every language.
 *
 * Source: Dunning, Computational Linguistics 19 (1993) 61 (the likelihood ratio G²). Many words are compared at once, so the threshold
 * is that of Bonferroni: of twenty shops whose groups say the same, at most one is shown a word.
 */

/** A text and the language in which it is written. */
export interface Comment {
  readonly text: string;
  /** BCP 47. */
  readonly lang: string;
}

/** A word that one group uses more than the other. */
export interface KeyWord {
  readonly word: string;
  /** The group that uses the word more: 0 or 1. */
  readonly group: 0 | 1;
  /** The number of texts of each group that contain the word. */
  readonly counts: readonly [number, number];
  /** The likelihood ratio G²; a greater one is less likely to be chance. */
  readonly keyness: number;
  /** Texts of the group that contain the word: places in the list that was given, at most three. */
  readonly examples: readonly number[];
}

/** A word is reported if this many texts contain it. */
const MIN_TEXTS = 3;
/** The chance that any word is named where the groups say the same. */
const FALSE_ALARM = 0.05;
const MOST_EXAMPLES = 3;
/** A longer text is cut: letters. */
const MOST_LETTERS = 5_000;

const segmenters = new Map<string, Intl.Segmenter>();

/** The segmenter of a language; that of English for a language that the engine does not know. */
function segmenterOf(lang: string): Intl.Segmenter {
  const known = segmenters.get(lang);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(lang, { granularity: 'word' });
  } catch {
    made = new Intl.Segmenter('en', { granularity: 'word' });
  }
  segmenters.set(lang, made);
  return made;
}

function lowerCase(text: string, lang: string): string {
  try {
    return text.toLocaleLowerCase(lang);
  } catch {
    return text.toLowerCase();
  }
}

/** The different words of a text, in lower case. Numbers and single letters of the Latin alphabet are left out. */
export function wordsOf({ text, lang }: Comment): ReadonlySet<string> {
  const words = new Set<string>();
  const plain = lowerCase(text.slice(0, MOST_LETTERS).normalize('NFC'), lang);
  for (const { segment, isWordLike } of segmenterOf(lang).segment(plain))
    if (isWordLike && /\p{L}/u.test(segment) && !/^\p{Script=Latin}$/u.test(segment)) words.add(segment);
  return words;
}

/** Twice the logarithm of how much better two shares explain the counts than one does. */
export function likelihoodRatio([a, b]: readonly [number, number], [n, m]: readonly [number, number]): number {
  const term = (observed: number, expected: number) => (observed > 0 ? observed * Math.log(observed / expected) : 0);
  const share = (a + b) / (n + m);
  return 2 * (term(a, n * share) + term(b, m * share) + term(n - a, n * (1 - share)) + term(m - b, m * (1 - share)));
}

/** An upper bound of the chance of a G² this great where both groups say the same (Mills' ratio of the normal distribution). */
const chanceOf = (keyness: number): number =>
  keyness > 0 ? Math.exp(-keyness / 2) * Math.sqrt(2 / (Math.PI * keyness)) : 1;

/**
 * The words that separate two groups of comments, strongest first.
 *
 * @param groups two lists of comments; the examples are places in them
 * @param most of each group
 */
export function keyWords(groups: readonly [readonly Comment[], readonly Comment[]], most = 20): readonly KeyWord[] {
  const sizes = [groups[0].length, groups[1].length] as const;
  if (sizes[0] === 0 || sizes[1] === 0) return [];
  const found = new Map<string, { counts: [number, number]; examples: [number[], number[]] }>();
  for (const group of [0, 1] as const)
    groups[group].forEach((comment, place) => {
      for (const word of wordsOf(comment)) {
        const entry = found.get(word) ?? { counts: [0, 0], examples: [[], []] };
        found.set(word, entry);
        entry.counts[group]++;
        if (entry.examples[group].length < MOST_EXAMPLES) entry.examples[group].push(place);
      }
    });
  const candidates = [...found].filter(([, { counts }]) => counts[0] + counts[1] >= MIN_TEXTS);
  const words = candidates.flatMap(([word, { counts, examples }]): readonly KeyWord[] => {
    const keyness = likelihoodRatio(counts, sizes);
    if (chanceOf(keyness) * candidates.length > FALSE_ALARM) return [];
    const group = counts[0] / sizes[0] > counts[1] / sizes[1] ? 0 : 1;
    return [{ word, group, counts, keyness, examples: examples[group] }];
  });
  words.sort((one, other) => other.keyness - one.keyness || (one.word < other.word ? -1 : 1));
  return [0, 1].flatMap((group) => words.filter((one) => one.group === group).slice(0, most));
}
