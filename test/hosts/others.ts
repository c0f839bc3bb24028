/** Hosts of other kinds. */
import { document, type Host, pageOf } from './host.ts';
import { asks } from './styles.ts';

const html = 'text/html; charset=utf-8';

/** The page inside a frame. The outer page contains nothing else. */
const framed = (name: string, attributes: string, more: Partial<Host> = {}): Host => {
  const inner: Host = { name, ...more };
  return {
    ...inner,
    framed: true,
    page: (run) => `<!doctype html><html lang="en"><head><title>Around</title></head><body>
      <iframe src="${run.home}inner" title="A shop" width="900" height="600" ${attributes}></iframe></body></html>`,
    files: { inner: (run) => ({ type: html, text: pageOf(inner, run) }) },
  };
};

export const others: readonly Host[] = [
  {
    name: 'no scripts',
    shows: 'nothing',
    blocked: true,
    reports: /script-src/,
    headers: () => ({ 'content-security-policy': "script-src 'none'" }),
  },
  framed('frame of the same origin', ''),
  framed('sandboxed frame', 'sandbox="allow-scripts allow-forms"'),
  framed('lazy frame', 'loading="lazy"'),
  { name: 'printed', media: { print: true }, act: asks('print') },
  {
    name: 'service worker that keeps everything',
    files: {
      'worker.js': () => ({
        type: 'text/javascript',
        text: `addEventListener('install', () => skipWaiting());
          addEventListener('activate', (event) => event.waitUntil(clients.claim()));
          addEventListener('fetch', (event) => {
            const { request } = event;
            event.respondWith(caches.open('shop').then(async (cache) => {
              const kept = request.method === 'GET' && (await cache.match(request));
              if (kept) return kept;
              const response = await fetch(request);
              if (request.method === 'GET' && response.ok) await cache.put(request, response.clone());
              return response;
            }));
          });`,
      }),
    },
    // The first load only installs the worker. The worker serves the second load and its elements.
    act: `await hand.shown();
      if (!navigator.serviceWorker.controller) {
        navigator.serviceWorker.register('worker.js');
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
      }
      if (!new URL(location).searchParams.has('again')) { location.search = '?again'; await new Promise(() => {}); }`,
  },
  {
    name: 'page of many elements',
    page: (_, { head, body }) => document({ head, body: `${'<p>A line of a long page.</p>'.repeat(5000)}${body}` }),
  },
];
