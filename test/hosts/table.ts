/** What the run saw, as the page of the docs that tells of it. */
import type { Ability, Engine } from '../helpers/drive/index.ts';
import { type Host, why } from './host.ts';
import type { Group } from './hosts.ts';

const ENGINES = { chromium: 'Chromium', firefox: 'Firefox ESR', webkit: 'WebKitGTK' } as const;

/** What this matrix asks of a driver. */
const ASKED: Readonly<Partial<Record<Ability, string>>> = {
  console: "hear what the browser itself writes into the console; the page's own listeners hear errors and refusals",
  scale: 'give a window another scale; zoom is shown by a window that is as much smaller',
  forcedColors: 'force colors',
  reducedMotion: 'ask for less motion',
  dark: 'ask for dark pages',
  print: 'show a page as it is printed',
};

/**
 * @param results how many differences were left, by `engine name` and `host name`; nothing for what failed
 * @returns Markdown that is the same whenever the run saw the same
 */
export function table(
  groups: readonly Group[],
  engines: readonly Engine[],
  results: ReadonlyMap<string, number>,
): string {
  const seen = (engine: Engine, host: Host): number | undefined => results.get(`${engine.name} ${host.name}`);
  const hosts = groups.flatMap((group) => group.hosts);
  const cells = hosts.flatMap((host) => engines.map((engine) => ({ engine, host })));
  const shown = cells.filter(({ engine, host }) => !why(engine, host));
  const right = shown.filter(({ engine, host }) => seen(engine, host) !== undefined);
  const left = right.reduce((sum, { engine, host }) => sum + (seen(engine, host) ?? 0), 0);
  const cell = (engine: Engine, host: Host): string =>
    why(engine, host) ? 'cannot be shown' : seen(engine, host) === undefined ? '**FAILED**' : 'yes';

  const lines = [
    '# Host pages',
    '',
    `Lojal on ${hosts.length} pages of shops that make it hard for it, in ${engines.length} engines: right on ${right.length} of ${shown.length}. Differences left on a host page: ${left}.`,
    '',
    '"yes" means: points, tier, NPS and review show what they should and can be reached; axe finds nothing in them; an answer to each, sent with two presses, arrives once; no error and no warning of ours; and the page is what it is without us. For that it is loaded twice, with and without our script, and compared: every computed property of every element of some markup of its own, global names (but `lojal`), the functions of the platform and their identity, the head, the attributes of `html` and `body`, style sheets, title and cookies. Where a policy refuses Lit or the script, what the shop wrote into the tags must stay, and nothing may be thrown.',
    '',
    'This page is written by `npm run hosts` after `npm run build`; the tests fail when it says something else than they saw. The pages are in [test/hosts](../test/hosts).',
  ];
  for (const { title, hosts } of groups) {
    lines.push(
      '',
      `| ${title} | ${engines.map(({ name }) => ENGINES[name]).join(' | ')} |`,
      `|---|${engines.map(() => '---|').join('')}`,
    );
    for (const host of hosts) {
      const name = /[*{}<>]/.test(host.name) ? `\`${host.name}\`` : host.name;
      lines.push(`| ${name} | ${engines.map((engine) => cell(engine, host)).join(' | ')} |`);
    }
  }
  lines.push('', '## What a driver or its engine cannot do', '');
  for (const engine of engines)
    for (const [ability, what] of Object.entries(ASKED)) {
      const reason = engine.cannot[ability as Ability];
      if (reason) lines.push(`- ${ENGINES[engine.name]} cannot ${what}: ${reason}.`);
    }
  for (const { engine, host } of cells)
    if (host.cannot?.[engine.name]) lines.push(`- ${ENGINES[engine.name]}, ${host.name}: ${host.cannot[engine.name]}.`);
  return `${lines.join('\n')}\n`;
}
