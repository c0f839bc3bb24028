// @ts-check
/** The owner's page: reads the export again and again, and shows what has come. Text of customers stays text. */

const EVERY = 3_000;

/**
 * @typedef {object} Answer one line of the export
 * @property {string} id
 * @property {string} type
 * @property {string} time
 * @property {string} [subject]
 * @property {string} lojalcursor
 * @property {boolean} lojalverified whether a token proved who the customer is
 * @property {'pending' | 'suspect' | 'approved' | 'rejected'} [lojalstate] of a review
 * @property {Data} data
 *
 * @typedef {object} Data
 * @property {number} revision
 * @property {string} lang
 * @property {number} [score]
 * @property {string} [comment]
 * @property {boolean} [contact]
 * @property {number} [rating]
 * @property {string} [title]
 * @property {string} [body]
 * @property {{ name?: string, display: string }} [author]
 * @property {{ id: string, name?: string } | string} [product]
 * @property {string} [order]
 * @property {string} [purpose]
 * @property {string} [incentive]
 * @property {{ publish: boolean, scopes: string[] }} [consent]
 */

/** @type {Map<string, Answer>} the latest revision of each answer, in the order of their changes */
const answers = new Map();
let cursor = '0';
let key = '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const field = /** @type {HTMLInputElement} */ (at('key'));
const state = at('state');
const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/**
 * @param {string} name
 * @param {string} [className]
 * @param {(Node | string)[]} children
 */
