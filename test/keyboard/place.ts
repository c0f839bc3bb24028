/** Where a path by keyboard is walked: a page of a shop in an engine, and what has the focus there. */
import assert from 'node:assert/strict';
import type { Driven, Engine, Tab } from '../helpers/drive/index.ts';
import { createPause } from '../helpers/pause.ts';
import { type Site, startSite } from '../helpers/site.ts';

/**
 * What has the focus, as assistive technology would name it, and whether it is to be seen that it has: by an outline of
 * its own or of its label. `body` is nothing at all.
 */
const FOCUS = `
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (at === document.body) return { is: 'body', seen: true };
  const of = (ids) => (ids ?? '').split(' ').map((id) => at.getRootNode().getElementById(id)?.innerText).join(' ');
  const roles = { a: 'link', button: 'button', textarea: 'textbox', input: at.type === 'text' ? 'textbox' : at.type };
  const role = at.getAttribute('role') ?? roles[at.localName] ?? at.localName;
  const labels = [...(at.labels ?? [])].map((label) => label.innerText).join(' ');
  const name = at.getAttribute('aria-label') || of(at.getAttribute('aria-labelledby')).trim() || labels || at.innerText;
  const outlined = (one) => {
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && opacity === '1';
  };
  const box = at.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const state = at.checked || at.getAttribute('aria-expanded') === 'true' ? '*' : '';
  const is = role + ' ' + name.replace(/\\s+/g, ' ').trim() + state;
  return { is, seen: inside && (outlined(at) || [...(at.labels ?? [])].some(outlined)) };`;

export interface Page {
  readonly tab: Tab;
  readonly site: Site;
  /** What has arrived of this page's answers. */
  answers(): readonly Record<string, unknown>[];
  /** Presses a key, then waits until this has the focus, to be seen; \`*\` after it says checked or expanded. */
  press(key: string, is: string): Promise<void>;
  /** Writes into what has the focus. */
  type(text: string): Promise<void>;
  /** Waits until these words are on the page. */
  shows(words: string): Promise<void>;
  /** Waits until they are not. */
  lacks(words: string): Promise<void>;
  /** Waits until this has the focus; it need not be seen there, since a script may have brought it. */
  holds(is: string): Promise<void>;
}

/** In ms. */
const PATIENCE = 20_000;

/** Looks again until it is so, 20 s at most. */
export async function until<T>(look: () => Promise<T>, is: (now: T) => boolean, what: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  const pause = createPause();
  for (;;) {
    const now = await look();
    if (is(now)) return;
    assert.ok(Date.now() < end, `${what}; it is ${JSON.stringify(now)}`);
    await pause();
  }
}

/** All text of the page that is shown, also inside of elements. */
const TEXT = `
  const text = (root) => [...root.childNodes].map((node) =>
    node.nodeType === 3 ? node.data
    : /^(script|style)$/.test(node.localName) || (node.checkVisibility && !node.checkVisibility()) ? ''
    : node.shadowRoot ? text(node.shadowRoot) : text(node)).join(' ').replace(/\\s+/g, ' ');
  return text(document.body);`;

let number = 0;

export interface Place {
  /** A page with a button before and one after this body, the focus on the former. */
  open(body: string, data?: string): Promise<Page>;
  close(): Promise<void>;
}

/** @param head further HTML for the head of each page */
export async function openPlace(engine: Engine, program: unknown, head = ''): Promise<Place> {
  const site = await startSite();
  const driven: Driven = await engine.open();
  const tab = await driven.newTab();
  return {
    async open(body, data = '') {
      const path = `/keyboard-${++number}`;
      site.answer = 201;
      site.pages.set(path, {
        html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
          <link rel="icon" href="data:,"><script type="application/json" data-lojal="program">${JSON.stringify(program)}</script>
          <script>window.wrong = []; addEventListener('error', ({ message }) => wrong.push(message));
            addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason)));</script>${head}
          <script src="/lojal.js" async data-endpoint="/answers" ${data}></script></head>
          <body><button>Before</button>${body}<button>After</button></body></html>`,
      });
      await tab.goto(site.url + path);
      const focus = () => tab.run<{ is: string; seen: boolean }>(FOCUS);
      const page: Page = {
        tab,
        site,
        answers: () =>
          site.posted.map(({ data }) => data).filter(({ asked }) => (asked as { page: string }).page === path),
        async press(key, is) {
          await tab.press(key);
          await until(focus, (now) => now.is === is && now.seen, `after ${key} "${is}" has the focus, and it is seen`);
        },
        async type(text) {
          for (const one of text) await tab.press(one);
        },
        shows: (words) =>
          until(
            () => tab.run<string>(TEXT),
            (now) => now.includes(words),
            `"${words}" is shown`,
          ),
        lacks: (words) =>
          until(
            () => tab.run<string>(TEXT),
            (now) => !now.includes(words),
            `"${words}" is gone`,
          ),
        holds: (is) => until(focus, (now) => now.is === is, `"${is}" has the focus`),
      };
      await tab.run('document.querySelector("button").focus()');
      return page;
    },
    async close() {
      await engine.close();
      await site.close();
    },
  };
}

/** No error on the host page, and exactly this answer has arrived, once. */
export async function ends(page: Page, answer?: Readonly<Record<string, unknown>>): Promise<void> {
  const [found, ...more] = page.answers();
  assert.deepEqual([Boolean(found), more], [Boolean(answer), []]);
  for (const [key, value] of Object.entries(answer ?? {})) assert.deepEqual(found?.[key], value, key);
  assert.deepEqual(await page.tab.run('return wrong'), []);
}
