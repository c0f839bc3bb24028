/** The page around Lojal in every engine: shadow roots, clobbered names, keys, focus traps, Escape, consent banners, morphing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loyalty } from '../fixtures/program.ts';
import { type Driven, findEngines, type Tab } from '../helpers/drive/index.ts';
import { type Site, startSite } from '../helpers/site.ts';

const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);

const PROGRAM = `<script type="application/json" data-lojal="program">${JSON.stringify({ ...loyalty, ask: undefined })}</script>`;
const SCRIPT = '<script src="/lojal.js" data-endpoint="/answers" data-customer="c_1042" data-points="1280"></script>';

/** Functions for the scripts below. They use no property that the page can replace. */
const HELP = `
  const find = (selector) => Document.prototype.querySelector.call(document, selector);
  const inside = (tag, selector) => find(tag)?.shadowRoot?.querySelector(selector);
  const until = async (found) => { for (let n = 0; n < 200 && !found(); n++) await new Promise((go) => setTimeout(go, 25)); return found(); };
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
`;

/** A page of a shop, the scripts to run in it and the keys to press, and what the last script gives. */
interface Case {
  readonly head?: string;
  readonly body: string;
  readonly steps: readonly (readonly ['run' | 'keys', string])[];
  readonly gives: unknown;
}

const NAMES =
  'querySelector querySelectorAll createElement createTreeWalker createComment importNode addEventListener baseURI body head activeElement readyState defaultView'.split(
    ' ',
  );
const BANNER = 'position:fixed;inset:auto 0 0 0;height:120px;z-index:2147483647;background:#222';
const SHORTCUTS = (target: string, capture: boolean): string =>
  `<script>${target}.addEventListener('keydown', (event) => { if (!/^(INPUT|TEXTAREA)$/.test(event.target.nodeName) && !event.target.isContentEditable) event.preventDefault(); }, ${capture})</script>`;
const REFUSED =
  'keydown keypress keyup copy cut paste beforeinput contextmenu selectstart dragstart dragenter dragover drop pointerdown pointerup mousedown mouseup touchstart touchend'.split(
    ' ',
  );
const WRITES: Case['steps'] = [
  ['run', "(await until(() => inside('lojal-review', 'textarea'))).focus()"],
  ['keys', 'j/ k'],
  ['run', "return inside('lojal-review', 'textarea').value"],
];
const OPENS: Case['steps'][number] = [
  'run',
  "await lojal.show('nps'); (await until(() => inside('lojal-nps', 'input[value=\"3\"]'))).click(); (await until(() => inside('lojal-nps', 'textarea'))).focus()",
];
const CLEAR = `const pane = inside('lojal-nps', '[part=card]'); for (const one of pane.getAnimations()) one.finish();
  return pane.getBoundingClientRect().bottom <= find('#banner').getBoundingClientRect().top`;

