/** One host page in one engine: as it was, then with us; it renders, is clean, is answered, and is left as it was. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Tab } from '../helpers/drive/index.ts';
import { differences } from './differences.ts';
import { elementsOf, type Host, TAGS } from './host.ts';
import type { Site, Told } from './site.ts';

const AXE = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const list = (told: Told, name: string): readonly string[] => (told[name] as readonly string[] | undefined) ?? [];

/** A browser asks for it by itself, at a time of its own, and a policy may refuse it that. */
const ICON = /\/favicon\.ico\b/;

/** Checks everything; resolves to the number of differences left. */
export async function visit(host: Host, tab: Tab, site: Site): Promise<number> {
  await tab.view(host.window);
  tab.errors();
  const bare = await open(host, tab, site, false);
  const heard = new Set(tab.errors());
  const own = await open(host, tab, site, true);
  // What the browser says of the page without us is the host's.
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

/** The answers of the page, each once, as they were given. */
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

/** Where no script runs, it is for the driver to look. */
async function bare(tab: Tab): Promise<Told> {
  const text = await tab.run<string>('return document.getElementById("club").innerText');
  for (const [words] of TAGS.matchAll(/(?<=>)[^<>]+(?=<)/g)) if (words.trim()) assert.ok(text.includes(words), words);
  return {};
}

/** Runs it in the page that is there. One that went to another page says so over the net sooner than the driver hears of it. */
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
  // Whichever fails first is the one to be heard of.
  for (const one of [ready, done]) one.catch(() => {});
  await tab.goto(visited.home);
  if (host.shows === 'nothing') return bare(tab);
  await ready;
  if (ours && (host.shows ?? 'elements') === 'elements') {
    const axe = told('axe');
    axe.catch(() => {});
    // By the driver, whose scripts no policy forbids; it must not think that it is a module of the page's.
    if (host.framed) await site.tell(visited, 'axe');
    else if (host.axe) await run(tab, `hand.axe(undefined, ${host.axe === 'there' ? '"/axe.js"' : ''})`);
    else await run(tab, `const had = hand.own(); let define, module, exports; ${AXE}; hand.axe(had)`);
    assert.deepEqual((await axe).found, [], 'axe');
  }
  if (host.framed) await site.tell(visited, 'finish');
  else await run(tab, 'hand.finish()');
  return done;
}
