// @ts-check
/** Summarizes all answers: counts, averages, and how often each option was chosen. */

import { KINDS, kindOf, make, segment } from './owner.dom.js';

/** @typedef {import('./owner.dom.js').Answer} Answer */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** A number and a noun, joined by a no-break space. @param {number} count @param {string} noun */
const counted = (count, noun) => `${count || 'no'}\u00a0${noun}${count === 1 ? '' : 's'}`;

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${Math.round((100 * part) / whole)} %`;

/** @param {readonly number[]} numbers */
const mean = (numbers) => (numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(1);

/**
 * @param {string} id
 * @param {string} figure `–` if there is none
 * @param {string} scale the maximum: `of 5`
 * @param {string[]} notes
 */
function tell(id, figure, scale, ...notes) {
  at(id).replaceChildren(figure, ...(scale && figure !== '–' ? [make('span', 'scale', ` ${scale}`)] : []));
  at(`${id}-note`).replaceChildren(...notes.filter(Boolean).map((note) => make('span', '', note)));
}

/** @param {readonly Answer[]} all */
export function figures(all) {
  const of = (/** @type {string} */ kind) => all.filter((answer) => kindOf(answer) === kind);
  const scores = (/** @type {string} */ kind) => of(kind).map(({ data: { score = 0 } }) => score);

  const nps = scores('nps');
  const [promoters = 0, passives = 0, detractors = 0] = ['promoter', 'passive', 'detractor'].map(
    (name) => nps.filter((score) => segment(score) === name).length,
  );
  const net = Math.round((100 * (promoters - detractors)) / nps.length);
  tell(
    'nps',
    nps.length ? `${net > 0 ? '+' : ''}${net}`.replace('-', '−') : '–',
    '',
    counted(nps.length, 'answer'),
    nps.length
      ? `${counted(promoters, 'promoter')}, ${counted(passives, 'passive')}, ${counted(detractors, 'detractor')}`
      : '',
  );

  const csat = scores('csat');
  const satisfied = csat.filter((score) => score >= 4).length;
  tell(
    'csat',
    csat.length ? mean(csat) : '–',
    'of 5',
    counted(csat.length, 'answer'),
    csat.length ? `${percent(satisfied, csat.length)} gave 4\u00a0or\u00a05` : '',
  );

  const ces = scores('ces');
  tell('ces', ces.length ? mean(ces) : '–', 'of 7', counted(ces.length, 'answer'));

  const reviews = of('review');
  const publish = reviews.filter(({ data }) => data.consent?.publish).length;
  tell(
    'reviews',
    reviews.length ? mean(reviews.map(({ data: { rating = 0 } }) => rating)) : '–',
    'of 5',
    counted(reviews.length, 'review'),
    reviews.length ? `${publish} may be published` : '',
  );

  at('tallies').replaceChildren(...tallies([...of('choice'), ...of('exit')]));
}

/** One table per question, in the wording and language of the question. @param {Answer[]} all */
function tallies(all) {
  /** @type {Map<string, Answer[]>} */
  const questions = new Map();
  for (const answer of all) {
    const key = JSON.stringify([kindOf(answer), answer.data.asked?.text]);
    questions.set(key, [...(questions.get(key) ?? []), answer]);
  }
  return [...questions.values()].map(tally);
}

/** How often each option was chosen, most often first, `other` last. @param {Answer[]} answers of one question */
function tally(answers) {
  /** @type {Map<string, { text: string, count: number }>} */
  const options = new Map();
  // Use the latest wording of each option.
  for (const { data } of answers)
    for (const [i, id] of (data.choices ?? []).entries())
      options.set(id, { text: data.texts?.[i] ?? id, count: (options.get(id)?.count ?? 0) + 1 });
  const rank = (/** @type {[string, { count: number }]} */ [id, { count }]) => (id === 'other' ? 0 : count);
  const rows = [...options].sort((a, b) => rank(b) - rank(a));
  const [first] = answers;
  if (!first) return '';
  const { asked, lang } = first.data;
  const list = rows.map(([, { text, count }]) => {
    const bar = make('span', 'bar');
    // Through the CSSOM: the page's policy forbids style attributes.
    bar.style.setProperty('--share', `${(100 * count) / answers.length}%`);
    const times = make('span', 'times', `${count} · ${percent(count, answers.length)}`);
    times.dir = 'ltr';
    return make('li', '', make('span', '', text), times, bar);
  });
  const kind = KINDS[kindOf(first)];
  const section = make(
    'section',
    'tally',
    make('h2', '', asked?.text || kind),
    make('p', 'small', `${asked?.text ? `${kind} · ` : ''}${counted(answers.length, 'answer')} · ${lang}`),
    make('ol', '', ...list),
  );
  section.lang = lang;
  section.dir = 'auto';
  return section;
}
