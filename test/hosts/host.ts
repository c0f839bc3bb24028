/** A page of some shop, and what is hard about it. One host, one small object. */
import type { Engine, Media, View } from '../helpers/drive/index.ts';

/** Where the page is. */
export interface Run {
  /** With our script, or as the page was before. */
  readonly ours: boolean;
  /** Address of the page, from which everything of its own is reached; ends with a slash. */
  readonly home: string;
  /** The site's origin. */
  readonly origin: string;
}

export type Piece = string | ((run: Run) => string);

export interface Host {
  readonly name: string;
  /** Attributes of its `<html>`. */
  readonly html?: string;
  /** In its head, before our script. */
  readonly head?: Piece;
  /** Before and after the sample of its own markup, in the middle of which our elements stand. */
  readonly above?: Piece;
  readonly below?: Piece;
  /** Our script, where it is not the one that most shops have; nothing of it is on the page without us. */
  readonly script?: Piece;
  /** Where it stands: in the head, or at the end of the body. */
  readonly at?: 'head' | 'body';
  /** The JSON of the program that is on the page. */
  readonly program?: object;
  /** Our elements. */
  readonly tags?: string;
  /** The whole of the page, where it is not made of the pieces above. */
  readonly page?: (run: Run, parts: Parts) => string;
  readonly headers?: (run: Run) => Readonly<Record<string, string>>;
  /** Further files under its address. */
  readonly files?: Readonly<Record<string, (run: Run, parts: Parts) => { type: string; text: string }>>;
  /** What the page does before anybody answers: the body of an async function that is given the `hand` (hand.js). */
  readonly act?: string;
  /** What becomes of our elements; where Lit or our script is refused, what the shop wrote into them stays. */
  readonly shows?: 'elements' | 'fallback' | 'nothing';
  /** Kinds of the questions that the page gets without a tag. */
  readonly asks?: readonly string[];
  /** Names under which the host's own scripts keep what they know of any other script. */
  readonly keeps?: RegExp;
  /** axe is there before the host's scripts, which would break it; or it runs in the document to which our elements went. */
  readonly axe?: 'first' | 'there';
  /** Our script does not run at all. */
  readonly blocked?: true;
  /** Warnings of ours that are right here. */
  readonly warns?: RegExp;
  /** What the browser itself says here of the host's own rules, with or without an error of anybody. */
  readonly reports?: RegExp;
  /** Asked of the driver before the page is opened. */
  readonly window?: View;
  readonly media?: Media;
  /** The elements are in a frame, whose own scripts must run axe. */
  readonly framed?: true;
  /** Reasons why this page does not show in an engine what it is for. */
  readonly cannot?: Readonly<Record<string, string>>;
}

/** The pieces of a page. */
export interface Parts {
  readonly head: string;
  readonly body: string;
  readonly hand: string;
  readonly script: string;
  readonly tags: string;
  readonly program: string;
}

export const PROGRAM = {
  name: 'Nord Records Club',
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01, label: { one: 'point', other: 'points' }, expire: { after: 'P12M' } },
  tiers: {
    metric: 'spend',
    period: 'rolling',
    months: 12,
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping'] },
      { id: 'gold', name: 'Gold', from: 600 },
    ],
  },
  rewards: [{ id: 'vinyl10', name: '10 € off vinyl', points: 1000, url: '/rewards/vinyl10' }],
};

/** With what the shop wrote into them, for visitors without scripts. */
export const TAGS = `<lojal-points>Members collect points with every order.</lojal-points>
<lojal-tier>Members rise from Bronze to Gold.</lojal-tier>
<lojal-nps>Tell us how we did: hello@shop.example</lojal-nps>
<lojal-review product="fjord-lp" product-name="Fjord" order="10042">Write to us about Fjord.</lojal-review>`;

/** Attributes of our script. */
export const data = ({ home }: Run): string =>
  `nonce="n1" data-endpoint="${home}answers" data-customer="c_1042" data-points="1280" data-spend="412.50" data-orders="9"`;

