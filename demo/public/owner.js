// @ts-check
/** The owner's page: polls the export and shows new answers. Customers' text is never parsed as HTML. */

import { card } from './owner.card.js';
import { figures } from './owner.figures.js';

/** @typedef {import('./owner.dom.js').Answer} Answer */

/** ms between two requests */
const INTERVAL = 3_000;
/** where this tab keeps the key */
const STORED = 'owner-key';

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

/** @param {string} words @param {boolean} [bad] */
function say(words, bad = false) {
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle('bad', bad);
}

/**
 * Approves or rejects a review. The list updates with the next export.
 *
 * @param {string} id
 * @param {'approved' | 'rejected'} state
 */
async function decide(id, state) {
  const response = await fetch(`/apps/lojal/answers/${id}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'if-match': `"${answers.get(id)?.data.revision}"`,
    },
    body: JSON.stringify({ state }),
  });
  if (response.status === 412) say('The customer has changed this review. Read the new text, then decide.', true);
  else if (!response.ok) return say(`The state could not be changed: ${response.status}.`, true);
  attempt();
}

let reading = false;
async function read() {
  // One request at a time: a second one would show the same answers again.
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
  if (response.status === 401) return say('This key is not valid.', true);
  if (!response.ok) throw new Error(`The server responded with ${response.status}.`);
  const lines = (await response.text()).split('\n').filter(Boolean);
  const list = at('answers');
  for (const line of lines) {
    /** @type {Answer} */
    const answer = JSON.parse(line);
    document.getElementById(`a-${answer.id}`)?.remove();
    answers.delete(answer.id);
    answers.set(answer.id, answer);
    const item = card(answer, decide);
    if (cursor !== '0') item.classList.add('new');
    list.prepend(item);
  }
  const last = [...answers.values()].at(-1);
  if (last) cursor = last.lojalcursor;
  if (lines.length > 0) figures([...answers.values()]);
  say(
    answers.size
      ? `${answers.size} ${answers.size === 1 ? 'answer' : 'answers'}. New answers appear automatically.`
      : 'No answers yet. New answers appear automatically.',
  );
  later();
}

function later() {
  timer = setTimeout(attempt, INTERVAL);
}

function attempt() {
  if (document.hidden) return later();
  read().catch((error) => {
    say(`The export could not be read: ${error.message} Retrying.`, true);
    later();
  });
}

/** @param {string} given */
function open(given) {
  if (given !== key) {
    answers.clear();
    at('answers').replaceChildren();
    figures([]);
    cursor = '0';
  }
  key = given;
  say('Loading …');
  attempt();
}

at('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const given = field.value.trim();
  if (!given) return;
  sessionStorage.setItem(STORED, given);
  open(given);
});

const stored = sessionStorage.getItem(STORED);
if (stored) {
  field.value = stored;
  open(stored);
}
