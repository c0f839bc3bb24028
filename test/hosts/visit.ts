/** Tests one host page in one engine, without and with Lojal: elements render, axe finds nothing, answers arrive, the page is unchanged. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Tab } from '../helpers/drive/index.ts';
import { differences } from './differences.ts';
import { elementsOf, type Host, TAGS } from './host.ts';
import type { Site, Told } from './site.ts';

const AXE = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const list = (told: Told, name: string): readonly string[] => (told[name] as readonly string[] | undefined) ?? [];

/** Browsers request the icon by themselves at any time, and a policy may block the request. */
const ICON = /\/favicon\.ico\b/;

/** Runs all checks. Resolves to the number of accepted differences. */
export async function visit(host: Host, tab: Tab, site: Site): Promise<number> {
  await tab.view(host.window);
  tab.errors();
  const bare = await open(host, tab, site, false);
  const heard = new Set(tab.errors());
  const own = await open(host, tab, site, true);
  // Console messages of the page without Lojal belong to the host.
  const said = tab.errors().filter((line) => !heard.has(line) && !host.reports?.test(line) && !ICON.test(line));
  if (host.window) await tab.view();

  assert.deepEqual([...list(own, 'errors'), ...said], list(bare, 'errors'), 'errors');
  const refused = (told: Told) => list(told, 'reports').filter((line) => !ICON.test(line));
  const reports = refused(own).filter((line) => !host.reports?.test(line));
  assert.deepEqual(reports, refused(bare), 'what a policy has refused');
  const warnings = list(own, 'warnings').filter((line) => !list(bare, 'warnings').includes(line));
  if (host.warns) assert.match(warnings.join('\n'), host.warns, 'warnings');
  else assert.deepEqual(warnings, [], 'warnings');

  const found = host.shows === 'nothing' ? [] : differences(bare, own, host);
  assert.deepEqual(found.slice(0, 20), [], `${found.length} differences`);
  if ((host.shows ?? 'elements') === 'elements') arrived(host, site);
  const asked = site.asked(site.run(host, true)).filter((path) => !/lojal(\.all)?\.js$/.test(path));
  assert.equal(new Set(asked).size, asked.length, `a file was asked for twice: ${asked}`);
  return found.length;
}

/** Checks that each answer of the page has arrived once with its content. */
function arrived(host: Host, site: Site): void {
  const answers = site.arrived(site.run(host, true));
  const kinds = ['nps', 'review'].filter((kind) => elementsOf(host).includes(kind));
  assert.deepEqual(
    answers.map(({ type }) => type.replace(/^.*lojal\.(\w+).*$/, '$1')).sort(),
    kinds,
    'the answers that arrived',
  );
  for (const { subject, data } of answers) {
    assert.equal(subject, 'c_1042');
    if ('score' in data) assert.deepEqual([data.score, data.comment], [9, 'Fast delivery']);
    else assert.deepEqual([data.rating, data.body], [4, 'It sounds as if they were in the room']);
    assert.equal(data.revision, 1);
    assert.equal(typeof (data.asked as { text: string }).text, 'string');
  }
}

/** Checks by the driver that a page without scripts shows the fallback content. */
async function bare(tab: Tab): Promise<Told> {
  const text = await tab.run<string>('return document.getElementById("club").innerText');
  for (const [words] of TAGS.matchAll(/(?<=>)[^<>]+(?=<)/g)) if (words.trim()) assert.ok(text.includes(words), words);
  return {};
}

/** Runs a script in the current page. Retries, because a page that navigates reports to the site before the driver notices. */
const run = (tab: Tab, body: string): Promise<unknown> =>
  tab.run(body).catch((error) => {
    if (!/context was destroyed/.test(String(error))) throw error;
    return tab.run(body);
  });

async function open(host: Host, tab: Tab, site: Site, ours: boolean): Promise<Told> {
  const visited = site.run(host, ours);
  const told = async (stage: string): Promise<Told> => {
    const said = await site.told(visited, stage);
    assert.equal(said.error, undefined, `${ours ? 'with' : 'without'} us: ${JSON.stringify({ ...said, styles: 0 })}`);
    return said;
  };
  const [ready, done] = [told('ready'), told('done')];
  // Both are awaited later. Until then a rejection must not count as unhandled.
  for (const one of [ready, done]) one.catch(() => {});
  await tab.goto(visited.home);
  if (host.shows === 'nothing') return bare(tab);
  await ready;
  if (ours && (host.shows ?? 'elements') === 'elements') {
    const axe = told('axe');
    axe.catch(() => {});
    // The driver runs axe, because no policy applies to the driver's scripts. Hide module loaders of the page from axe.
    if (host.framed) await site.tell(visited, 'axe');
    else if (host.axe) await run(tab, `hand.axe(undefined, ${host.axe === 'there' ? '"/axe.js"' : ''})`);
    else await run(tab, `const had = hand.own(); let define, module, exports; ${AXE}; hand.axe(had)`);
    assert.deepEqual((await axe).found, [], 'axe');
  }
  if (host.framed) await site.tell(visited, 'finish');
  else await run(tab, 'hand.finish()');
  return done;
}
