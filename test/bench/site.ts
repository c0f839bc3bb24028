/** Serves the contestants' pages and files and stubs of the peers' servers: one local origin, HTTP/1.1, brotli 11. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Contestant } from './contestants.ts';

/** The size of a file in bytes, uncompressed and compressed. */
export interface Size {
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

export interface Site {
  readonly url: string;
  readonly sizes: ReadonlyMap<string, Size>;
  close(): Promise<void>;
}

const SURVEY = {
  id: 'survey-1',
  name: 'NPS',
  type: 'popover',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  archived: false,
  enable_partial_responses: false,
  schedule: 'always',
  current_iteration: null,
  feature_flag_keys: [],
  questions: [
    {
      id: 'q1',
      type: 'rating',
      display: 'number',
      scale: 10,
      question: 'How likely are you to recommend us?',
      description: '',
      lowerBoundLabel: 'Not likely',
      upperBoundLabel: 'Very likely',
      buttonText: 'Submit',
    },
  ],
  appearance: { surveyPopupDelaySeconds: 0, displayThankYouMessage: true },
  conditions: null,
};

/** Stub responses of the peers' servers, by the beginning of the path. */
const STAND_INS: readonly (readonly [string, unknown])[] = [
  ['/api/surveys', { surveys: [SURVEY], survey_config: null }],
  [
    '/array/',
    { surveys: true, supportedCompression: [], featureFlags: {}, hasFeatureFlags: false, sessionRecording: false },
  ],
  ['/flags', { flags: {}, featureFlags: {}, errorsWhileComputingFlags: false }],
  ['/decide', { surveys: true, featureFlags: {} }],
  ['/altcha', { algorithm: 'SHA-256', challenge: 'f'.repeat(64), salt: 'salt', signature: 's', maxnumber: 1 }],
];

export const path = (at: number): string => `/page/${at}`;

/** Compresses all files once, before any measurement. */
export async function startSite(
  contestants: readonly Contestant[],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Site> {
  const ready = new Map<string, Buffer>();
  const sizes = new Map<string, Size>();
  for (const [name, bytes] of files) {
    const best = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    ready.set(name, best);
    sizes.set(name, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: best.length });
  }
  const pages = new Map(contestants.map((one, index) => [path(index), html(one)]));

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    const page = pages.get(pathname);
    const file = ready.get(pathname);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', '*');
    if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else if (file) {
      const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(file);
    } else {
      const found = STAND_INS.find(([start]) => pathname.startsWith(start));
      const script = pathname.endsWith('.js');
      request.resume();
      if (found && !script)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found[1]));
      else response.writeHead(request.method === 'GET' ? 404 : 200, { 'content-type': 'application/json' }).end('{}');
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sizes,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The style sheet in docs/getting-started.md that reserves the height of each element. */
export const [, RESERVED = ''] =
  /```css\n(lojal-points, [\s\S]*?)```/.exec(
    readFileSync(new URL('../../docs/getting-started.md', import.meta.url), 'utf8'),
  ) ?? [];

/** A small page of a shop. Content that arrives late moves the last paragraph, unless the page reserves its space. */
function html({ head = '', body, entry }: Contestant): string {
  const named = head.replace('{src}', `/contestants/${entry}.js`).replace('{css}', `/contestants/${entry}.css`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 24px; max-inline-size: 640px }
#tier .track { block-size: 10px } #tier .fill { block-size: 100%; background: #4a3fc4 }
#nps, #review, bench-nps, bench-review { display: block; min-block-size: 14em }
${RESERVED}</style>
${named}</head><body><h1>A shop</h1>${body}<p id="foot">Free shipping from 40 €.</p></body></html>`;
}
