/** What the browser tests of elements and programs share: they look through parts and roles only. */
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ReactiveElement, TemplateResult } from 'lit';
import '../../src/define.ts';
import { loadCatalogue } from '../../src/diagnostics/report.ts';
import type { LojalProgram } from '../../src/provider/program.ts';

/** The one element in a shadow root that a selector finds; fails where there is none. */
export function find<T extends Element = HTMLElement>(element: Element, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`${element.localName} has no ${selector}, it shows: ${words(element)}`);
  return found;
}
export const all = <T extends Element = HTMLElement>(element: Element, selector: string): T[] => [
  ...(element.shadowRoot?.querySelectorAll<T>(selector) ?? []),
];
export const has = (element: Element, selector: string): boolean => all(element, selector).length > 0;
export const part = (element: Element, name: string): HTMLElement => find(element, `[part~="${name}"]`);

/** The text of an element with its line breaks taken out; a no-break space stays one. */
export const text = (element: Element | undefined): string =>
  (element?.textContent ?? '').replace(/[ \n\t]+/g, ' ').trim();
/** The same of a whole shadow root. */
export const words = (element: Element): string =>
  [...(element.shadowRoot?.children ?? [])].map((child) => (child.localName === 'style' ? '' : text(child))).join(' ');

/** Waits until `is` gives something true. Something that is not there yet may throw: the last error is part of the failure. */
export async function until(is: () => unknown, what = is.toString()): Promise<void> {
  let fault: unknown;
  const holds = async (): Promise<boolean> => {
    try {
      return Boolean(await is());
    } catch (error) {
      fault = error;
      return false;
    }
  };
  await waitUntil(holds, what, { interval: 5, timeout: 20_000 }).catch((error) => {
    throw new Error(`${error.message}${fault ? `; at last: ${(fault as Error).message}` : ''}`);
  });
}

/** Waits until an element shows nothing but its fallback. */
export const fallback = (element: Element): string => {
  expect(has(element, '[part]'), 'nothing of ours').to.equal(false);
  return find<HTMLSlotElement>(element, 'slot')
    .assignedNodes({ flatten: true })
    .map((node) => node.textContent ?? '')
    .join('')
    .trim();
};

/** What was written to `console.warn` since the test began. */
export const warnings: string[] = [];
const errors: string[] = [];
const real = console.warn;

/** Call once a file: collects warnings, and fails a test that leaves an error on the host page. */
export function watch(): void {
  const note = (event: ErrorEvent | PromiseRejectionEvent): void => {
    errors.push('reason' in event ? `unhandled: ${event.reason}` : event.message);
  };
  before(async () => {
    // Afterwards each message is written at once, so that a test can say that there was none.
    await loadCatalogue();
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  beforeEach(() => {
    warnings.length = errors.length = 0;
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = real;
    expect(errors, 'errors on the host page').to.deep.equal([]);
  });
}

/** Exactly one warning came, and it has each of these words in it. */
export function warned(...parts: string[]): void {
  expect(warnings).to.have.length(1);
  for (const one of parts) expect(warnings[0]).to.contain(one);
}

/** The rules of a shop that most tests use. */
export const RULES = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01, label: { one: 'bean', other: 'beans' } },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping', 'Early access'] },
      { id: 'gold', name: 'Gold', from: 600 },
    ],
  },
  rewards: [
    { id: 'tote', name: 'A tote bag', points: 500, url: '/rewards/tote' },
    { id: 'vinyl', name: '10 € off vinyl', points: 1500 },
  ],
};

/** A program with these rules and this account around `content`; resolves when it has read them. */
export async function shop(
  { rules = RULES, account, ...more }: { rules?: unknown; account?: unknown } & Partial<LojalProgram>,
  content: TemplateResult,
): Promise<LojalProgram> {
  // Nothing is stored: the tests of delivery run beside this one, on the same origin.
  const program = await fixture<LojalProgram>(
    html`<lojal-program storage="none" lang=${more.lang ?? ''} .rules=${rules} .account=${account}>${content}</lojal-program>`,
  );
  Object.assign(program, more);
  await read(program);
  return program;
}

/** Empties the outbox of the page, so that no answer of this test is sent during another. */
export async function forget(storage: LojalProgram['storage'] = 'none'): Promise<void> {
  const program = document.createElement('lojal-program') as LojalProgram;
  program.storage = storage;
  await program.forget();
}

/** Waits until a program has read what it was first given, and all that it serves has rendered. */
export async function read(program: LojalProgram): Promise<void> {
  await program.updateComplete;
  await until(() => !program.waiting, 'the program has read');
  await rendered(program);
}

/** Waits until the elements inside of another have rendered. */
export async function rendered(around: Element): Promise<void> {
  for (const element of around.querySelectorAll<ReactiveElement>('*'))
    if (element.updateComplete) await element.updateComplete;
}

/** The first element of a tag inside of another. */
export function inner<T extends Element>(around: Element, tag: string): T {
  const found = around.querySelector<T>(tag);
  if (!found) throw new Error(`no ${tag}`);
  return found;
}

/** Keeps the events of some types that reach the document while `run` runs, and after. */
export function listen<T extends Event>(...types: string[]): T[] {
  const heard: T[] = [];
  for (const type of types) {
    const hear = (event: Event): void => void heard.push(event as T);
    document.addEventListener(type, hear);
    deaf.push(() => document.removeEventListener(type, hear));
  }
  return heard;
}
const deaf: (() => void)[] = [];
afterEach(() => {
  for (const stop of deaf.splice(0)) stop();
});

/** Checks with axe what stands when nothing moves any more: half faded in, a text has too little contrast. */
export async function axe(element: Element): Promise<void> {
  for (const one of [element, ...element.querySelectorAll('*')])
    for (const animation of one.shadowRoot?.getAnimations() ?? []) animation.finish();
  await expect(element).to.be.accessible();
}

/** The same on the page as it is and on a dark one. */
export async function accessible(element: Element): Promise<void> {
  await axe(element);
  const dark = document.createElement('div');
  dark.setAttribute('style', 'color-scheme: dark; background: #111; color: #eee');
  element.before(dark);
  dark.append(element);
  await (element as ReactiveElement).updateComplete;
  await axe(element);
  dark.replaceWith(element);
  await (element as ReactiveElement).updateComplete;
}

export function type(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