const CASES: Readonly<Record<string, Case>> = {
  'tags in shadow roots are found': {
    body: `<theme-card></theme-card><section><template shadowrootmode="open"><lojal-nps></lojal-nps></template></section>
      <script>setTimeout(() => customElements.define('theme-card', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<lojal-points></lojal-points>' } }), 400)</script>`,
    steps: [
      [
        'run',
        `return Boolean(await until(() => find('theme-card').shadowRoot?.querySelector('lojal-points').shadowRoot?.querySelector('[part]')
          && find('section').shadowRoot.querySelector('lojal-nps').shadowRoot?.querySelector('[part]')))`,
      ],
    ],
    gives: true,
  },
  'names of the page’s elements change nothing': {
    body: `<div hidden>${NAMES.map((name) => `<img name="${name}" alt=""><form name="${name}"><input name="call"></form>`).join('')}
      <nav id="navigation"></nav><a id="trustedTypes"></a><a id="requestIdleCallback"></a></div>${SCRIPT}<lojal-points></lojal-points><lojal-nps></lojal-nps>`,
    steps: [
      [
        'run',
        `return Boolean(await until(() => inside('lojal-points', '[part=balance]') && inside('lojal-nps', 'input')))`,
      ],
    ],
    gives: true,
  },
  'shortcuts on the document do not take keys': {
    head: SHORTCUTS('document', false),
    body: '<lojal-review product="p"></lojal-review>',
    steps: WRITES,
    gives: 'j/ k',
  },
  'shortcuts in the capture phase of the document do not take keys': {
    head: SHORTCUTS('document', true),
    body: '<lojal-review product="p"></lojal-review>',
    steps: WRITES,
    gives: 'j/ k',
  },
  'shortcuts in the capture phase of the window spare the field': {
    head: SHORTCUTS('window', true),
    body: '<lojal-review product="p"></lojal-review>',
    steps: WRITES,
    gives: 'j/ k',
  },
  ...Object.fromEntries(
    [false, true].map((capture) => [
      `a page that refuses pasting, dropping and pointers ${capture ? 'in the capture phase ' : ''}spares the field`,
      {
        head: `<script>for (const type of ${JSON.stringify(REFUSED)}) document.addEventListener(type, (event) => { if (!/^(INPUT|TEXTAREA)$/.test(event.target.nodeName)) event.preventDefault(); }, { capture: ${capture}, passive: false })</script>`,
        body: '<lojal-review product="p"></lojal-review>',
        steps: [
          [
            'run',
            `const field = await until(() => inside('lojal-review', 'textarea')); field.focus();
            const refused = ${JSON.stringify(REFUSED)}.filter((type) => {
              const Kind = /^drag|^drop/.test(type) ? DragEvent : /^(copy|cut|paste)$/.test(type) ? ClipboardEvent : /^pointer/.test(type) ? PointerEvent : /^key/.test(type) ? KeyboardEvent : MouseEvent;
              return !field.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true }));
            });
            return refused.join()`,
          ],
        ],
        gives: '',
      } satisfies Case,
    ]),
  ),
  'a focus trap does not take the focus out of the card, and Escape closes the card alone': {
    body: `<div role="dialog" aria-modal="true" id="dialog"><input id="inner"></div><lojal-nps mode="corner"></lojal-nps><script>
      document.addEventListener('focusin', (event) => { if (!dialog.contains(event.target)) inner.focus(); }, true);
      document.addEventListener('focusout', (event) => { if (event.relatedTarget && !dialog.contains(event.relatedTarget)) inner.focus(); });
      for (const type of ['keydown', 'keyup']) document.addEventListener(type, (event) => { if (event.key === 'Escape') dialog.hidden = true; });
      inner.focus();</script>`,
    steps: [
      OPENS,
      ['keys', 'slow'],
      ['run', "window.wrote = inside('lojal-nps', 'textarea').value"],
      ['keys', 'Escape'],
      ['run', "await until(() => !inside('lojal-nps', 'textarea')); return [window.wrote, find('#dialog').hidden]"],
    ],
    gives: ['slow', false],
  },
  'the card keeps clear of a banner': {
    body: `<div id="banner" style="${BANNER}"><button>Accept</button></div><lojal-nps mode="corner"></lojal-nps>`,
    steps: [OPENS, ['run', CLEAR]],
    gives: true,
  },
  'the card goes above a banner that comes later': {
    body: '<lojal-nps mode="corner"></lojal-nps>',
    steps: [
      OPENS,
      [
        'run',
        `document.body.insertAdjacentHTML('beforeend', '<div id="banner" style="${BANNER}"></div>'); await pause(1300); ${CLEAR}`,
      ],
    ],
    gives: true,
  },
  'an open card survives a new body': {
    body: '',
    steps: [
      OPENS,
      ['keys', 'too '],
      [
        'run',
        "const body = document.createElement('body'); body.innerHTML = '<p>Another page</p>'; document.body.replaceWith(body); await pause(100)",
      ],
      ['keys', 'slow'],
      ['run', "return inside('lojal-nps', 'textarea').value"],
    ],
    gives: 'too slow',
  },
};

describe('the page around Lojal', { concurrency: 1 }, () => {
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let site: Site;
      let driven: Driven;
      let tab: Tab;
      before(async () => {
        site = await startSite();
        driven = await engine.open();
        tab = await driven.newTab();
      });
      after(async () => {
        await driven?.close();
        await site?.close();
        await engine.close();
      });
      for (const [number, [name, { head = '', body, steps, gives }]] of Object.entries(CASES).entries())
        test(`${engine.name}: ${name}`, { timeout: 60_000 }, async () => {
          // Each case has its own product: a draft of one is not restored in the next.
          const own = body.replace('product="p"', `product="p${number}"`);
          const script = body.includes(SCRIPT) ? '' : SCRIPT;
          site.pages.set(`/${number}`, {
            html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${PROGRAM}${head}${script}</head><body>${own}</body></html>`,
          });
          await tab.goto(`${site.url}/${number}`);
          let given: unknown;
          for (const [kind, text] of steps)
            if (kind === 'run') given = await tab.run(HELP + text);
            else for (const key of text === 'Escape' ? [text] : text) await tab.press(key);
          assert.deepEqual(given, gives);
        });
    });
});
