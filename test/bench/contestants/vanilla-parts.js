/** The minimum without a library: points, tier and the 0–10 question with the same features as in Lojal. No `Intl`. */
const group = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

function element(tag, text, more = {}) {
  const made = Object.assign(document.createElement(tag), more);
  if (text !== undefined) made.textContent = text;
  return made;
}

export function points(at, balance, next) {
  at.append(
    element('h2', 'Your points'),
    element('p', `${group(balance)} points`, { className: 'balance' }),
    element('p', `${group(next.points - balance)} points to ${next.name}`),
  );
}

export function tier(at, value, from, to) {
  const bar = element('div', undefined, { className: 'track', role: 'progressbar', ariaLabel: 'Your level' });
  const ratio = (value - from.from) / (to.from - from.from);
  bar.setAttribute('aria-valuenow', String(Math.floor(ratio * 100)));
  const fill = element('div', undefined, { className: 'fill' });
  fill.style.width = `${ratio * 100}%`;
  bar.append(fill);
  at.append(
    element('h2', 'Your level'),
    element('p', from.name),
    bar,
    element('p', `${group(to.from - value)} € to ${to.name}`),
  );
}

/** Renders radios 1 to `most` (or 0 to 10) and a follow-up, posts the answer, shows an error or thanks. */
function form(at, question, choices, name) {
  const made = element('form');
  const set = element('fieldset');
  set.append(element('legend', question));
  for (const choice of choices) {
    const label = element('label', String(choice), { className: 'option' });
    label.prepend(element('input', undefined, { type: 'radio', name, value: choice }));
    set.append(label);
  }
  const more = element('div', undefined, { hidden: true });
  const note = element('p', '', { role: 'status' });
  more.append(
    element('textarea', undefined, { maxLength: 2000, ariaLabel: 'What went wrong?' }),
    element('button', 'Send'),
  );
  made.append(set, more, note);
  set.addEventListener('change', () => requestAnimationFrame(() => (more.hidden = false)));
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [choice, words] = [new FormData(made).get(name), more.firstChild.value];
    try {
      const response = await fetch('/answers', {
        method: 'POST',
        body: JSON.stringify({ [name]: Number(choice), words }),
      });
      if (!response.ok) throw new Error();
      made.replaceWith(element('p', 'Thank you!'));
    } catch {
      note.textContent = 'Not sent. Please try again.';
    }
  });
  at.append(made);
}

export const nps = (at) => form(at, 'How likely are you to recommend us?', [...Array(11).keys()], 'score');
export const review = (at) => form(at, 'Your rating', [1, 2, 3, 4, 5], 'rating');
