/** Writes the results of a run as docs/hosts.md. */
import type { Ability, Engine } from '../helpers/drive/index.ts';
import { type Host, why } from './host.ts';
import type { Group } from './hosts.ts';

const ENGINES = { chromium: 'Chromium', firefox: 'Firefox ESR', webkit: 'WebKitGTK' } as const;

/** The abilities of a driver that the host pages need. */
const ASKED: Readonly<Partial<Record<Ability, string>>> = {
  console: "read the browser's own console messages; listeners in the page record errors and blocked requests instead",
  scale: 'scale a window; a smaller window simulates zoom instead',
  forcedColors: 'force colours',
  reducedMotion: 'emulate reduced motion',
  dark: 'emulate dark mode',
  print: 'emulate print',
};

/**
 * @param results the number of differences by `engine name` and `host name`; no entry for a failed page
 * @returns Markdown. Equal results give equal text
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
  const passed = shown.filter(({ engine, host }) => seen(engine, host) !== undefined);
  const left = passed.reduce((sum, { engine, host }) => sum + (seen(engine, host) ?? 0), 0);
  const cell = (engine: Engine, host: Host): string =>
    why(engine, host) ? 'not available' : seen(engine, host) === undefined ? '**FAILED**' : 'yes';

  const lines = [
    '# Host pages',
    '',
    `Lojal is tested on ${hosts.length} difficult host pages in ${engines.length} browser engines. It works on ${passed.length} of ${shown.length} combinations. Differences between a page with and without Lojal: ${left}.`,
    '',
    '"yes" means that all of this holds:',
    '',
    '- Points, tier, NPS and review show the expected content and can be operated. axe finds no violation in them.',
    '- An answer to each question, submitted with two clicks, arrives exactly once.',
    '- Lojal causes no error and no warning.',
    '- The page is the same with and without Lojal. Each page is loaded twice and compared: every computed property of every element in a sample of markup, global names (except `lojal`), built-in functions and their identity, the head, the attributes of `html` and `body`, style sheets, title and cookies.',
    '',
    'Where a policy blocks Lit or the script, the fallback content must stay and nothing may throw.',
    '',
    '`npm run hosts` writes this page (run `npm run build` first). A test compares it with its results. The host pages are in [test/hosts](../test/hosts).',
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
  lines.push('', '## Limits of drivers and engines', '');
  for (const engine of engines)
    for (const [ability, what] of Object.entries(ASKED)) {
      const reason = engine.cannot[ability as Ability];
      if (reason) lines.push(`- ${ENGINES[engine.name]} cannot ${what}: ${reason}.`);
    }
  for (const { engine, host } of cells)
    if (host.cannot?.[engine.name]) lines.push(`- ${ENGINES[engine.name]}, ${host.name}: ${host.cannot[engine.name]}.`);
  return `${lines.join('\n')}\n`;
}
