/**
 * The Astro recipe. The compiler of Astro is not among the packages of the project, so the test fills the component in with a
 * stand-in for what the component uses of Astro's syntax: `name={expression}`. The endpoint and the script run as they are.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { SECRET } from '../server/tokens.ts';
import { html, startStage } from './stage.ts';

const SHOP_KEY = 'a key of the shop, 0123456789abcdef';
const HOSTILE = `c_"1" </script><script>window.hacked=1</script>`;
const read = (path: string) => readFileSync(new URL(`../../platforms/astro/${path}`, import.meta.url), 'utf8');

/** Fills a component in as Astro does: an attribute without a value is left out, any other is escaped. */
function fill(source: string, props: Readonly<Record<string, unknown>>): string {
  const [, names = '', template = ''] =
    /^---\n[\s\S]*?const \{ ([\w, ]+) \} = Astro\.props;\n---\n([\s\S]*)$/.exec(source) ?? [];
  assert.ok(template, 'the component has a form that the test does not know');
  const keys = names.split(', ');
  return template.replace(/ is:inline/g, '').replace(/ ([\w-]+)=\{(.*?)\}(?=[ >])/g, (_, name, expression) => {
    const value: unknown = new Function(...keys, `return ${expression}`)(...keys.map((key) => props[key]));
    if (value === undefined || value === null || value === false) return '';
    return ` ${name}="${String(value).replaceAll('&', '&#38;').replaceAll('"', '&#34;')}"`;
  });
}

const identity = { algorithm: 'HS256', key: SECRET, audience: 'lojal' } as const;
const { browser, stage } = await startAll({
  browser: launch(),
  stage: startStage({ program: { currency: 'EUR', points: { perUnit: 1 } }, shopKey: SHOP_KEY, identity }),
});
process.env.LOJAL_IDENTITY_KEY = SECRET;
const endpoint = new URL('../../platforms/astro/src/pages/lojal-token.js', import.meta.url).href;
const { POST, prerender } = (await import(endpoint)) as {
  POST: (context: { locals: { customer?: string } }) => Promise<Response>;
  prerender: boolean;
};

test('the component and the endpoint: a customer, and a guest', async () => {
  const component = read('src/components/Lojal.astro');
  assert.equal(prerender, false);
  const body = JSON.stringify({
    id: 'o1',
    customer: 'c_1',
    at: new Date().toISOString(),
    currency: 'EUR',
    total: 129,
    status: 'paid',
  });
  const headers = { authorization: `Bearer ${SHOP_KEY}`, 'content-type': 'application/json' };
  await stage.handler(new Request(`${stage.lojal}/orders`, { method: 'POST', headers, body }));
  stage.pages.set(
    '/lojal-identity.js',
    async () => new Response(read('public/lojal-identity.js'), { headers: { 'content-type': 'text/javascript' } }),
  );
  for (const customer of ['c_1', undefined]) {
    stage.asked.length = 0;
    stage.pages.set('/lojal-token', () => POST({ locals: { ...(customer && { customer }) } }));
    stage.pages.set('/', async () =>
      html(`<!doctype html><html lang="en"><head><title>x</title><link rel="icon" href="data:,">${fill(component, { server: stage.lojal, customer })}</head>
        <body><lojal-points>Sign in to collect points.</lojal-points></body></html>`),
    );
    const { page, context, warnings, errors } = await visit(browser, stage.shop);
    if (customer) await page.locator('lojal-points [part~=balance]').getByText('129').first().waitFor();
    else await page.getByText('Sign in to collect points.').waitFor();
    assert.equal(stage.asked.includes('/lojal-token'), customer !== undefined);
    assert.deepEqual([...warnings, ...errors], []);
    await context.close();
  }
  assert.equal(await (await POST({ locals: {} })).text(), '');
  assert.doesNotMatch(fill(component, { server: stage.lojal, customer: HOSTILE }), /data-customer="[^"]*" <\/script>/);
});
