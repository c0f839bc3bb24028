/**
 * What the compilers of the templates of Vue, Svelte and Astro look up, compiled with all other tests: what is right compiles, and
 * what is wrong does not.
 */
import type { SvelteHTMLElements } from 'svelte/elements';
import type { GlobalComponents } from 'vue';
import type {} from '../../src/frameworks/astro.ts';
import type {} from '../../src/frameworks/svelte.ts';
import type {} from '../../src/frameworks/vue.ts';
import type { AnswerEvent, LevelEvent } from '../../src/index.ts';

/** What a tag may have in a template of Vue. */
type Vue<Tag extends keyof GlobalComponents> = GlobalComponents[Tag] extends new () => { $props: infer Props }
  ? Props
  : never;
type Svelte<Tag extends keyof SvelteHTMLElements> = SvelteHTMLElements[Tag];

const hear = (_: AnswerEvent): void => {};
const climb = (_: LevelEvent): void => {};

export const vue: readonly unknown[] = [
  { points: 1280, pending: '40', variant: 'inline', class: 'mine', lang: 'sv' } satisfies Vue<'lojal-points'>,
  { 'product-name': 'Fjord', testimonial: '', onLojalAnswer: hear } satisfies Vue<'lojal-nps'>,
  // As the check of templates names it.
  { productName: 'Fjord', onLojalSent: ({ status }) => status } satisfies Vue<'lojal-nps'>,
  { rules: {}, account: '/account.json', 'color-scheme': 'dark', onLojalUp: climb } satisfies Vue<'lojal-program'>,
  { key: 1, kind: 'csat', options: ['a', 'b'] } satisfies Vue<'lojal-survey'>,
  // @ts-expect-error no such attribute
  { colour: 'red' } satisfies Vue<'lojal-points'>,
  // @ts-expect-error not a number
  { points: 'many' } satisfies Vue<'lojal-points'>,
  // @ts-expect-error not one of the modes
  { mode: 'popup' } satisfies Vue<'lojal-nps'>,
  // @ts-expect-error an answer is no level
  { onLojalAnswer: climb } satisfies Vue<'lojal-nps'>,
  // @ts-expect-error no such event
  { onLojalAnswered: hear } satisfies Vue<'lojal-nps'>,
  // @ts-expect-error not a storage
  { storage: 'cookie' } satisfies Vue<'lojal-program'>,
];

export const svelte: readonly unknown[] = [
  { points: 1280, pending: '40', variant: 'inline', class: 'mine', lang: 'sv' } satisfies Svelte<'lojal-points'>,
  { 'product-name': 'Fjord', testimonial: true, 'onlojal-answer': hear } satisfies Svelte<'lojal-nps'>,
  { 'on:lojal-answer': hear } satisfies Svelte<'lojal-review'>,
  { rules: {}, identity: async () => 'token', 'onlojal-up': climb } satisfies Svelte<'lojal-program'>,
  // @ts-expect-error no such attribute
  { colour: 'red' } satisfies Svelte<'lojal-points'>,
  // @ts-expect-error not a number
  { points: 'many' } satisfies Svelte<'lojal-points'>,
  // @ts-expect-error not one of the modes
  { mode: 'popup' } satisfies Svelte<'lojal-nps'>,
  // @ts-expect-error an answer is no level
  { 'onlojal-answer': climb } satisfies Svelte<'lojal-nps'>,
  // @ts-expect-error no such event
  { 'onlojal-answered': hear } satisfies Svelte<'lojal-nps'>,
  // @ts-expect-error not a storage
  { storage: 'cookie' } satisfies Svelte<'lojal-program'>,
];

type Astro<Tag extends keyof astroHTML.JSX.DefinedIntrinsicElements> = astroHTML.JSX.DefinedIntrinsicElements[Tag];

export const astro: readonly unknown[] = [
  {
    points: 1280,
    pending: '40',
    variant: 'inline',
    class: 'mine',
    'class:list': ['a'],
  } satisfies Astro<'lojal-points'>,
  { 'product-name': 'Fjord', testimonial: true } satisfies Astro<'lojal-nps'>,
  // @ts-expect-error not a number
  { points: 'many' } satisfies Astro<'lojal-points'>,
  // @ts-expect-error not one of the modes
  { mode: 'popup' } satisfies Astro<'lojal-nps'>,
  // @ts-expect-error not a storage
  { storage: 'cookie' } satisfies Astro<'lojal-program'>,
];

/** Without a framework: the DOM's own maps. */
export function plain(page: Document): void {
  page.createElement('lojal-nps').show();
  const program = page.querySelector('lojal-program');
  if (program) program.rules = { name: 'Kiosk' };
  page.addEventListener('lojal-answer', ({ answer }) => answer.data.score);
  page.querySelector('lojal-tier')?.addEventListener('lojal-up', ({ level }) => level.length);
  // @ts-expect-error not one of the modes
  page.createElement('lojal-nps').mode = 'popup';
  // @ts-expect-error an answer has no level
  page.addEventListener('lojal-answer', ({ level }) => level);
}
