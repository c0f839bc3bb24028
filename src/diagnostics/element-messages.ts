/** Messages about elements, their attributes and their colours. */
import { nearest } from '../config/suggestion.ts';
import { ALIASES, ELEMENT_NAMES } from '../registry.ts';
import { type Message, setting } from './message.ts';

/** An example of each attribute that holds a number. */
const NUMBERS: Readonly<Record<string, string>> = {
  points: '1280',
  pending: '40',
  expiring: '120',
  orders: '9',
  rating: '5',
  spend: '412.50',
  cart: '49.90',
  value: '250',
};

/** Attributes of the program that hold one of several words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  storage: ['local', 'session', 'none'],
  'color-scheme': ['light', 'dark', 'system'],
  bridge: ['dataLayer'],
  'content-type': ['application/cloudevents+json', 'text/plain'],
};

const bare = (name: string): string => name.replace(/^data-/, '');

export const elementMessages = {
  'lojal/element-unknown': (tag: string): Message => {
    const [prefix, ...rest] = tag.split('-');
    const name = rest.join('-');
    const meant = nearest(name, ELEMENT_NAMES) ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined);
    return {
      wrong: `<${tag}> is not a Lojal element`,
      ...(meant
        ? { fix: `Did you mean <${prefix}-${meant}></${prefix}-${meant.replace(/ .*/, '')}>?` }
        : { accepted: ELEMENT_NAMES.map((one) => `<${prefix}-${one}>`).join(', ') }),
    };
  },
  'lojal/element-unclosed': (tag: string): Message => ({
    wrong: `<${tag}> is inside another Lojal element and will not show`,
    fix: `Close every element with its own end tag: write <${tag}></${tag}>, not <${tag} />`,
  }),
  'lojal/attribute-unknown': (tag: string, attribute: string, meant: string): Message => ({
    wrong: `<${tag} ${attribute}="…"> has no effect: the attribute is unknown`,
    fix: `Did you mean <${tag} ${meant}="…">?`,
  }),
  'lojal/attribute-number': (name: string, value: unknown, accepted: 'number' | 'whole number'): Message => ({
    wrong: `${setting(name, value)} is not a ${accepted}${name === 'rating' ? ' from 1 to 5' : ''}`,
    fix: `Write ${name}="${NUMBERS[bare(name)]}"`,
  }),
  'lojal/attribute-value': (name: string, value: unknown, words = WORDS[bare(name)] ?? []): Message => ({
    wrong: `${setting(name, value)} is ${value === undefined ? 'missing' : 'not accepted'}`,
    accepted: words.join(', '),
    fix: `Write ${name}="${(typeof value === 'string' && nearest(value, words)) || words[0]}"`,
  }),
  'lojal/attribute-url': (name: string, value: unknown): Message => ({
    wrong: `${setting(name, value)} is not an https address`,
    fix: `Write ${name}="${/^http:/.test(String(value)) ? String(value).replace(':', 's:') : 'https://shop.example/…'}"`,
  }),
  'lojal/attribute-date': (name: string, value: unknown): Message => ({
    wrong: `${setting(name, value)} is not a date`,
    accepted: 'YYYY-MM-DD',
    fix: `Write ${name}="2026-12-31"`,
  }),
  'lojal/attribute-currency': (name: string, value: unknown): Message => ({
    wrong: `${setting(name, value)} is not a currency`,
    accepted: 'a code of ISO 4217',
    fix: `Write ${name}="EUR"`,
  }),
  'lojal/attribute-customer': (name: string, value: unknown): Message => ({
    wrong: `${setting(name, value)} is not an opaque id`,
    accepted: 'an id of your shop, never an e-mail address',
    fix: `Write ${name}="c_1042"`,
  }),
  'lojal/account-customer': (id: string, customer: string): Message => ({
    wrong: `The account is of ${JSON.stringify(id)}, and the customer of the page is ${JSON.stringify(customer)}`,
    fix: 'Give both for the same customer, and let no cache answer for the account: Cache-Control: no-store',
    outcome: 'The account is not shown',
  }),
  'lojal/attribute-too-long': (name: string, length: number, most: number): Message => ({
    wrong: `${name} has ${length} characters`,
    accepted: `at most ${most}`,
    outcome: name === 'product-url' ? 'It was left out of the answer' : 'The rest was cut off in the answer',
  }),
  'lojal/question-setting': (name: string, value: unknown, accepted: string): Message => ({
    wrong: `${setting(name, value)} is not accepted`,
    accepted,
  }),
  'lojal/options-missing': (accepted: string): Message => ({
    wrong: 'A survey of kind "choice" or "exit" needs options',
    accepted,
    fix: 'Write options="Price|Quality|Service"',
  }),
  'lojal/options-separator': (text: string): Message => ({
    wrong: `${setting('options', text)} is one option`,
    accepted: 'texts with | between them',
    fix: `Write options="${text
      .replace(/[[\]{}"']/g, '')
      .split(',')
      .map((one) => one.trim())
      .join('|')}"`,
  }),
  'lojal/stamps-too-many': (all: number, most: number): Message => ({
    wrong: `variant="stamps" shows at most ${most} stamps, and the next reward or level needs ${all}`,
    fix: 'Write variant="ring", or leave variant out for a bar',
  }),
  'lojal/surface-scheme': (surface: string, scheme: 'light' | 'dark'): Message => ({
    wrong: `--lojal-surface ${surface} is ${scheme}, but the color scheme is ${scheme === 'dark' ? 'light' : 'dark'}`,
    fix: `Write color-scheme: ${scheme} in the page's CSS, or data-color-scheme="${scheme}" on the script tag`,
  }),
  'lojal/contrast-accent': (
    colour: string,
    ratio: string,
    surface: string,
    drawn: string,
    better: string,
  ): Message => ({
    wrong: `--lojal-accent ${colour} has a contrast of ${ratio}:1 on the surface ${surface}`,
    accepted: 'at least 3:1 for lines and marks',
    fix: `Set a ${better} color, for example --lojal-accent: ${drawn}, which is used instead`,
  }),
  'lojal/contrast-on-accent': (ratio: string, accent: string): Message => ({
    wrong: `--lojal-on-accent has a contrast of ${ratio}:1 on --lojal-accent ${accent}`,
    accepted: 'at least 4.5:1 for text',
    fix: 'Remove --lojal-on-accent: black or white is then chosen',
  }),
  'lojal/contrast-text': (name: string, ratio: string, surface: string, better: string): Message => ({
    wrong: `--lojal-${name} has a contrast of ${ratio}:1 on the surface ${surface}`,
    accepted: 'at least 4.5:1 for text',
    fix: `Set a ${better} color`,
  }),
};
