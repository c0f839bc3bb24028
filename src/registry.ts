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
  /** The part that elements of a kind share: `prompt` for those that ask a question, `club` for those that earn and redeem, and for messages about these. */
  readonly shares?: 'prompt' | 'club';
  /** Whether the part needs nothing else until the customer opens the element. */
  readonly launcher?: true;
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
    aliases: ['account'],
  },
  points: {
    module: 'elements/points/points',
    class: 'LojalPoints',
    part: 'balance',
    words: 'balance',
    aliases: ['balance'],
  },
  tier: {
    module: 'elements/tier/tier',
    class: 'LojalTier',
    part: 'balance',
    words: 'balance',
    aliases: ['level', 'progress'],
  },
  nps: {
    module: 'elements/nps/nps',
    class: 'LojalNps',
    part: 'nps',
    shares: 'prompt',
    words: 'nps',
    aliases: ['score', 'recommend'],
  },
  review: {
    module: 'elements/review/review',
    class: 'LojalReview',
    part: 'review',
    shares: 'prompt',
    words: 'review',
    aliases: ['stars', 'rating'],
  },
  survey: {
    module: 'elements/survey/survey',
    class: 'LojalSurvey',
    part: 'survey',
    shares: 'prompt',
    words: 'survey',
    aliases: ['feedback', 'question'],
  },
  earn: {
    module: 'elements/earn/earn',
    class: 'LojalEarn',
    part: 'earn',
    shares: 'club',
    words: 'earn',
    aliases: ['ways', 'actions'],
  },
  rewards: {
    module: 'elements/rewards/rewards',
    class: 'LojalRewards',
    part: 'rewards',
    shares: 'club',
    words: 'rewards',
    aliases: ['reward', 'redeem', 'codes'],
  },
  referral: {
    module: 'elements/referral/referral',
    class: 'LojalReferral',
    part: 'referral',
    shares: 'club',
    words: 'referral',
    aliases: ['refer', 'referrals', 'friends', 'invite'],
  },
  activity: {
    module: 'elements/activity/activity',
    class: 'LojalActivity',
    part: 'activity',
    shares: 'club',
    words: 'activity',
    aliases: ['history', 'ledger', 'transactions'],
  },
  'product-points': {
    module: 'elements/product-points/product-points',
    class: 'LojalProductPoints',
    part: 'product',
    shares: 'club',
    words: 'product',
    aliases: ['product', 'price'],
  },
  message: {
    module: 'elements/message/customer-message',
    class: 'LojalMessage',
    part: 'message',
    shares: 'club',
    words: 'message',
    aliases: ['notice', 'toast'],
  },
  panel: {
    module: 'elements/panel/panel',
    class: 'LojalPanel',
    part: 'panel',
    launcher: true,
    words: 'panel',
    aliases: ['launcher', 'widget', 'club'],
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

/** The files of the script, `lojal.<part>.js`: shared ones, what a panel shows, and two that belong to no element. */
export type Part = (typeof ELEMENTS)[ElementName]['part'] | 'prompt' | 'club' | 'panel-content' | 'api' | 'rules';

const fromEntries = <Key extends string, Value>(entries: readonly (readonly [Key, Value])[]) =>
  Object.fromEntries(entries) as Readonly<Record<Key, Value>>;

const rowOf = (name: ElementName): ElementRow => ELEMENTS[name];

/** The names of all elements. */
export const ELEMENT_NAMES = Object.keys(ELEMENTS) as ElementName[];

/** All kinds of question. */
export const QUESTION_KINDS = Object.keys(QUESTIONS) as readonly QuestionKind[];

/** The element that asks each kind of question. */
export const ELEMENT_OF = fromEntries(QUESTION_KINDS.map((kind) => [kind, QUESTIONS[kind].element]));

/** The elements that ask questions. */
export const QUESTION_ELEMENTS = ELEMENT_NAMES.filter(
  (name) => rowOf(name).shares === 'prompt',
) as readonly QuestionElementName[];

/** The elements that earn and redeem. */
export const CLUB_ELEMENTS = ELEMENT_NAMES.filter((name) => rowOf(name).shares === 'club');

/** The elements that need neither the program nor Lit until the customer opens them. */
export const LAUNCHERS = ELEMENT_NAMES.filter((name) => rowOf(name).launcher);

/** The files that a panel needs when it opens, beside `base`. */
export const PANEL_PARTS: readonly Part[] = [
  'panel-content',
  'balance',
  'club',
  'earn',
  'rewards',
  'referral',
  'activity',
];

/** The parts that each element needs beside `base`, which a launcher does not need. All are requested at once; none waits for another. */
export const PARTS: Readonly<Record<ElementName, readonly Part[]>> = fromEntries(
  ELEMENT_NAMES.map((name): [ElementName, Part[]] => {
    const { part, shares } = rowOf(name);
    return [name, part === 'base' ? [] : [...(shares ? [shares] : []), part as Part]];
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