/** Markup as shops have it, of all kinds that styles like to reach. */
const UPPER = `<header class="header container" id="top"><nav class="navbar nav"><a class="navbar-brand" href="#top">Nord Records</a>
<ul class="nav list-unstyled"><li class="nav-item"><a class="nav-link active" href="#new">New</a></li><li>Used</li></ul></nav></header>
<h1>Fjord</h1><p class="lead">A record of <em>quiet</em> songs, <strong>12 €</strong>, <a href="#fjord">listen</a>.</p>
<p class="row">Two <small>small</small> words, <mark>marked</mark> and <code>coded</code>.</p>`;
const LOWER = `<h2 class="title">Order</h2><form class="form" action="#order"><fieldset><legend>Who</legend>
<label class="form-label" for="who">Name</label> <input class="form-control" id="who" autocomplete="name">
<input type="checkbox" id="gift" checked> <label for="gift">A gift</label>
<select id="how" aria-label="How"><option>Post</option><option>Shop</option></select>
<textarea id="note" aria-label="Note">A note</textarea> <button class="btn btn-primary" type="button">Order</button></fieldset></form>
<table class="table"><thead><tr><th scope="col">Side</th><th scope="col">Song</th></tr></thead><tbody><tr><td>A</td><td>Ice</td></tr></tbody></table>
<details><summary>More</summary><blockquote>Good.</blockquote></details><hr><ol><li>One</li></ol><shop-badge>New</shop-badge>
<svg width="20" height="20"><circle cx="10" cy="10" r="8"></circle></svg>`;

const text = (piece: Piece | undefined, run: Run): string => (typeof piece === 'function' ? piece(run) : (piece ?? ''));

/** The elements that a host's page has, or gets. */
export const elementsOf = ({ tags = TAGS, asks = [] }: Host): string =>
  ['points', 'tier', 'nps', 'review']
    .filter((kind) => tags.includes(`<lojal-${kind}`) || asks.includes(kind))
    .map((kind) => `lojal-${kind}`)
    .join(' ');

/** The pieces of which a host's page is made. */
export function partsOf(host: Host, run: Run): Parts {
  const { ours, home } = run;
  const act = host.act ? `<script nonce="n1">hand.act = async (hand) => { ${host.act} }</script>` : '';
  const hand = `<script nonce="n1" src="/hand.js" data-home="${home}" data-ours="${ours}" data-shows="${host.shows ?? 'elements'}" data-tags="${elementsOf(host)}" data-width="${host.window?.width ?? ''}"></script>${act}`;
  const axe = host.axe === 'first' ? '<script nonce="n1" src="/axe.js"></script>' : '';
  const program = `<script type="application/json" data-lojal="program">${JSON.stringify(host.program ?? PROGRAM)}</script>`;
  const script = ours ? text(host.script ?? usual, run) : '';
  const tags = host.tags ?? TAGS;
  const [inHead, inBody] = host.at === 'body' ? ['', script] : [script, ''];
  const head = `<meta charset="utf-8"><title>A shop</title>${hand}${axe}${text(host.head, run)}${program}${inHead}`;
  // As tall with us as without, so that a bar to scroll with takes its room in both.
  const tall = '<canvas width="1" height="5000" aria-hidden="true"></canvas>';
  const body = `${text(host.above, run)}<main><div class="sample">${UPPER}</div><br>
<section id="club">${tags}</section><br><div class="sample">${LOWER}</div>${tall}</main>${text(host.below, run)}${inBody}`;
  return { head, body, hand, script, tags, program };
}

export const usual = (run: Run): string => `<script src="/lojal.js" async ${data(run)}></script>`;

/** The page of a host. */
export function pageOf(host: Host, run: Run): string {
  const parts = partsOf(host, run);
  return host.page?.(run, parts) ?? document(parts, host.html);
}

/** A page as they usually are. */
export const document = ({ head, body }: Pick<Parts, 'head' | 'body'>, html = ''): string =>
  `<!doctype html><html lang="en" ${html}><head>${head}</head><body>${body}</body></html>`;

/** Why an engine does not show what a host is for; nothing where it does. */
export function why({ name, cannot }: Engine, host: Host): string | undefined {
  const needs = Object.keys(host.media ?? {}) as (keyof Media)[];
  return needs.map((need) => cannot[need]).find((reason) => reason) ?? host.cannot?.[name];
}
