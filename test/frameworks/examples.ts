import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

export const NAMES = ['react', 'vue', 'svelte', 'plain'] as const;

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** Notes what a page says in its console and throws, before anything else runs. */
const NOTE = `<script>window.said = [];
  for (const kind of ['warn', 'error']) console[kind] = (...words) => window.said.push(kind + ': ' + words.join(' '));
  addEventListener('error', (event) => window.said.push('error: ' + event.message));
  addEventListener('unhandledrejection', (event) => window.said.push('unhandled: ' + event.reason));</script>`;

/**
 * The examples of demo/frameworks on a server of their own, built for development: there frameworks say what they do not
 * like. `/client/react/` is rendered in the browser alone; `/server/react/` here first, and the example's script runs when
 * `window.go()` is called; with `?early` ours is on the page already.
 */
export interface Examples {
  readonly url: string;
  /** Bodies that were posted. */
  readonly posted: { subject?: string; data: Record<string, unknown> }[];
  /** Keeps back scripts whose path fits, until it is called again. */
  hold(path: RegExp | undefined): void;
  close(): Promise<void>;
}

export async function startExamples(): Promise<Examples> {
  // Inside of the project, where what is rendered here finds its packages.
  const folder = mkdtempSync(join(PROJECT, 'demo/frameworks/dist/test-'));
  const mode = process.env.NODE_ENV;
  process.env.NODE_ENV = 'development';
  try {
    for (const ssr of [false, true])
      await build({
        configFile: join(PROJECT, 'demo/frameworks/vite.config.ts'),
        mode: 'development',
        logLevel: 'error',
        build: { ssr, outDir: join(folder, ssr ? 'server' : 'pages'), minify: false },
      });
  } finally {
    process.env.NODE_ENV = mode;
  }

  const posted: Examples['posted'] = [];
  let held: RegExp | undefined;
  let waiting: (() => void)[] = [];
  const read = (path: string): Buffer => readFileSync(join(folder, 'pages', path));

  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x');
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      posted.push(JSON.parse(String(Buffer.concat(chunks))));
      return response.writeHead(204).end();
    }
    if (held?.test(pathname)) await new Promise<void>((resolve) => waiting.push(resolve));
    const [, way, name] = /^\/(client|server)\/(\w+)\/$/.exec(pathname) ?? [];
    const [, asset] = /^\/frameworks\/(assets\/[\w.-]+)$/.exec(pathname) ?? [];
    const [, ours] = /^\/(lojal[\w.-]*\.js)$/.exec(pathname) ?? [];
    try {
      if (way && name) {
        const module = pathToFileURL(join(folder, `server/${name}.js`)).href;
        const rendered = way === 'server' ? await (await import(module)).render() : '';
        let html = String(read(`${name}/index.html`)).replace('<!--app-->', () => rendered);
        html = html.replace('<head>', () => `<head>${NOTE}${search ? '<script src="/lojal.js"></script>' : ''}`);
        // A script that is kept back would keep the page from having loaded.
        if (way === 'server')
          html = html.replace(
            /<script type="module"[^>]* src="([^"]+)"><\/script>/,
            (_, src) => `<script>window.go = () => import('${src}');</script>`,
          );
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(html);
      } else if (asset) {
        response.setHeader('content-type', asset.endsWith('.css') ? 'text/css' : 'text/javascript');
        response.end(read(asset));
      } else if (ours) {
        response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(join(PROJECT, 'dist', ours)));
      } else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    hold(path) {
      held = path;
      for (const go of waiting) go();
      waiting = [];
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
