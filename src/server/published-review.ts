import type { AnsweredEvent } from './validate.ts';

/** What a page may show of a review. Everything else that the answer contains stays with the owner. */
const SHOWN = ['rating', 'title', 'body', 'product', 'incentive', 'purpose', 'lang', 'revision'] as const;

/**
 * Reduces a review to what the customer agreed to show: the words, and the name in the chosen form. Leaves out the
 * customer's id, the order, the page, and fields that this version does not know.
 */
export function publishedReview({ subject: _, data, ...event }: AnsweredEvent): AnsweredEvent {
  const shown = Object.fromEntries(SHOWN.filter((name) => name in data).map((name) => [name, data[name]]));
  const { specversion, id, source, type, time, datacontenttype } = event;
  const author = shownAuthor(data.author);
  return {
    specversion,
    id,
    source,
    type,
    time,
    datacontenttype,
    data: { ...shown, revision: data.revision, ...(author && { author }) },
  };
}

function shownAuthor(author: unknown): { readonly display: string; readonly name?: string } | undefined {
  if (typeof author !== 'object' || author === null || !('display' in author)) return undefined;
  const { display, name } = author as { readonly display: unknown; readonly name?: unknown };
  if (typeof name !== 'string' || (display !== 'full' && display !== 'initial')) return { display: 'anonymous' };
  return { display, name: display === 'full' ? name : withInitial(name) };
}

/** `Ana Maria Lind` becomes `Ana Maria L.` One word stays: it may be a first name. */
function withInitial(name: string): string {
  const words = name.trim().split(/\s+/u);
  const last = words.length > 1 ? words.pop() : undefined;
  if (last === undefined) return words.join(' ');
  // A letter may consist of several code points.
  const [letter] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(last);
  return `${words.join(' ')} ${letter?.segment ?? ''}.`;
}
