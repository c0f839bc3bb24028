/** Helpers of the fuzz tests in a browser: detect damage to the host page. */
import fc from 'fast-check';
import { ELEMENT_NAMES } from '../../src/registry.ts';
import { ALARM } from './values.ts';

/** Chromium is the fastest engine. The others run a part of the same input. */
export const CHROMIUM = navigator.userAgent.includes('Chrome');

/** WebKit under automation keeps its databases in memory, which cannot store a Blob. */
export const BLOBS = CHROMIUM || navigator.userAgent.includes('Firefox');

/** Every tag in the templates of Lojal. */
const TAGS = new Set(
  (
    'a bdi button circle div fieldset form g input label legend li ol p path slot span style svg text textarea ul ' +
    ELEMENT_NAMES.map((name) => `lojal-${name}`).join(' ')
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

/** Records damage to the host page from the moment it is created: errors, new globals, changed prototypes. */
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
    // The made-up input causes tens of thousands of warnings, which are expected.
    console.warn = () => {};
  }

  #note = (event: ErrorEvent | PromiseRejectionEvent): void => {
    event.preventDefault();
    const error: unknown = 'reason' in event ? event.reason : (event.error ?? event.message);
    this.#suffered.push(
      error instanceof Error ? `${event.type}: ${error.stack ?? error}` : `${event.type}: ${String(error)}`,
    );
  };

  /** Describes the damage since the last call. */
  complaints(): string[] {
    const now = descriptors();
    const found = this.#suffered.splice(0);
    if (now.length !== this.#before.length || now.some((one, i) => !Object.is(one, this.#before[i])))
      found.push('a prototype has changed');
    for (const name of Object.getOwnPropertyNames(window)) {
      // Chromium adds a numbered property for each frame; the test runner adds names of its own.
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

/** Describes what must not be on a page: unknown nodes, scripts in URLs, texts such as "[object Object]". */
export function inspect(root: Element | ShadowRoot, found: string[] = []): string[] {
  for (const element of root.querySelectorAll('*')) {
    const { localName, shadowRoot } = element;
    // The shop's own content and JSON are not checked.
    const ours = root instanceof ShadowRoot;
    if (!TAGS.has(localName) && (ours || localName !== 'script')) found.push(`a <${localName}> that nobody made`);
    if (ours)
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(`${localName} has ${name}`);
        // The class contains the colour scheme of the page, which is made up.
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

/** Formats a made-up value for a message, with long repetitions shortened. */
export const printed = (value: unknown): string =>
  fc
    .stringify(value)
    .replace(/(.)\1{20,}/gu, '$1…')
    .slice(0, 3000);

/** Waits for one turn of the event loop, so that all settled promises have continued. Faster than a timer of 0 ms. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Waits until `holds` returns true. @throws Error with `what` after ten seconds */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what}: it never came`);
    await turn();
  }
}