function make(name, className = '', ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** @param {number} score */
const segment = (score) => (score <= 6 ? 'detractor' : score <= 8 ? 'passive' : 'promoter');

/** @param {string} words @param {boolean} [bad] */
function say(words, bad = false) {
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle('bad', bad);
}

/**
 * Decides about a review; the list shows it when the export does.
 *
 * @param {string} id
 * @param {'approved' | 'rejected'} state
 */
async function decide(id, state) {
  const response = await fetch(`/apps/lojal/answers/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ state }),
  });
  if (!response.ok) return say(`The decision was not taken: ${response.status}.`, true);
  attempt();
}

const STATES = {
  pending: 'Not decided yet',
  suspect: 'Looks like a program’s work',
  approved: 'Approved',
  rejected: 'Rejected',
};

/** Where a review stands, and what can be done about it. @param {Answer} answer */
function verdict({ id, lojalstate = 'pending', data: { consent, product } }) {
  const shown = lojalstate === 'approved' && product && consent?.publish ? ': it stands with the record' : '';
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

/** @param {Answer} answer */
function card(answer) {
  const { id, time, subject, data, lojalverified, lojalstate } = answer;
  const nps = data.score !== undefined;
  const item = make('li', `answer ${nps ? segment(data.score ?? 0) : 'review'}`);
  item.id = `a-${id}`;
  const product = typeof data.product === 'string' ? data.product : (data.product?.name ?? data.product?.id);

  const mark = make('div', 'mark');
  if (nps) {
    const score = make('span', 'score', String(data.score));
    mark.append(score, make('span', 'small', segment(data.score ?? 0)));
  } else {
    const rating = data.rating ?? 0;
    const stars = make('span', 'stars', '★'.repeat(rating) + '☆'.repeat(5 - rating));
    stars.setAttribute('role', 'img');
    stars.setAttribute('aria-label', `${rating} of 5 stars`);
    mark.append(stars, make('span', 'small', data.purpose ?? 'review'));
  }

  const words = make('div', 'words');
  if (data.title) words.append(make('p', 'headline', data.title));
  const text = data.comment ?? data.body;
  words.append(text ? make('p', '', text) : make('p', 'small', 'Without words.'));

  const tags = make('ul', 'tags');
  const tag = (/** @type {string} */ name, className = '') => tags.append(make('li', className, name));
  if (product) tag(product);
  if (data.order) tag(`Order ${data.order}`);
  if (data.contact) tag('Wants to be contacted', 'yes');
  if (data.consent)
    tag(
      data.consent.publish ? `May be published: ${data.consent.scopes.join(', ')}` : 'Not for publication',
      data.consent.publish ? 'yes' : '',
    );
  if (data.author) tag(data.author.name ? `${data.author.name} (${data.author.display})` : 'Anonymous');
  if (data.incentive) tag(`For ${data.incentive}`);
  if (data.revision > 1) tag(`Revision ${data.revision}`);
  if (tags.childElementCount) words.append(tags);

  const stamp = document.createElement('time');
  stamp.dateTime = time;
  stamp.textContent = when.format(new Date(time));
  words.append(
    make(
      'p',
      'small',
      subject ? `Customer ${subject.replace(/^c_/, '')}${lojalverified ? '' : ' (says who sent it)'}` : 'Guest',
      ' · ',
      stamp,
      ` · ${data.lang}`,
    ),
  );
  if (lojalstate) words.append(verdict(answer));
  item.append(mark, words);
  return item;
}

function figures() {
  const all = [...answers.values()];
  const scores = all.flatMap(({ data: { score } }) => (score === undefined ? [] : [score]));
  const count = (/** @type {string} */ name) => scores.filter((score) => segment(score) === name).length;
  const [promoters, passives, detractors] = ['promoter', 'passive', 'detractor'].map(count);
  const reviews = all.filter(({ data }) => data.rating !== undefined);
  const net = Math.round((100 * ((promoters ?? 0) - (detractors ?? 0))) / scores.length);
  at('nps').textContent = scores.length ? `${net > 0 ? '+' : ''}${net}`.replace('-', '−') : '–';
  at('segments').textContent = `${promoters} · ${passives} · ${detractors}`;
  at('reviews').textContent = String(reviews.length);
  at('publish').textContent = String(reviews.filter(({ data }) => data.consent?.publish).length);
}

let reading = false;
async function read() {
  // One reading at a time: what a second one shows would come twice.
  if (reading) return later();
  reading = true;
  try {
    await show();
  } finally {
    reading = false;
  }
}

async function show() {
  clearTimeout(timer);
  const response = await fetch(`/apps/lojal/answers?since=${cursor}`, { headers: { authorization: `Bearer ${key}` } });
  if (response.status === 401) return say('This key does not open the export.', true);
  if (!response.ok) throw new Error(`The export answered ${response.status}.`);
  const lines = (await response.text()).split('\n').filter(Boolean);
  const list = at('answers');
  for (const line of lines) {
    /** @type {Answer} */
    const answer = JSON.parse(line);
    document.getElementById(`a-${answer.id}`)?.remove();
    answers.delete(answer.id);
    answers.set(answer.id, answer);
    const item = card(answer);
    if (cursor !== '0') item.classList.add('new');
    list.prepend(item);
  }
  const last = [...answers.values()].at(-1);
  if (last) cursor = last.lojalcursor;
  figures();
  say(
    answers.size
      ? `${answers.size} ${answers.size === 1 ? 'answer' : 'answers'}. New ones come by themselves.`
      : 'No answers yet. They come by themselves.',
  );
  later();
}

function later() {
  timer = setTimeout(attempt, EVERY);
}

function attempt() {
  if (document.hidden) return later();
  read().catch((error) => {
    say(`The export could not be read: ${error.message} Trying again.`, true);
    later();
  });
}

/** @param {string} given */
function open(given) {
  if (given !== key) {
    answers.clear();
    at('answers').replaceChildren();
    cursor = '0';
  }
  key = given;
  say('Reading …');
  attempt();
}

at('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const given = field.value.trim();
  if (!given) return;
  history.replaceState(null, '', `#key=${encodeURIComponent(given)}`);
  open(given);
});

function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (!given) return;
  field.value = given;
  open(given);
}
addEventListener('hashchange', fromAddress);
fromAddress();
