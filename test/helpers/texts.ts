/** The table of keys in docs/languages.md. Run this file to write it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { activity } from '../../src/locales/en.activity.ts';
import { balance } from '../../src/locales/en.balance.ts';
import { card } from '../../src/locales/en.card.ts';
import { club } from '../../src/locales/en.club.ts';
import { earn } from '../../src/locales/en.earn.ts';
import { message } from '../../src/locales/en.message.ts';
import { nps } from '../../src/locales/en.nps.ts';
import { panel } from '../../src/locales/en.panel.ts';
import { product } from '../../src/locales/en.product.ts';
import { prompt } from '../../src/locales/en.prompt.ts';
import { referral } from '../../src/locales/en.referral.ts';
import { review } from '../../src/locales/en.review.ts';
import { rewards } from '../../src/locales/en.rewards.ts';
import { survey } from '../../src/locales/en.survey.ts';
import { en } from '../../src/locales/en.ts';

const PARTS: readonly (readonly [string, object])[] = [
  ['All elements', { dir: en.dir, comma: en.comma, test: en.test }],
  ['Points and tiers', balance],
  ['All questions', prompt],
  ['Cards', card],
  ['NPS', nps],
  ['Reviews and testimonials', review],
  ['Surveys', survey],
  ['Earning, rewards, friends and history', club],
  ['Ways to earn', earn],
  ['Rewards', rewards],
  ['Friends', referral],
  ['History', activity],
  ['Points of a price', product],
  ['Messages', message],
  ['The panel', panel],
];
/** Keys that say how to write numbers, not texts to replace. */
export const DATA = /^(tags|marks|plural|money|symbols)$/;

const code = (text: string): string => `\`${text.replaceAll('\u00a0', ' ')}\``;
const shown = (text: string | object): string =>
  typeof text === 'string'
    ? code(text)
    : Object.entries(text)
        .map(([form, one]) => `${form}: ${code(one)}`)
        .join(', ');

const table = (): string =>
  PARTS.map(([heading, texts]) => {
    const rows = Object.entries(texts).filter(([key]) => !DATA.test(key));
    return [
      `### ${heading}`,
      '',
      '| key | English |',
      '|---|---|',
      ...rows.map(([key, text]) => `| \`${key}\` | ${shown(text)} |`),
    ].join('\n');
  }).join('\n\n');

export const PAGE = new URL('../../docs/languages.md', import.meta.url);
const [BEGIN, END] = ['<!-- from the source -->', '<!-- until here -->'];

/** The page with the current table. */
export function written(page: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error('docs/languages.md has no markers for the table');
  return `${page.slice(0, before + BEGIN.length)}\n${table()}\n${page.slice(after)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, written(readFileSync(PAGE, 'utf8')));
