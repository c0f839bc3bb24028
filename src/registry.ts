/**
 * The elements and the kinds of question, one row each. Whatever lists them derives from these rows: the script's files,
 * the asking rules, the diagnostics, the schemas, the table of answers, the framework types and the tests.
 *
 * In a build for the browser every export is written as a literal (`vite.config.ts`), so that a derived list costs no more
 * than one written by hand.
 */

interface ElementRow {
  /** The module of the class, from `src/`, without `.ts`. */
  readonly module: string;
  /** The name of the exported class. */
  readonly class: string;
  /** The file of the script that registers the element: `lojal.<part>.js`. */
  readonly part: string;
  /** Whether the element asks a question: such elements share the part `prompt`. */
  readonly question: boolean;
  /** The file of the English words that only this element needs, `src/locales/en.<words>.ts`; its export has the same name. */
  readonly words?: string;
  /** Other names that people give to the element, for the warning about an unknown tag. */
  readonly aliases: readonly string[];
}

interface KindRow {
  /** The element that asks it. */
  readonly element: ElementName;
  /** The key of the question's words in `src/locales/`. */
  readonly words: string;
  /** The columns of the table of answers (CSV) that an answer of this kind can fill, beside those that every answer fills. */
  readonly columns: readonly string[];
}

/** The elements by name: `points` is `<lojal-points>`. */
export const ELEMENTS = {
  program: {
    module: 'provider/program',
    class: 'LojalProgram',
    part: 'base',
    question: false,
    aliases: ['account'],
  },
  points: {
    module: 'elements/points/points',
    class: 'LojalPoints',
    part: 'balance',
    question: false,
    words: 'balance',
    aliases: ['balance'],
  },
  tier: {
    module: 'elements/tier/tier',
    class: 'LojalTier',
    part: 'balance',
    question: false,
    words: 'balance',
    aliases: ['level', 'progress'],
  },
  nps: {
    module: 'elements/nps/nps',
    class: 'LojalNps',
    part: 'nps',
    question: true,
    words: 'nps',
    aliases: ['score', 'recommend'],
  },
  review: {
    module: 'elements/review/review',
    class: 'LojalReview',
    part: 'review',
    question: true,
    words: 'review',
    aliases: ['stars', 'rating'],
  },
  survey: {
    module: 'elements/survey/survey',
    class: 'LojalSurvey',
    part: 'survey',
    question: true,
    words: 'survey',
    aliases: ['feedback', 'question'],
  },
} as const satisfies Readonly<Record<string, ElementRow>>;

/** The name of an element, without the prefix of its tag. */
export type ElementName = keyof typeof ELEMENTS;

/** The tag of an element. */
export type ElementTag = `lojal-${ElementName}`;

/** The kinds of question. The event of a kind is `lojal.<kind>.answered.v1`, its schema `<kind>-answered`. */
export const QUESTIONS = {
  nps: {
    element: 'nps',
    words: 'npsQuestion',
    columns: ['score', 'comment', 'contact', 'product', 'product_name'],
  },
  review: {
    element: 'review',
    words: 'reviewHeading',
    columns: [
      'rating',
      'title',
      'body',
      'author',
      'author_shown',
      'product',
      'product_name',
      'order',
      'publish',
      'publish_where',
      'consent',
      'consent_version',
      'consent_at',
      'incentive',
      'purpose',
    ],
  },
  csat: { element: 'survey', words: 'csatQuestion', columns: ['score', 'comment', 'product', 'product_name'] },
  ces: { element: 'survey', words: 'cesQuestion', columns: ['score', 'comment', 'product', 'product_name'] },
  choice: {
    element: 'survey',
    words: 'choiceQuestion',
    columns: ['choices', 'choice_texts', 'other', 'product', 'product_name'],
  },
  exit: {
    element: 'survey',
    words: 'exitQuestion',
    columns: ['choices', 'choice_texts', 'other', 'comment', 'product', 'product_name'],
  },
} as const satisfies Readonly<Record<string, KindRow>>;

/** A kind of question. */
export type QuestionKind = keyof typeof QUESTIONS;

/** The kinds that an element asks. */
export type QuestionKindOf<Name extends ElementName> = {
  [K in QuestionKind]: (typeof QUESTIONS)[K]['element'] extends Name ? K : never;
}[QuestionKind];

/** An element that asks questions. */
export type QuestionElementName = (typeof QUESTIONS)[QuestionKind]['element'];

/** A column of the table of answers that belongs to some kinds of question. */
export type AnswerColumn = (typeof QUESTIONS)[QuestionKind]['columns'][number];

/** A file of English words that belongs to some elements. */
export type ElementWords = Extract<(typeof ELEMENTS)[ElementName], { words: string }>['words'];

/** The files of the script, `lojal.<part>.js`; `prompt` is what questions share, `api` and `rules` belong to no element. */
export type Part = (typeof ELEMENTS)[ElementName]['part'] | 'prompt' | 'api' | 'rules';

const fromEntries = <Key extends string, Value>(entries: readonly (readonly [Key, Value])[]) =>
  Object.fromEntries(entries) as Readonly<Record<Key, Value>>;

/** The names of all elements. */
export const ELEMENT_NAMES = Object.keys(ELEMENTS) as ElementName[];

/** All kinds of question. */
export const QUESTION_KINDS = Object.keys(QUESTIONS) as readonly QuestionKind[];

/** The element that asks each kind of question. */
export const ELEMENT_OF = fromEntries(QUESTION_KINDS.map((kind) => [kind, QUESTIONS[kind].element]));

/** The elements that ask questions. */
export const QUESTION_ELEMENTS = ELEMENT_NAMES.filter(
  (name) => ELEMENTS[name].question,
) as readonly QuestionElementName[];

/** The parts that each element needs beside `base`. All are requested at once; none waits for another. */
export const PARTS: Readonly<Record<ElementName, readonly Part[]>> = fromEntries(
  ELEMENT_NAMES.map((name): [ElementName, Part[]] => {
    const { part, question } = ELEMENTS[name];
    return [name, part === 'base' ? [] : question ? ['prompt', part] : [part]];
  }),
);

/** What people call an element, and the tag's name with its attributes that is meant. */
export const ALIASES: Readonly<Record<string, string>> = fromEntries([
  ...ELEMENT_NAMES.flatMap((name) => ELEMENTS[name].aliases.map((alias): [string, string] => [alias, name])),
  ...QUESTION_KINDS.filter((kind) => !(kind in ELEMENTS)).map((kind): [string, string] => [
    kind,
    `${QUESTIONS[kind].element} kind="${kind}"`,
  ]),
]);
