/** Pages of four elements with made-up programs, accounts and attributes: nothing breaks the page or injects into it. */
import fc from 'fast-check';
import type { ReactiveElement } from 'lit';
import '../../src/define.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { CHROMIUM, inspect, printed, turn, until, Watch } from './page.ts';
import { ATTRIBUTES, accounts, hostileText, type Make, programs, SEED } from './values.ts';

const PAGES = CHROMIUM ? 4000 : 500;
const BATCH = 50;

type Tag = keyof typeof ATTRIBUTES;
interface Page {
  readonly rules: Make;
  readonly account: Make;
  /** How program and account reach the page: as properties, as JSON in the page, or as JSON with a part cut out. */
  readonly given: 'value' | 'inline' | 'torn';
  readonly attributes: Readonly<Record<Tag, Record<string, unknown>>>;
  readonly others: Readonly<Record<Tag, Record<string, unknown>>>;
  readonly question: 'lojal-nps' | 'lojal-review' | 'lojal-survey';
  /** What happens to the page after the first render. */
  readonly fate: 'nothing' | 'again' | 'moved' | 'changed' | 'cloned' | 'answered' | 'gone';
  readonly fallback: string;
}

const sets = fc.record(ATTRIBUTES) as fc.Arbitrary<Page['attributes']>;
const pages: fc.Arbitrary<Page> = fc.record({
  rules: programs,
  account: accounts,
  given: fc.constantFrom('value', 'value', 'inline', 'torn'),
  attributes: sets,
  others: sets,
  question: fc.constantFrom('lojal-nps', 'lojal-review', 'lojal-survey'),
  fate: fc.constantFrom('nothing', 'again', 'moved', 'changed', 'cloned', 'answered', 'gone'),
  fallback: hostileText,
});

// The outbox reads `fetch` once, when its module loads with the first question. No request leaves this page.
window.fetch = async (input) => {
  const { pathname } = new URL(String(input), location.href);
  if (pathname.endsWith('/answers')) return new Response(null, { status: 201 });
  return pathname.endsWith('.json')
    ? Response.json({ name: 'Far away', points: 5 })
    : new Response('no', { status: 404 });
};

function set(element: Element, attributes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

function inline(name: 'program' | 'account', make: Make, torn: boolean): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.dataset.lojal = name;
  try {
    const text = JSON.stringify(make()) ?? '';
    script.textContent = torn ? text.slice(0, text.length / 2) : text;
  } catch {
    script.textContent = '{"name": "not to be written';
  }
  return script;
}

function build(page: Page): HTMLElement {
  const program = document.createElement('lojal-program') as LojalProgram;
  set(program, page.attributes['lojal-program']);
  if (page.given === 'value') Object.assign(program, { rules: page.rules(), account: page.account() });
  else
    program.append(
      inline('program', page.rules, page.given === 'torn'),
      inline('account', page.account, page.given === 'torn'),
    );
  for (const tag of ['lojal-points', 'lojal-tier', page.question] as const) {
    const element = document.createElement(tag);
    set(element, page.attributes[tag]);
    element.textContent = page.fallback;
    program.append(element);
  }
  return program;
}

function change(program: HTMLElement, { fate, others }: Page): void {
  const { parentElement } = program;
  const inner = [...program.children].filter((one) => one.localName in ATTRIBUTES);
  if (fate === 'gone') program.remove();
  if (fate === 'again' || fate === 'moved') program.remove();
  if (fate === 'again') parentElement?.append(program);
  if (fate === 'moved') {
    // The elements are without a program for a moment and request another.
    parentElement?.append(...inner);
    parentElement?.append(program);
    program.append(...inner);
  }
  if (fate === 'changed') {
    set(program, others['lojal-program']);
    for (const one of inner) set(one, others[one.localName as Tag]);
  }
  if (fate === 'cloned') parentElement?.append(program.cloneNode(true));
  if (fate === 'answered')
    for (const one of inner) {
      one.shadowRoot?.querySelector<HTMLInputElement>('input[type=radio], input[type=checkbox]')?.click();
      one.shadowRoot?.querySelector('form')?.requestSubmit();
    }
}

/** All Lojal elements on the page, after they have rendered and the programs have read their data. */
async function settled(around: Element): Promise<void> {
  const all = [...around.querySelectorAll<ReactiveElement>('*')].filter((one) => one.localName in ATTRIBUTES);
  await until(
    () => all.every((one) => one.localName !== 'lojal-program' || !one.isConnected || !(one as LojalProgram).waiting),
    'the programs have read',
  );
  // The promise rejects when an element cannot render.
  for (const one of all) await one.updateComplete.catch(() => {});
  await turn();
}

describe(`${PAGES} made-up programs and accounts, ${4 * PAGES} made-up attribute sets`, () => {
  const watch = new Watch();
  const frame = document.createElement('div');
  // The test reads the nodes. Without layout, texts of 20,000 characters cost no time.
  frame.style.contentVisibility = 'hidden';

  async function suffer(some: readonly Page[]): Promise<string[]> {
    const found: string[] = [];
    const built = some.map(build);
    frame.append(...built);
    await settled(frame);
    found.push(...inspect(frame));
    for (const [i, program] of built.entries()) change(program, some[i] as Page);
    await settled(frame);
    found.push(...inspect(frame));
    frame.replaceChildren();
    await turn();
    found.push(...watch.complaints());
    if (document.querySelector('body > x-evil, body > img, body > iframe, head > style ~ x-evil'))
      found.push('a node on the page');
    return found;
  }

  before(async () => {
    document.body.append(frame);
    // The first program creates the outbox of the page. This one stores nothing.
    const first = document.createElement('lojal-program') as LojalProgram;
    Object.assign(first, { storage: 'none', endpoint: '/answers' });
    frame.append(first);
    await import('../../src/provider/post.ts');
    first.prepareOutbox();
    await turn();
    await turn();
    frame.replaceChildren();
  });
  after(() => watch?.end());

  const BLOCK = 250;
  for (let from = 0; from < PAGES; from += BLOCK)
    it(`${from} to ${from + BLOCK}`, async () => {
      for (let at = from; at < from + BLOCK; at += BATCH) {
        const seed = SEED + at;
        const some = fc.sample(pages, { seed, numRuns: BATCH });
        const together = await suffer(some);
        if (!together.length) continue;
        for (const [i, page] of some.entries()) {
          const found = await suffer([page]);
          if (found.length)
            throw new Error(`seed ${seed}, page ${i}: ${found.slice(0, 3).join('; ')}\n${printed(page)}`);
        }
        throw new Error(`seed ${seed}, all ${BATCH} together: ${together.slice(0, 3).join('; ')}`);
      }
    }).timeout(120_000);
});
