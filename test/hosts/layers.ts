/** Hosts with overlays above and around Lojal's cards. */
import { loyalty } from '../fixtures/program.ts';
import type { Host } from './host.ts';

const css = (text: string): string => `<style nonce="n1">${text}</style>`;
const TOP = 2147483647;

/** One question in the corner, opened by the page's script. */
const CARD = '<lojal-nps mode="corner"></lojal-nps>';
const OPEN =
  "if (hand.ours) { await lojal.show('nps'); await hand.until('the card', () => hand.find('lojal-nps', 'input')); }";

/** A chat window and a cookie banner, as many shops have in the same corner. */
const RIVALS = `<aside class="sample"><div class="chat">Chat with us</div><div class="cookies">We use cookies</div></aside>`;
const RIVAL_STYLES = `.chat, .cookies { position: fixed; z-index: ${TOP} !important; background: #fff; color: #000 }
  .chat { right: 0; bottom: 0; width: 400px; height: 500px } .cookies { left: 0; right: 0; bottom: 0; height: 200px }`;

export const layers: readonly Host[] = [
  { name: 'rivals in the corner, on the topmost layer', head: css(RIVAL_STYLES), above: RIVALS, tags: CARD, act: OPEN },
  {
    name: 'transformed parent of a card',
    head: css(
      '#club { transform: translateX(-2000px) scale(0.2); filter: blur(0.1px); will-change: transform; overflow: hidden; height: 40px }',
    ),
    tags: CARD,
    act: OPEN,
  },
  {
    name: 'contained parent of a card',
    head: css(
      '#club { contain: strict; height: 10px; width: 10px; position: relative; z-index: -1; isolation: isolate }',
    ),
    tags: CARD,
    act: OPEN,
  },
  {
    name: 'transformed parent',
    head: css('#club { transform: rotate(2deg) scale(0.9); perspective: 400px; filter: saturate(0.9) }'),
  },
  {
    name: 'contained parent',
    head: css('#club { contain: layout paint style; content-visibility: auto; container-type: inline-size }'),
  },
  {
    name: 'page that does not scroll',
    head: css(
      'html, body { height: 100%; margin: 0; overflow: hidden } main { height: 90vh; overflow: auto; position: relative }',
    ),
  },
  {
    name: 'modal dialog that is open',
    // A rule opens this question, because only such questions wait for a dialog.
    program: { ...loyalty, ask: { nps: { delay: 0, urls: { allow: ['/*'] } } } },
    tags: '',
    asks: ['nps'],
    above:
      '<dialog class="sample" id="terms"><p>Our terms have changed.</p><button type="button">Good</button></dialog>',
    act: `const dialog = document.getElementById('terms');
      dialog.showModal();
      const nps = () => hand.all('lojal-nps').length;
      if (hand.ours) {
        let words;
        const look = async () => { words = await lojal.explain('nps'); };
        await look();
        await hand.until('the rules to wait for the dialog', () => (look(), /^no {2}busy/m.test(words)));
        if (nps()) throw new Error('a question has come over the dialog');
      }
      if (document.activeElement.localName !== 'button') throw new Error('the dialog has lost the focus');
      // Move the focus. Otherwise timing decides whether the hidden button has it.
      document.activeElement.blur();
      dialog.close();
      if (hand.ours) await hand.until('the question', () => nps() && hand.find('lojal-nps', 'input'));`,
  },
  {
    name: 'modal dialog that opens over a card',
    tags: CARD,
    above:
      '<dialog class="sample" id="terms"><p>Our terms have changed.</p><button type="button">Good</button></dialog>',
    act: `${OPEN}
      const dialog = document.getElementById('terms');
      dialog.showModal();
      const { left, top, width, height } = dialog.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!dialog.contains(over)) throw new Error('the dialog is covered by ' + over.outerHTML);
      dialog.querySelector('button').focus();
      if (document.activeElement.localName !== 'button') throw new Error('the dialog has lost the focus');
      document.activeElement.blur();
      dialog.close();`,
  },
  {
    name: 'elements within a dialog',
    above: '',
    page: (_, { head, body }) =>
      `<!doctype html><html lang="en"><head>${head}</head><body>${body
        .replace('<section id="club">', '<dialog id="club" aria-label="Club">')
        .replace('</section>', '</dialog>')}</body></html>`,
    act: `document.getElementById('club').showModal();`,
  },
  {
    name: 'parent that is hidden at first',
    head: css('#club { display: none } #club.open { display: block }'),
    act: `if (hand.ours) await hand.until('the script', () => window.lojal);
      document.getElementById('club').classList.add('open');`,
  },
];
