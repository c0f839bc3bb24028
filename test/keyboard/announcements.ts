/** What an element says by itself, and when. */
import { type Page, until } from './place.ts';

export interface Announcement {
  readonly name: string;
  readonly body: string;
  readonly ready: string;
  readonly data?: string;
  readonly do: (page: Page) => Promise<void>;
  readonly says: readonly string[];
}

/** Chooses the first answer and presses the button. */
async function send({ tab }: Page): Promise<void> {
  await tab.run(`const { shadowRoot } = document.querySelector('lojal-nps');
    const first = shadowRoot.querySelector('input');
    if (!first.checked) first.click();
    const button = shadowRoot.querySelector('[part~="submit"]');
    button.focus();
    button.click();`);
}

const NPS = { body: '<lojal-nps></lojal-nps>', ready: 'How likely' };
export const CASES: readonly Announcement[] = [
  { name: 'sending and sent', ...NPS, do: send, says: ['Sending…', 'Your feedback has been sent.'] },
  {
    name: 'saved',
    ...NPS,
    do(page) {
      page.site.answer = 503;
      return send(page);
    },
    says: ['Sending…', 'Saved on this device. It will be sent as soon as there is a connection.'],
  },
  {
    name: 'not sent',
    ...NPS,
    data: 'data-storage="none"',
    do(page) {
      page.site.answer = 503;
      return send(page);
    },
    says: ['Sending…', 'Not sent. Please keep this page open and try again.'],
  },
  {
    name: 'nothing chosen',
    ...NPS,
    do: ({ tab }) =>
      tab.run(`document.querySelector('lojal-nps').shadowRoot.querySelector('[part~="submit"]').click()`),
    says: ['Please choose a number from 0 to 10.'],
  },
  {
    name: 'no stars',
    body: '<lojal-review></lojal-review>',
    ready: 'Review',
    do: ({ tab }) =>
      tab.run(`document.querySelector('lojal-review').shadowRoot.querySelector('[part~="submit"]').click()`),
    says: ['Please choose a star rating.'],
  },
  {
    name: 'a card has come',
    body: '',
    ready: 'After',
    do: ({ tab }) => tab.run('window.lojal.show("nps")'),
    says: ['How likely are you to recommend Nord Records to a friend or colleague?'],
  },
  {
    name: 'another balance',
    body: '<lojal-points points="120"></lojal-points>',
    ready: '120',
    do: ({ tab }) => tab.run('document.querySelector("lojal-points").points = 1280'),
    says: ['You now have 1,280 points.'],
  },
  {
    name: 'another level',
    body: '<lojal-tier></lojal-tier>',
    data: 'data-spend="120"',
    ready: 'Free shipping',
    // The level before must have been noticed: whoever is near the next one has been.
    do: ({ tab }) =>
      tab.run(`const near = new Promise((resolve) => document.addEventListener('lojal-near', resolve));
        const program = document.querySelector('lojal-program');
        program.setAttribute('spend', '170');
        await near;
        program.setAttribute('spend', '250');`),
    says: ['Welcome to Silver!'],
  },
  {
    name: 'what was written is here again',
    body: '<lojal-review product="p1"></lojal-review>',
    ready: 'Review',
    async do({ tab, shows }) {
      await tab.run(`const { shadowRoot } = document.querySelector('lojal-review');
        const field = shadowRoot.querySelector('textarea');
        field.value = 'Half of it';
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));`);
      // On a busy machine, the file that keeps the draft may load after the customer has written.
      const kept = () =>
        tab.run<boolean>("return Object.keys(sessionStorage).some((key) => key.startsWith('lojal:draft:'))");
      await until(kept, (is) => is, 'the draft is kept');
      await tab.reload();
      await shows('We’ve kept');
    },
    says: ['We’ve kept what you wrote.'],
  },
];
