// @ts-check
/** For `npm run dev`: reloads every page after the server has restarted. */

/** Served as a file, because the shop's policy forbids inline scripts. The second `open` event comes from the restarted server. */
const SCRIPT = `let opened = 0;
new EventSource('/dev/events').onopen = () => { if (opened++) location.reload(); };
`;

/**
 * @param {Request} request
 * @param {AbortSignal} closing
 */
export function reloader(request, closing) {
  const { pathname } = new URL(request.url);
  const headers = { 'Cache-Control': 'no-store' };
  if (pathname === '/dev/reload.js')
    return new Response(SCRIPT, { headers: { ...headers, 'Content-Type': 'text/javascript' } });
  if (pathname !== '/dev/events') return undefined;
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode('retry: 200\n\n'));
      closing.addEventListener('abort', () => stream.close(), { once: true });
    },
  });
  return new Response(body, { headers: { ...headers, 'Content-Type': 'text/event-stream' } });
}

/** Adds the script to the head of a page. @param {Response} response */
export async function withReload(response) {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  const text = await response.text();
  const { status, headers } = response;
  return new Response(text.replace('</head>', '<script src="/dev/reload.js"></script></head>'), { status, headers });
}
