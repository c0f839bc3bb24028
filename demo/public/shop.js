// @ts-check
/** The shop's script, on every page. The pages work without it. */

/** @typedef {import('../../src/loader/api.ts').Lojal} Lojal */

/**
 * Calls `callback` with `window.lojal`, before or after Lojal's script has loaded.
 *
 * @param {(lojal: Lojal) => void} callback
 */
export function withLojal(callback) {
  const scope = /** @type {{ lojal?: { push(callback: (lojal: Lojal) => void): unknown } }} */ (
    /** @type {unknown} */ (window)
  );
  scope.lojal ||= [];
  scope.lojal.push(callback);
}

for (const choice of document.querySelectorAll('[data-submits]'))
  choice.addEventListener('change', () => /** @type {HTMLSelectElement} */ (choice).form?.requestSubmit());

/** @param {string} id */
const find = (id) => document.getElementById(id);

// The thank-you page: track the order once, even if the page is reloaded.
const { order } = document.body.dataset;
const total = new URLSearchParams(location.search).get('total');
if (order && total && sessionStorage.getItem('nord:order') !== order) {
  sessionStorage.setItem('nord:order', order);
  withLojal((lojal) => lojal.track('purchase', { order, total: Number(total) }));
}

find('ask')?.addEventListener('click', () =>
  withLojal(async (lojal) => {
    await lojal.show('nps');
    const why = find('why');
    if (why) why.textContent = await lojal.explain('nps');
  }),
);

find('forget')?.addEventListener('click', () =>
  withLojal(async (lojal) => {
    await lojal.forget();
    const said = find('forgotten');
    if (said) said.textContent = 'Removed.';
  }),
);
