import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Driven, findEngines, type Tab } from '../helpers/drive/index.ts';
import { type Examples, NAMES, startExamples } from './examples.ts';

/** The examples under demo/frameworks: rendered, answered, taken away and put back; and rendered on a server first. */

const engines = await findEngines();
let examples: Examples;
const open = new Map<string, Driven>();

before(async () => {
  examples = await startExamples();
  for (const engine of engines) open.set(engine.name, await engine.open());
});
after(async () => {
  for (const browser of open.values()) await browser?.close();
  for (const engine of engines) await engine.close?.();
  await examples?.close();
});

/** What the body of a page's script finds at hand. */
const HELP = `
  const until = async (what, get) => {
    for (const end = Date.now() + 8000; ; await new Promise((resolve) => setTimeout(resolve, 30))) {
      const found = get();
      if (found) return found;
      if (Date.now() > end) throw new Error(what + ' did not come: ' + document.querySelector('#app, main').textContent + window.said);
    }
  };
  const $ = (selector) => document.querySelector(selector);
  const inside = (tag, selector) => $(tag)?.shadowRoot?.querySelector(selector);
  const says = (tag, words) => until(tag + ' "' + words + '"', () => $(tag)?.shadowRoot?.textContent.replace(/\\s+/g, ' ').includes(words));
`;
const on = (tab: Tab, body: string): Promise<unknown> => tab.run(`${HELP}${body}`);

/** All shows, the handler has the answer with its type's fields, and it arrives. */
async function works(tab: Tab): Promise<void> {
  const before = examples.posted.length;
  await on(
    tab,
    `await says('lojal-points', '1,280 points');
    await says('lojal-tier', '€187.50 left until Gold');
    await until('the question', () => inside('lojal-nps', 'input[value="9"]')).then((input) => input.click());
    await until('the rest', () => inside('lojal-nps', '[part~="comment"]'));
    inside('lojal-nps', '[part~="submit"]').click();
    await until('the answer', () => $('#said').textContent === 'nps: 9');
    await says('lojal-nps', 'has been sent');`,
  );
  const arrived = examples.posted.slice(before);
  assert.deepEqual(
    arrived.map(({ subject, data }) => [subject, data.score, data.product]),
    [['c_1042', 9, 'Nord Records']],
  );
}

/** The page has said nothing but what Lit says of its own development build. */
async function quiet(tab: Tab): Promise<void> {
  const said = (await tab.run<string[]>('return window.said')).filter(
    (line) => !/Lit is in dev mode|Multiple versions of Lit/.test(line),
  );
  assert.deepEqual(said, []);
}

const ATTRIBUTES = `return ['lojal-program', 'lojal-points', 'lojal-tier', 'lojal-nps'].map((tag) =>
  [...$(tag).attributes].map(({ name, value }) => name + '=' + value).sort().join(' '))`;

for (const { name: engine } of engines)
  for (const name of NAMES) {
    const page = async (way: string): Promise<Tab> => {
      const tab = await (open.get(engine) as Driven).newTab();
      await tab.goto(`${examples.url}${way.replace('*', name)}`);
      return tab;
    };

    test(`${engine}, ${name}: shows, is answered, and leaves nothing when it is taken away`, async () => {
      const tab = await page('/client/*/');
      await works(tab);
      if (name !== 'plain')
        await on(
          tab,
          `const count = () => [document.head, document.body].map((one) => one.children.length).join();
          const before = count();
          for (let i = 0; i < 3; i++) {
            if (i && document.title.includes('React')) $('lojal-nps').dismiss();
            if (i && document.title.includes('React')) await until('a dismissal', () => $('#said').textContent === 'nps: not now');
            $('button').click();
            await until('its end', () => !$('lojal-nps') && $('button').textContent.trim() === 'Ask');
            $('button').click();
            await until('its return', () => inside('lojal-nps', 'input[value="9"]'));
          }
          if (count() !== before || document.querySelectorAll('lojal-nps').length !== 1) throw new Error('something stayed');`,
        );
      if (name !== 'plain') await works(tab);
      await quiet(tab);
      await tab.close();
    });

    if (name === 'plain') continue;

    test(`${engine}, ${name}: a page of the server is taken over before the elements come`, async () => {
      examples.hold(/\/define-.*\.js$/);
      try {
        const tab = await page('/server/*/');
        const before = await on(
          tab,
          `window.go();
          if (!$('lojal-points').textContent.includes('Members collect')) throw new Error('no fallback');
          // Taken over: its button works.
          await until('hydration', () => ($('button').textContent.trim() === 'Ask' ? true : ($('button').click(), false)));
          await until('the end', () => !$('lojal-nps'));
          $('button').click();
          await until('the return', () => $('lojal-nps'));
          if (customElements.get('lojal-nps')) throw new Error('the elements were there already');
          ${ATTRIBUTES}`,
        );
        examples.hold(undefined);
        await works(tab);
        assert.deepEqual(await on(tab, ATTRIBUTES), before);
        await quiet(tab);
        await tab.close();
      } finally {
        examples.hold(undefined);
      }
    });

    test(`${engine}, ${name}: a page of the server is taken over after the elements have come`, async () => {
      const tab = await page('/server/*/?early');
      const before = await on(
        tab,
        `await until('the question', () => inside('lojal-nps', 'input[value="9"]'));
          await until('the fallback', () => inside('lojal-points', 'slot'));
          const shown = inside('lojal-points', 'slot').assignedNodes().map((one) => one.textContent).join('');
          if (!shown.includes('Members collect')) throw new Error('no fallback: ' + shown);
          ${ATTRIBUTES}`,
      );
      await on(tab, 'await window.go();');
      await works(tab);
      assert.deepEqual(await on(tab, ATTRIBUTES), before);
      await quiet(tab);
      await tab.close();
    });
  }
