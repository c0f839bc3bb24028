/** Writes the tables of docs/engines.md: what runs in each engine, and what its driver cannot do. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { browser } from '../faults/browser.ts';
import { network } from '../faults/network.ts';
import { people } from '../faults/people.ts';
import { responses } from '../faults/responses.ts';
import { storage } from '../faults/storage.ts';
import { why } from '../hosts/host.ts';
import { hosts } from '../hosts/hosts.ts';
import { CASES } from '../keyboard/announcements.ts';
import { PATHS } from '../keyboard/paths.ts';
import { createChromium } from './drive/chromium.ts';
import { ABILITIES, type Ability, type Engine } from './drive/engine.ts';
import { createFirefox } from './drive/firefox.ts';
import { createWebKit } from './drive/webkit.ts';

const ROWS = [...responses, ...network, ...browser, ...storage, ...people];

/** All engines, including those that are not installed. Starts none of them. */
const engines: readonly Engine[] = [await createChromium(), createFirefox(''), createWebKit('', '')];
const NAMES = { chromium: 'Chromium', firefox: 'Firefox ESR', webkit: 'WebKitGTK' } as const;
const entries = (engine: Engine) => Object.entries(engine.cannot) as [Ability, string][];

function tables(): string {
  const line = (name: string, of: (engine: Engine) => string) => `| ${name} | ${engines.map(of).join(' | ')} |`;
  const runs = ({ cannot }: Engine): string => {
    const run = ROWS.filter(({ needs }) => !needs || !cannot[needs]).length;
    return run === ROWS.length ? `all ${run}` : `${run} of ${ROWS.length}`;
  };
  const left = engines.flatMap((engine) =>
    entries(engine).map(([ability, why]) => {
      const rows = [
        ...ROWS.filter(({ needs }) => needs === ability),
        ...hosts.filter(({ media = {} }) => ability in media),
      ].map(({ name }) => name);
      return `| ${NAMES[engine.name]} | ${ABILITIES[ability]} | ${why} | ${rows.join('; ') || 'none'} |`;
    }),
  );
  return [
    line('', ({ name }) => NAMES[name]),
    '|---|---|---|---|',
    line('components (`test/{elements,outbox,provider,triggers,fuzz}`)', () => 'all'),
    line('faults (`test/faults`)', runs),
    line('keyboard paths (`test/keyboard`)', () => `all ${PATHS.length}`),
    line('announcements (`test/keyboard`)', () => `all ${CASES.length}`),
    line('host pages (`test/hosts`)', (engine) => {
      const shown = hosts.filter((host) => !why(engine, host)).length;
      return shown === hosts.length ? `all ${shown}` : `${shown} of ${hosts.length}`;
    }),
    '',
    '| engine | cannot | reason | tests that do not run |',
    '|---|---|---|---|',
    ...left,
  ].join('\n');
}

export const PAGE = new URL('../../docs/engines.md', import.meta.url);
const [BEGIN, END] = ['<!-- from the source -->', '<!-- until here -->'];

/** The page with the current tables. */
export function written(page: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error('docs/engines.md has no markers for the tables');
  return `${page.slice(0, before + BEGIN.length)}\n${tables()}\n${page.slice(after)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, written(readFileSync(PAGE, 'utf8')));
