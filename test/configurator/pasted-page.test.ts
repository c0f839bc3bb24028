/**
 * The output of the configurator, pasted into an empty page: it works under exactly the Content-Security-Policy that the
 * configurator gives, on each platform. `CONFIGURATIONS=1000` takes as many; by default a random sample.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { build, type Rolldown } from 'vite';
import { PLATFORMS, type ShopConfiguration } from '../../src/snippet/shop-configuration.ts';
import { snippetPolicy } from '../../src/snippet/snippet-policy.ts';
import { WORDPRESS_CUSTOMER } from '../../src/snippet/template-code.ts';
import { writeSnippet } from '../../src/snippet/write-snippet.ts';
import { createPause } from '../helpers/pause.ts';
import { launch, startSite } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { configurations } from '../snippet/random-configurations.ts';

const RUNS = Number(process.env.CONFIGURATIONS ?? 25);
const { browser, site } = await startAll({ browser: launch(), site: startSite() });
after(() => Promise.all([browser.close(), site.close()]));

const liquid = new Liquid();
liquid.registerFilter('asset_url', (file: string) => `/assets/v1/${file}`);

/** The module of an npm project, as its bundler writes it. */
async function bundled(): Promise<string> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const made = (await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: { write: false, lib: { entry: 'dist/define.js', formats: ['es'], fileName: 'app' } },
  })) as Rolldown.RolldownOutput[];
  const chunks = made.flatMap(({ output }) => output);
  for (const file of chunks)
    if (file.type === 'chunk')
      site.pages.set(`/${file.fileName}`, { html: file.code, headers: { 'content-type': 'text/javascript' } });
  return `/${chunks[0]?.fileName}`;
}

const app = await bundled();

/** What the platform makes of the snippet. */
async function htmlOf({ platform }: ShopConfiguration, head: string, body: string): Promise<string> {
  switch (platform) {
    case 'plain':
      return `<!doctype html><html lang="en"><head><title>Empty</title>${head}</head><body>${body}</body></html>`;
    case 'shopify':
      return liquid.parseAndRender(
        `<!doctype html><html lang="en"><head><title>Empty</title>${head}</head><body>${body}</body></html>`,
        { customer: { id: 1042, total_spent: 41_250, orders_count: 9 } },
      );
    case 'wordpress': {
      // What PHP prints: the head as it is, with the id of the customer.
      const printed = head.slice(head.indexOf('?>') + 2, head.lastIndexOf('<?php')).replace(WORDPRESS_CUSTOMER, '1042');
      return `<!doctype html><html lang="en"><head><title>Empty</title>${printed}</head><body>${body}</body></html>`;
    }
    case 'npm':
      return `<!doctype html><html lang="en"><head><title>Empty</title><script type="module" src="${app}"></script></head><body>${body}</body></html>`;
  }
}

/** What elements draw whatever their attributes are. */
const ALWAYS = ['lojal-earn', 'lojal-rewards', 'lojal-nps', 'lojal-review'];

/** How long (ms) a page may take on a busy machine. */
const PATIENCE = 20_000;

/** Whether all elements of the page are defined, and those of `always` show something. Runs in the page. */
function isDrawn({
  names,
  always,
}: {
  readonly names: readonly string[];
  readonly always: readonly string[];
}): boolean {
  const asked = [...document.querySelectorAll('*')].filter(
    (one) => always.includes(one.localName) && !one.matches('[mode]'),
  );
  return (
    names.every((name) => customElements.get(name)) && asked.every((one) => one.shadowRoot?.querySelector('[part]'))
  );
}

test(`${RUNS} random configurations, pasted into an empty page, work under the policy that comes with them`, async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (line) => line.type() === 'error' && said.push(line.text()));
  page.on('pageerror', (error) => said.push(`${error}`));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const check = async (configuration: ShopConfiguration): Promise<void> => {
    const snippet = writeSnippet(configuration);
    const { directives, trustedTypes } = await snippetPolicy(configuration, snippet);
    const json = { html: snippet.json, headers: { 'content-type': 'application/json' } };
    site.pages.set('/lojal.json', json);
    site.pages.set('/assets/v1/lojal.json', json);
    site.pages.set('/', {
      html: await htmlOf(configuration, snippet.head, snippet.body),
      headers: {
        'content-security-policy': [
          "default-src 'none'",
          ...directives,
          "require-trusted-types-for 'script'",
          trustedTypes,
        ].join('; '),
      },
    });
    said.length = 0;
    await page.goto(`${site.url}/`);
    const expected = configuration.elements.map(({ name }) => `lojal-${name}`);
    const end = Date.now() + PATIENCE;
    // `waitForFunction` needs a policy that allows `eval`.
    for (
      const pause = createPause();
      !(await page.evaluate(isDrawn, { names: expected, always: ALWAYS }));
      await pause()
    )
      assert.ok(Date.now() < end, `not drawn: ${expected}; ${said.join('; ')}`);
    const found = await page.evaluate(() =>
      [...document.body.querySelectorAll('*')]
        .map(({ localName }) => localName)
        .filter((name) => name !== 'lojal-program'),
    );
    const own = found.filter((name) => name.startsWith('lojal-'));
    // After them come a panel of the script tag, and a question that test mode opens.
    assert.deepEqual(own.slice(0, expected.length), expected);
    assert.deepEqual(
      found.filter((name) => !/^(lojal-.*|script|style)$/.test(name)),
      [],
      'nothing became markup',
    );
    assert.deepEqual(said, []);
  };
  await fc.assert(fc.asyncProperty(configurations(...PLATFORMS), check), {
    numRuns: RUNS,
    endOnFailure: true,
    includeErrorInReport: true,
  });
  await context.close();
});
