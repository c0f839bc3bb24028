import { html, type TemplateResult } from 'lit';
import type { Answer } from '../api/answer-types.ts';
import type { AnswerCount, TodayData } from '../api/owner-data.ts';
import { routeHash } from '../app/hash-route.ts';
import { excerptOf, scoreMark, whoOf } from '../shared/answer-summary.ts';
import type { OwnerContext } from '../shared/owner-context.ts';
import type { BlockContent, BlockRow } from './today-block.ts';

/** The request that both blocks share, while it is open. */
let open: { readonly client: unknown; readonly data: Promise<TodayData> } | undefined;

function todayData({ client }: OwnerContext): Promise<TodayData> {
  if (open?.client === client) return open.data;
  const data = client.json<TodayData>('owner/today').finally(() => {
    open = undefined;
  });
  open = { client, data };
  return data;
}

type Query = Readonly<Record<string, string>>;

function row({ words }: OwnerContext, answer: Answer, query: Query): TemplateResult {
  const { event, id, received } = answer;
  const said = excerptOf(answer);
  return html`<li>
    <a class="item" href=${routeHash('answers', { ...query, answer: id })}>
      ${scoreMark(words, answer)}
      <span class="what">
        <p dir="auto" lang=${event.data.lang} class=${said ? '' : 'muted'}>${said || words.t('answers.noWords')}</p>
        <span class="muted small"><bdi>${whoOf(words, answer)}</bdi> · ${words.ago(received)}</span>
      </span>
    </a>
  </li>`;
}

function content(owner: OwnerContext, part: AnswerCount | undefined, query: Query): BlockContent {
  const { n = 0, answers = [] } = part ?? {};
  return { n, rows: answers.map((answer) => row(owner, answer, query)), href: routeHash('answers', query) };
}

const UNHAPPY: Query = { score: 'unhappy', contact: 'true', handled: 'false' };
const REVIEWS: Query = { kind: 'review', state: 'pending' };
const SUSPECT: Query = { kind: 'review', state: 'suspect' };

export const unhappyBlock: BlockRow = {
  id: 'unhappy',
  title: 'today.unhappy',
  empty: 'today.noUnhappy',
  act: 'today.toAnswers',
  content: async (owner) => {
    const { unhappy } = await todayData(owner);
    // The list has the answers that the number counts.
    const query = unhappy?.from === undefined ? UNHAPPY : { ...UNHAPPY, from: unhappy.from };
    return (shown) => content(shown, unhappy, query);
  },
};

export const reviewsBlock: BlockRow = {
  id: 'reviews',
  title: 'today.reviews',
  empty: 'today.noReviews',
  act: 'today.toReviews',
  content: async (owner) => {
    const { reviews, suspect = 0 } = await todayData(owner);
    return (shown) => {
      const { n, rows, href } = content(shown, reviews, REVIEWS);
      if (suspect === 0) return { n, rows, href };
      const link = html`<li><a class="item" href=${routeHash('answers', SUSPECT)}>
        ${shown.words.t('today.suspect', { n: suspect })}</a></li>`;
      return { n: n + suspect, rows: [...rows, link], href: n > 0 ? href : undefined };
    };
  },
};
