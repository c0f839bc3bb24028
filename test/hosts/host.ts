/** A host page: the page of a shop with one peculiarity, described by one object. */
import { loyalty } from '../fixtures/program.ts';
import type { Engine, Media, View } from '../helpers/drive/index.ts';

/** One of the two runs of a host page. */
export interface Run {
  /** Whether the page contains Lojal. */
  readonly ours: boolean;
  /** URL of the page, with a slash at the end. Its own files are below this URL. */
  readonly home: string;
  /** The origin of the site. */
  readonly origin: string;
}

export type Piece = string | ((run: Run) => string);

export interface Host {
  readonly name: string;
  /** Attributes of `<html>`. */
  readonly html?: string;
  /** Markup in the head, before Lojal's script. */
  readonly head?: Piece;
  /** Markup before and after the sample markup, which surrounds Lojal's elements. */
  readonly above?: Piece;
  readonly below?: Piece;
  /** Lojal's script, if it differs from the usual one. Absent on the page without Lojal. */
  readonly script?: Piece;
  /** The position of the script: in the head, or at the end of the body. */
  readonly at?: 'head' | 'body';
  /** The inline program. */
  readonly program?: object;
  /** Markup of Lojal's elements. */
  readonly tags?: string;
  /** The whole page, if it does not consist of the pieces above. */
  readonly page?: (run: Run, parts: Parts) => string;
  readonly headers?: (run: Run) => Readonly<Record<string, string>>;
  /** Further files below the URL of the page. */
  readonly files?: Readonly<Record<string, (run: Run, parts: Parts) => { type: string; text: string }>>;
  /** Actions of the page before the answer: the body of an async function with the parameter `hand` (hand.js). */
  readonly act?: string;
  /** What the page shows; `fallback`: the content of the tags, because the page refuses Lit or Lojal's script. */
  readonly shows?: 'elements' | 'fallback' | 'nothing';
  /** Kinds of questions that rules open without a tag. */
  readonly asks?: readonly string[];
  /** Names of globals in which the host's scripts store data about all scripts. */
  readonly keeps?: RegExp;
  /** `first`: axe loads before the host's scripts, which would break it. `there`: axe runs in the document that the elements moved to. */
  readonly axe?: 'first' | 'there';
  /** Whether the page blocks Lojal's script. */
  readonly blocked?: true;
  /** The warnings of Lojal that are expected. */
  readonly warns?: RegExp;
  /** The reports of the browser about the host's policy that are expected. */
  readonly reports?: RegExp;
  /** Settings of the driver before the page opens. */
  readonly window?: View;
  readonly media?: Media;
  /** Whether the elements are in a frame, in which only the page's own scripts can run axe. */
  readonly framed?: true;
  /** The reason, by engine, why this page cannot show its peculiarity. */
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

/** The elements with fallback content, for visitors without scripts. */
export const TAGS = `<lojal-points>Members collect points with every order.</lojal-points>
<lojal-tier>Members rise from Bronze to Gold.</lojal-tier>
<lojal-nps>Tell us how we did: hello@shop.example</lojal-nps>
<lojal-review product="fjord-lp" product-name="Fjord" order="10042">Write to us about Fjord.</lojal-review>`;

/** Attributes of Lojal's script. */
export const data = ({ home }: Run): string =>
  `nonce="n1" data-endpoint="${home}answers" data-customer="c_1042" data-points="1280" data-spend="412.50" data-orders="9"`;

/** Markup of a shop, with all elements that styles commonly select. */
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

/** The elements that a host page contains, or that rules open on it. */
export const elementsOf = ({ tags = TAGS, asks = [] }: Host): string =>
  ['points', 'tier', 'nps', 'review']
    .filter((kind) => tags.includes(`<lojal-${kind}`) || asks.includes(kind))
    .map((kind) => `lojal-${kind}`)
    .join(' ');

/** The pieces of a host page. */
export function partsOf(host: Host, run: Run): Parts {
  const { ours, home } = run;
  const act = host.act ? `<script nonce="n1">hand.act = async (hand) => { ${host.act} }</script>` : '';
  const hand = `<script nonce="n1" src="/hand.js" data-home="${home}" data-ours="${ours}" data-shows="${host.shows ?? 'elements'}" data-tags="${elementsOf(host)}" data-width="${host.window?.width ?? ''}"></script>${act}`;
  const axe = host.axe === 'first' ? '<script nonce="n1" src="/axe.js"></script>' : '';
  const program = `<script type="application/json" data-lojal="program">${JSON.stringify(host.program ?? loyalty)}</script>`;
  const script = ours ? text(host.script ?? usual, run) : '';
  const tags = host.tags ?? TAGS;
  const [inHead, inBody] = host.at === 'body' ? ['', script] : [script, ''];
  const head = `<meta charset="utf-8"><title>A shop</title>${hand}${axe}${text(host.head, run)}${program}${inHead}`;
  // Makes the page scroll with and without Lojal, so that a scroll bar takes the same width in both runs.
  const tall = '<canvas width="1" height="5000" aria-hidden="true"></canvas>';
  const body = `${text(host.above, run)}<main><div class="sample">${UPPER}</div><br>
<section id="club">${tags}</section><br><div class="sample">${LOWER}</div>${tall}</main>${text(host.below, run)}${inBody}`;
  return { head, body, hand, script, tags, program };
}

export const usual = (run: Run): string => `<script src="/lojal.js" async ${data(run)}></script>`;

/** The HTML of a host page. */
export function pageOf(host: Host, run: Run): string {
  const parts = partsOf(host, run);
  return host.page?.(run, parts) ?? document(parts, host.html);
}

/** An HTML document of these pieces. */
export const document = ({ head, body }: Pick<Parts, 'head' | 'body'>, html = ''): string =>
  `<!doctype html><html lang="en" ${html}><head>${head}</head><body>${body}</body></html>`;

/** The reason why an engine cannot show the peculiarity of a host; undefined if it can. */
export function why({ name, cannot }: Engine, host: Host): string | undefined {
  const needs = Object.keys(host.media ?? {}) as (keyof Media)[];
  return needs.map((need) => cannot[need]).find((reason) => reason) ?? host.cannot?.[name];
}
