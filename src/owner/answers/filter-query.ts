import type { QuestionKind } from '../../registry.ts';
import { type HashRoute, routeHash } from '../app/hash-route.ts';

/** The parameters of the address that select answers. They are those of `GET owner/answers`. */
export const FILTERS = [
  'q',
  'kind',
  'score',
  'state',
  'handled',
  'contact',
  'tier',
  'product',
  'lang',
  'from',
  'until',
  'subject',
] as const;

export type Filter = (typeof FILTERS)[number];

/** The selection of an address, without the chosen answer and without parameters that the route does not know. */
export function selectionOf(query: URLSearchParams): URLSearchParams {
  const selection = new URLSearchParams();
  for (const name of FILTERS) {
    const value = query.get(name)?.trim();
    if (value) selection.set(name, value);
  }
  return selection;
}

/** The scores of all kinds by which customers are unhappy. */
export const UNHAPPY = 'unhappy';

/** The ranges of scores that belong together, by kind: low, middle, high. */
export const SCORE_RANGES: Readonly<Partial<Record<QuestionKind, readonly [string, string, string]>>> = {
  nps: ['0-6', '7-8', '9-10'],
  csat: ['1-2', '3-3', '4-5'],
  ces: ['1-3', '4-4', '5-7'],
  review: ['1-2', '3-3', '4-5'],
};

/** The query with one filter changed. Scores belong to a kind, and states to reviews, so another kind ends both. */
export function withFilter(query: URLSearchParams, name: Filter, value: string): URLSearchParams {
  const changed = selectionOf(query);
  if (value.trim()) changed.set(name, value.trim());
  else changed.delete(name);
  if (name === 'kind') changed.delete('score');
  if (name === 'kind' && value && value !== 'review') changed.delete('state');
  return changed;
}

/** The chosen answer: `#/answers?answer=<id>` in a selection, or `#/answers/<id>`. */
export const chosenOf = ({ rest, query }: HashRoute): string | undefined => rest[0] ?? query.get('answer') ?? undefined;

/** The address of an answer in the selection of an address; without an id that of the list. */
export function answerHash(query: URLSearchParams, id: string | undefined): string {
  const selection = selectionOf(query);
  if (id) selection.set('answer', id);
  return routeHash('answers', selection);
}
