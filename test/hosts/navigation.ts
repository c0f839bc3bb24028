/** Hosts that change their page without a full navigation. */
import { document, type Host } from './host.ts';

const script = (text: string): string => `<script nonce="n1">${text}</script>`;
const lib = (name: string): string => `<script nonce="n1" src="/lib/${name}.js"></script>`;
/** Attributes of the elements, for any framework. */
const REVIEW = 'product="fjord-lp" product-name="Fjord" order="10042"';
const TAGS = `<lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-nps></lojal-nps><lojal-review ${REVIEW}></lojal-review>`;
const html = 'text/html; charset=utf-8';

/** A second page with the same pieces. Its scripts do not run again if the library keeps the head. */
const NEXT: Host['files'] = {
  next: (_, { head, body }) => ({
    type: html,
    text: document({ head: head.replace('A shop', 'Next'), body: body.replace('<main>', '<main id="next">') }),
  }),
};
const toNext = (go: string): string => `await hand.shown(); ${go}
  await hand.until('the next page', () => document.title === 'Next' && document.querySelector('#next'));
  await hand.shown();`;

const element = (name: string, attributes = '{}'): string => `React.createElement('${name}', ${attributes})`;
const SHOP = `const { StrictMode, createElement, useState, useEffect } = React;
  const Club = () => createElement('section', { id: 'club' }, ${element('lojal-points')}, ${element('lojal-tier')},
    ${element('lojal-nps')}, ${element('lojal-review', "{ product: 'fjord-lp', 'product-name': 'Fjord', order: '10042' }")});`;
const placed =
  (text: string): Host['page'] =>
  (_, { head, body, tags }) =>
    document({ head, body: body.replace(`<section id="club">${tags}</section>`, text) });

const REACT: Partial<Host> = {
  head: lib('react'),
  keeps: /_reactListening/,
  page: placed('<div id="root"></div>'),
};

