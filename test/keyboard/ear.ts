/**
 * For the head of a page: writes down in \`heard\` what a screen reader speaks by itself. Words that come into a live region
 * are spoken only if the region was there before them: \`frames\` says how many frames before, -1 that it came with them.
 * What describes the thing that gets the focus is spoken as well, if it is there by then.
 */
export const EAR = `<script>{
  window.heard = [];
  let frame = 0;
  const tick = () => { frame++; requestAnimationFrame(tick); };
  tick();
  const there = new Map();
  const text = (of) => of.textContent.replace(/\\s+/g, ' ').trim();
  const hear = (by, words, frames) => words && heard.push({ by, words, frames });
  const look = (root) => {
    for (const region of root.querySelectorAll('[role="status"], [aria-live="polite"]')) {
      const [words, was] = [text(region), there.get(region)];
      there.set(region, { words, since: was ? was.since : frame });
      if (was?.words !== words) hear('live', words, was ? frame - was.since : -1);
    }
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(() => look(root)).observe(root, all);
    root.addEventListener('focusin', ({ target }) => {
      for (let at = target; at; at = at.parentElement)
        for (const id of (at.getAttribute('aria-describedby') ?? '').split(' ')) {
          const by = id && root.getElementById(id);
          if (by) hear('focus', text(by));
        }
    });
    return root;
  };
}</script>`;

export interface Heard {
  readonly by: 'live' | 'focus';
  readonly words: string;
  readonly frames?: number;
}
