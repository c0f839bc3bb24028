// @ts-check
/** The owner's page: reads the export again and again, and shows what has come. Text of customers stays text. */

import { card } from './owner.card.js';
import { figures } from './owner.figures.js';

/** @typedef {import('./owner.dom.js').Answer} Answer */

const EVERY = 3_000;

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
    const item = card(answer, decide);
    if (cursor !== '0') item.classList.add('new');
    list.prepend(item);
  }
  const last = [...answers.values()].at(-1);
  if (last) cursor = last.lojalcursor;
  if (lines.length > 0) figures([...answers.values()]);
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
    figures([]);
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
