/** Finds what differs on a host page with and without Lojal. */
import type { Host } from './host.ts';
import type { Told } from './site.ts';

/** The observable state of a host page, recorded by hand.js. */
interface Mark {
  /** The computed style of each element, as the text of its declarations. */
  readonly styles: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  readonly lost: readonly string[];
  readonly builtIns: Readonly<Record<string, string>>;
  readonly html: readonly string[];
  readonly head: readonly string[];
  readonly attributes: readonly string[];
  readonly sheets: readonly number[];
  readonly body: readonly string[];
  readonly title: string;
  readonly cookie: string;
}

/** Lojal's own markup: the script, and the program that the script adds to the head. */
const OURS = /^<script [^>]*(lojal|npm)|^<lojal-program /;
/** Removes the parts of URLs and attributes that differ between the two runs. */
const alike = (text: string): string => text.replaceAll(/\/with(out)?\//g, '/').replaceAll(/data-ours=\\"\w+\\"/g, '');

/** One line per difference: its name, the value without Lojal, the value with Lojal. */
export function differences(
  before: Told,
  after: Told,
  { blocked, keeps: kept }: Pick<Host, 'blocked' | 'keeps'>,
): readonly string[] {
  const [bare, own] = [before, after] as unknown as readonly [Mark, Mark];
  const found: string[] = [];
  const compare = (what: string, was: unknown, is: unknown): void => {
    const [a, b] = [alike(JSON.stringify(was) ?? ''), alike(JSON.stringify(is) ?? '')];
    if (a !== b) found.push(`${what}: ${a.slice(0, 300)} → ${b.slice(0, 300)}`);
  };
  const elements = new Set([...Object.keys(bare.styles), ...Object.keys(own.styles)]);
  for (const element of elements) {
    const [was = '', is = ''] = [bare.styles[element], own.styles[element]];
    if (was === is) continue;
    const [before, after] = [was.split('; '), is.split('; ')];
    const declarations = before.filter((one) => !after.includes(one));
    compare(
      element,
      declarations,
      after.filter((one) => !before.includes(one)),
    );
  }
  compare(
    'global names',
    bare.names.filter((name) => !kept?.test(name)),
    own.names.filter((name) => name !== 'lojal' && !kept?.test(name)),
  );
  if (own.names.includes('lojal') === Boolean(blocked)) found.push('global names: lojal, or none');
  compare('lost names', bare.lost, own.lost);
  for (const name of new Set([...Object.keys(bare.builtIns), ...Object.keys(own.builtIns)]))
    if (!kept?.test(name)) compare(`built-in ${name}`, bare.builtIns[name], own.builtIns[name]);
  const strange = (list: readonly string[]): readonly string[] => list.filter((html) => !OURS.test(html));
  compare('head', strange(bare.head), strange(own.head));
  // Except for a script at the end of the body, and a card that a rule opened.
  const theirs = (list: readonly string[]): readonly string[] => list.filter((name) => !/^script$|^lojal-/.test(name));
  compare('body', theirs(bare.body), theirs(own.body));
  for (const what of ['html', 'attributes', 'sheets', 'title', 'cookie'] as const) compare(what, bare[what], own[what]);
  return found;
}
