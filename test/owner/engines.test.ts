/** A short way through the owner's page in each engine, by keys alone. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Driven, findEngines, type Tab } from '../helpers/drive/index.ts';
import { createPause } from '../helpers/pause.ts';
import { FAKE_KEY, type FakeOwnerServer, startOwnerServer } from './fake-owner-server.ts';

const engines = (await findEngines()).filter(
  // The other tests of the page run in Chromium.
  ({ name }) => (process.env.ENGINE ? name === process.env.ENGINE : name !== 'chromium'),
);

/** Collects the text of the page through all shadow roots, without style sheets. */
const TEXT = `
  const texts = [];
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    if (node.nodeType === Node.ELEMENT_NODE && (node.hidden || node.localName === 'style')) return;
    for (const child of (node.shadowRoot ?? node).childNodes) read(child);
  };
  read(document.body);
  return texts.join(' ').replace(/\\s+/g, ' ');`;

/** How long a text may take to appear, in ms. */
const PATIENCE = 20_000;

async function shows(tab: Tab, words: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  const pause = createPause();
  let text = '';
  while (Date.now() < end) {
    text = await tab.run<string>(TEXT);
    if (text.includes(words)) return;
    await pause();
  }
  assert.fail(`"${words}" is not shown: ${text}`);
}

describe('the owner’s page', { concurrency: Math.max(1, engines.length) }, () => {
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let fake: FakeOwnerServer;
      let driven: Driven;
      before(async () => {
        fake = await startOwnerServer();
        driven = await engine.open();
      });
      after(async () => {
        await engine.close();
        await fake.close();
      });

      test(`${engine.name}: signs in, reads Today, and answers a customer`, { timeout: 120_000 }, async () => {
        fake.isSignedIn = false;
        const tab = await driven.newTab();
        await tab.goto(fake.url);
        await shows(tab, 'Owner key');
        for (const letter of FAKE_KEY) await tab.press(letter);
        await tab.press('Enter');
        await shows(tab, 'Unhappy customers you may contact');
        await shows(tab, '88 days since the last order');
        await tab.run(`location.hash = '#/answers?kind=nps'`);
        await shows(tab, '18 answers');
        await shows(tab, 'Recommendation · c_1042');
        await tab.press('j');
        await shows(tab, 'Mark as handled');
        await tab.press('e');
        await shows(tab, 'Handled');
        // The page shows the change before the server has it.
        const isSent = () => fake.bodies.some(({ request }) => request.startsWith('PATCH'));
        const pause = createPause();
        for (const end = Date.now() + PATIENCE; !isSent() && Date.now() < end; ) await pause();
        assert.deepEqual(fake.bodies.find(({ request }) => request.startsWith('PATCH'))?.body, { handled: true });
        await tab.run(`location.hash = '#/settings'`);
        await shows(tab, 'https://crm.example/hooks/lojal');
        assert.deepEqual(
          tab.errors().filter((line) => !line.includes('401')),
          [],
        );
      });
    });
});