export const navigation: readonly Host[] = [
  { name: 'Turbo Drive', head: lib('turbo'), files: NEXT, act: toNext("Turbo.visit('next');") },
  {
    name: 'Turbo Drive, there and back',
    head: lib('turbo'),
    files: NEXT,
    act: `${toNext("Turbo.visit('next');")} history.back();
      await hand.until('the first page', () => document.title === 'A shop' && !document.querySelector('#next'));
      await hand.until('the end of the preview', () => !document.documentElement.hasAttribute('data-turbo-preview'));`,
  },
  {
    name: 'Turbo Drive, script in the body',
    head: lib('turbo'),
    files: NEXT,
    at: 'body',
    act: toNext("Turbo.visit('next');"),
  },
  {
    name: 'Turbo frame',
    head: lib('turbo'),
    page: placed('<turbo-frame id="club" src="frame"></turbo-frame>'),
    files: {
      frame: () => ({
        type: html,
        text: `<!doctype html><title>Club</title><turbo-frame id="club">${TAGS}</turbo-frame>`,
      }),
    },
    act: `await hand.until('the frame', () => document.querySelector('lojal-review'));`,
  },
  {
    name: 'htmx swap',
    head: lib('htmx'),
    page: placed('<section id="club" hx-get="club" hx-trigger="load" hx-swap="innerHTML"></section>'),
    files: { club: () => ({ type: html, text: TAGS }) },
    act: `await hand.until('the swap', () => document.querySelector('lojal-review'));`,
  },
  {
    name: 'htmx boost',
    head: lib('htmx'),
    files: NEXT,
    above: '<nav hx-boost="true"><a id="go" href="next">Next</a></nav>',
    act: `${toNext("document.getElementById('go').click();")}
      await hand.until('the end of it', () => !document.querySelector('.htmx-settling, .htmx-swapping, .htmx-request'));`,
  },
  {
    name: 'View Transition',
    act: `await hand.shown();
      const change = () => { const club = document.getElementById('club'); club.innerHTML = ''; club.innerHTML = \`${TAGS}\`; };
      if (document.startViewTransition) await document.startViewTransition(change).finished;
      else change();`,
  },
  {
    name: 'history.pushState',
    act: `await hand.shown(); history.pushState({}, '', '?page=2'); document.title = 'Two'; history.replaceState({}, '', '?page=3');`,
  },
  {
    name: 'React, strict mode',
    ...REACT,
    below: script(
      `${SHOP} createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement(Club)));`,
    ),
    act: `await hand.until('React', () => document.querySelector('lojal-review'));`,
  },
  {
    name: 'React, mounted anew',
    ...REACT,
    below: script(`${SHOP}
      const App = () => {
        const [turn, setTurn] = useState(0);
        useEffect(() => { window.again = () => setTurn(turn + 1); });
        return createElement('div', { key: turn, 'data-turn': turn }, createElement(Club));
      };
      createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement(App)));`),
    act: `await hand.until('React', () => document.querySelector('lojal-review')); await hand.shown(); await hand.until('its hand', () => window.again); window.again();
      await hand.until('the second one', () => document.querySelector('[data-turn="1"] lojal-review'));`,
  },
  {
    name: 'React, rendered anew at every turn',
    ...REACT,
    below: script(`${SHOP}
      const App = () => {
        const [turn, setTurn] = useState(0);
        useEffect(() => { if (turn < 40) setTimeout(() => setTurn(turn + 1)); else window.over = true; });
        return createElement('div', { 'data-turn': turn }, createElement(Club));
      };
      createRoot(document.getElementById('root')).render(createElement(App));`),
    act: `await hand.until('the last turn', () => window.over);`,
  },
  {
    name: 'React, hydrated',
    ...REACT,
    page: placed(`<div id="root"><section id="club">${TAGS}</section></div>`),
    below: script(`${SHOP} hydrateRoot(document.getElementById('root'), createElement(Club));`),
  },
  {
    name: 'Vue',
    head: lib('vue'),
    page: placed('<div id="root"></div>'),
    below:
      script(`const app = Vue.createApp({ data: () => ({ name: 'Fjord' }), template: \`<section id="club"><lojal-points></lojal-points>
      <lojal-tier></lojal-tier><lojal-nps></lojal-nps><lojal-review product="fjord-lp" :product-name="name" order="10042"></lojal-review></section>\` });
      app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('lojal-');
      app.mount('#root');`),
  },
  {
    name: 'cloned nodes',
    act: `await hand.shown(); const club = document.getElementById('club'); const copy = club.cloneNode(true); club.replaceWith(copy);`,
  },
  {
    name: 'nodes imported from a template',
    page: (_, { head, body, tags }) => document({ head, body: body.replace(tags, `<template>${TAGS}</template>`) }),
    act: `const template = document.querySelector('#club template'); template.replaceWith(document.importNode(template.content, true));`,
  },
  {
    name: 'innerHTML of the whole body',
    act: `await hand.shown(); document.body.innerHTML = document.body.innerHTML;`,
  },
  {
    name: 'elements moved within the page',
    act: `await hand.shown(); const club = document.getElementById('club');
      for (let turn = 0; turn < 20; turn++) club.parentNode.append(club.parentNode.firstElementChild);
      club.append(...[...club.children].reverse());`,
  },
  {
    name: 'head that is made anew',
    act: `await hand.shown();
      for (const one of document.querySelectorAll('head > :not(script, title, meta, style, link)')) one.remove();
      document.getElementById('club').innerHTML = \`${TAGS}\`;`,
  },
  {
    name: 'elements moved to another document',
    axe: 'there',
    below: '<iframe id="other" title="Another document" width="700" height="2600"></iframe>',
    act: `await hand.shown();
      const other = document.getElementById('other').contentDocument;
      const club = document.getElementById('club');
      if (hand.ours) { other.body.append(other.adoptNode(club)); hand.document = other; } else club.remove();`,
  },
  {
    name: 'elements moved to another document, and back',
    below: '<iframe id="other" title="Another document"></iframe>',
    act: `await hand.shown();
      const other = document.getElementById('other').contentDocument;
      const club = document.getElementById('club');
      const { parentNode, nextSibling } = club;
      other.body.append(club); parentNode.insertBefore(club, nextSibling);`,
  },
  {
    name: 'document written anew',
    page: (_, { head, body }) => document({ head, body }),
    act: `await hand.shown(); const text = document.documentElement.outerHTML.replace(/<script(?! type="application)[^]*?<[/]script>/g, '');
      const { act } = hand; document.open(); document.write('<!doctype html>' + text); document.close(); hand.document = document;`,
  },
];
