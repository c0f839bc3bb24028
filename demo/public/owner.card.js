// @ts-check
/** Shows one answer on the owner's page. */

import { isolated, KINDS, kindOf, make, said, segment } from './owner.dom.js';

/** @typedef {import('./owner.dom.js').Answer} Answer */
/** @typedef {(id: string, state: 'approved' | 'rejected') => void} Decide */

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

const STATES = {
  pending: 'Pending',
  suspect: 'Suspected spam',
  approved: 'Approved',
  rejected: 'Rejected',
};

/** The state of a review, with buttons to change it. @param {Answer} answer @param {Decide} decide */
function moderation({ id, lojalstate = 'pending', data: { consent, product } }, decide) {
  const shown = lojalstate === 'approved' && product && consent?.publish ? ', shown with the record' : '';
  const row = make('p', 'verdict', make('span', `small ${lojalstate}`, STATES[lojalstate] + shown));
  for (const [state, label] of /** @type {const} */ ([
    ['approved', 'Approve'],
    ['rejected', 'Reject'],
  ])) {
    if (lojalstate === state) continue;
    const button = /** @type {HTMLButtonElement} */ (make('button', 'quiet', label));
    button.type = 'button';
    button.addEventListener('click', () => decide(id, state));
    row.append(button);
  }
  return row;
}

/** The highest low score and the lowest high score of each kind. @type {Partial<Record<string, readonly [number, number]>>} */
const BOUNDS = { nps: [6, 9], csat: [2, 4], ces: [3, 5] };

/** Whether a score is low or high, for its colour. The text beside it says the same. @param {Answer} answer */
function scoreLevel(answer) {
  const { score } = answer.data;
  const bounds = BOUNDS[kindOf(answer)];
  if (!bounds || score === undefined) return '';
  return score <= bounds[0] ? 'low' : score >= bounds[1] ? 'high' : '';
}

/** The score, the stars, or a symbol for a choice. @param {Answer} answer */
function mark(answer) {
  const { score, rating = 0 } = answer.data;
  const kind = kindOf(answer);
  if (kind === 'review') {
    const stars = make('span', 'stars', '★'.repeat(rating) + '☆'.repeat(5 - rating));
    stars.setAttribute('role', 'img');
    stars.setAttribute('aria-label', `${rating} of 5 stars`);
    return make('div', 'mark', stars);
  }
  if (score === undefined) {
    const sign = make('span', 'score sign', kind === 'exit' ? '↗' : '✓');
    sign.ariaHidden = 'true';
    return make('div', 'mark signed', sign);
  }
  const scale = kind === 'nps' ? segment(score) : `of ${kind === 'csat' ? 5 : 7}`;
  return make('div', 'mark', make('span', 'score', String(score)), ' ', make('span', 'small', scale));
}

/** The customer's choices and text. @param {Answer} answer */
function words({ data }) {
  const { lang, texts, other, title } = data;
  const parts = [];
  if (texts) parts.push(make('ul', 'chosen', ...texts.map((text) => said('li', '', text, lang))));
  if (other) parts.push(said('p', 'other', other, lang));
  if (title) parts.push(said('p', 'headline', title, lang));
  const text = data.comment ?? data.body;
  if (text) parts.push(said('p', 'written', text, lang));
  else if (!texts) parts.push(make('p', 'small', 'No comment.'));
  return parts;
}

/** @param {Answer} answer */
function tags({ data }) {
  const { product, order, contact, consent, author, incentive, revision } = data;
  const list = make('ul', 'tags');
  const tag = (/** @type {string} */ name, className = '') => list.append(make('li', className, isolated(name)));
  const about = typeof product === 'string' ? product : (product?.name ?? product?.id);
  if (about) tag(about);
  if (order) tag(`Order ${order}`);
  if (contact) tag('May be contacted', 'yes');
  if (consent?.publish) tag(`May be published: ${consent.scopes.join(', ')}`, 'yes');
  else if (consent) tag('Not for publication');
  if (author) tag(author.name ? `${author.name} (${author.display})` : 'Anonymous');
  if (incentive) tag(`For ${incentive}`);
  if (revision > 1) tag(`Revision ${revision}`);
  return list.childElementCount ? [list] : [];
}

/** The customer, the time, the page and the version of the question. @param {Answer} answer */
function origin({ subject, time, lojalverified, data: { asked, lang } }) {
  const stamp = document.createElement('time');
  stamp.dateTime = time;
  stamp.textContent = when.format(new Date(time));
  const who = subject ? `Customer ${subject.replace(/^c_/, '')}${lojalverified ? '' : ' (not verified)'}` : 'Guest';
  const line = make('p', 'small', isolated(who), ' · ', stamp);
  if (asked) line.append(' · on ', make('bdi', 'page', asked.page));
  line.append(' · ', isolated(lang), `${asked ? ` · wording ${asked.version}` : ''}`);
  return line;
}

/** @param {Answer} answer @param {Decide} decide */
export function card(answer, decide) {
  const { id, data, lojalstate } = answer;
  const kind = kindOf(answer);
  const question = make(
    'p',
    'question',
    make('span', 'kind', data.purpose === 'testimonial' ? 'Testimonial' : (KINDS[kind] ?? kind)),
  );
  if (data.asked?.text) question.append(' ', said('span', '', data.asked.text, data.lang));
  const body = make('div', 'words', question, ...words(answer), ...tags(answer), origin(answer));
  if (lojalstate) body.append(moderation(answer, decide));
  const item = make('li', `answer ${kind} ${scoreLevel(answer)}`, mark(answer), body);
  item.id = `a-${id}`;
  return item;
}
