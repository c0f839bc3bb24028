/** What the fuzz tests of pages share: a page that notices whatever happens to it. */
import fc from 'fast-check';
import { ALARM } from './values.ts';

/** Chromium is the quickest; what the others run is a part of the same input. */
export const CHROMIUM = navigator.userAgent.includes('Chrome');

/** A driven WebKit keeps its databases in memory, and there no Blob. */
export const BLOBS = CHROMIUM || navigator.userAgent.includes('Firefox');

/** Every tag that our own templates have. */
const TAGS = new Set(
  (
    'a bdi button circle div fieldset form g input label legend li ol p path slot span style svg text textarea ul ' +
    'lojal-program lojal-points lojal-tier lojal-nps lojal-review lojal-survey'
  ).split(' '),
);
const BROKEN = /NaN|undefined|\[object|Infinity|\bnull\b|=>|native code/;

const descriptors = (): unknown[] =>
  [Object, Array, String, Function, Number, Promise, RegExp, Element, Node, Event].flatMap(({ prototype }) =>
    Reflect.ownKeys(prototype).flatMap((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
      return [key, value, get, set];
    }),
  );

/** Notes everything that a host page would suffer from, since it was made. */
export class Watch {
  readonly #suffered: string[] = [];
  readonly #before = descriptors();
  readonly #names = new Set(Object.getOwnPropertyNames(window));
  readonly #warn = console.warn;

  constructor() {
    addEventListener('error', this.#note);
    addEventListener('unhandledrejection', this.#note);
    Object.defineProperty(window, ALARM, {
      configurable: true,
      value: () => this.#suffered.push('a text has become code'),
    });
    this.#names.add(ALARM);
    // Tens of thousands of faults are told; here they are expected.
    console.warn = () => {};
  }

  #note = (event: ErrorEvent | PromiseRejectionEvent): void => {
    event.preventDefault();
    const error: unknown = 'reason' in event ? event.reason : (event.error ?? event.message);
    this.#suffered.push(
      error instanceof Error ? `${event.type}: ${error.stack ?? error}` : `${event.type}: ${String(error)}`,
    );
  };

  /** What was suffered since it was last asked, in words. */
  complaints(): string[] {
    const now = descriptors();
    const found = this.#suffered.splice(0);
    if (now.length !== this.#before.length || now.some((one, i) => !Object.is(one, this.#before[i])))
      found.push('a prototype has changed');
    for (const name of Object.getOwnPropertyNames(window)) {
      // Chromium numbers a page's frames among its names; the test runner has some of its own.
      if (this.#names.has(name) || /^(\d+$|__WTR)/.test(name)) continue;
      this.#names.add(name);
      found.push(`a new global name: ${name}`);
    }
    return found;
  }

  end(): void {
    removeEventListener('error', this.#note);
    removeEventListener('unhandledrejection', this.#note);
    Reflect.deleteProperty(window, ALARM);
    console.warn = this.#warn;
  }
}

/** What must not stand on a page, in words: foreign nodes, script in addresses, words that no customer should see. */
export function inspect(root: Element | ShadowRoot, found: string[] = []): string[] {
  for (const element of root.querySelectorAll('*')) {
    const { localName, shadowRoot } = element;
    // The shop's own content is not ours to judge, nor its JSON.
    const ours = root instanceof ShadowRoot;
    if (!TAGS.has(localName) && (ours || localName !== 'script')) found.push(`a <${localName}> that nobody made`);
    if (ours)
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(`${localName} has ${name}`);
        // The class repeats the page's own colour scheme.
        if (name !== 'class' && BROKEN.test(value)) found.push(`${localName} has ${name}="${value.slice(0, 80)}"`);
      }
    if (
      element instanceof HTMLAnchorElement &&
      element.href &&
      !/^(https?:)?$/.test(element.protocol.replace(/^:$/, ''))
    )
      found.push(`a link to ${element.href.slice(0, 80)}`);
    if (!shadowRoot) continue;
    const shown = [...shadowRoot.children].map((child) => child.textContent ?? '').join(' ');
    const broken = BROKEN.exec(shown);
    if (broken) found.push(`${localName} shows …${shown.slice(Math.max(0, broken.index - 40), broken.index + 40)}…`);
    inspect(shadowRoot, found);
  }
  return found;
}

/** A made-up value for a message: long repetitions shortened. */
export const printed = (value: unknown): string =>
  fc
    .stringify(value)
    .replace(/(.)\1{20,}/gu, '$1…')
    .slice(0, 3000);

/** A turn of the event loop: all promises that could go on have done so. Quicker than a timer of 0 ms. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Waits until something holds; says what did not, after ten seconds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what}: it never came`);
    await turn();
  }
}
