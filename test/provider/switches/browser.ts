/** A browser with tabs, a back-forward cache, an HTTP cache, storage and a clock, and a shop whose session is a cookie. */
import { webcrypto } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'vite';
import type { ModelPage } from './page.ts';

/** A storage area whose keys are its own enumerable properties, as in a browser. */
export function createArea(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(area, key) ? String(area[key]) : null),
    setItem(key: string, value: string) {
      area[key] = String(value);
    },
    removeItem: (key: string) => void delete area[key],
  };
  const area: Record<string, unknown> = Object.create(methods);
  return area as unknown as Storage;
}

async function compile(): Promise<vm.Script> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('page.ts', import.meta.url)), formats: ['iife'], name: 'model' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  const code = (result as { output: { code?: string }[] }).output.map(({ code }) => code ?? '').join('\n');
  return new vm.Script(code, { filename: 'page.js' });
}
const script = await compile();

/** A post that the shop has stored. */
export interface Post {
  /** Whom the shop stores the answer under: the customer of the token, where there is one. */
  readonly subject: string | undefined;
  readonly body: string;
}

export interface Page {
  readonly model: ModelPage;
  /** The person in front of the page; an empty text for a guest. */
  person: string;
  dispatch(target: 'window' | 'document', type: string, more?: object): void;
  frozen: boolean;
}

export class Browser {
  now = Date.UTC(2026, 10, 26);
  online = true;
  /** How long (ms) a request takes. */
  latency = 0;
  /** Who is signed in, by cookie. */
  session = '';
  readonly local = createArea();
  readonly posts: Post[] = [];
  readonly points: Readonly<Record<string, number>>;
  /** Whether a cache of the shop answers with the account of the customer before. */
  stale = false;
  /** What an HTTP cache holds of the account, and the account that was given last. */
  #cached: string | undefined;
  #last: string | undefined;
  #timers: { at: number; run: () => void; page: { frozen: boolean }; id: number }[] = [];
  #ids = 0;

  constructor(points: Readonly<Record<string, number>>) {
    this.points = points;
  }

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    // The cookie leaves with the request.
    const { session } = this;
    if (this.latency) await new Promise<void>((resolve) => this.#set(resolve, this.latency, { frozen: false }));
    if (!this.online) throw new TypeError('Failed to fetch');
    const headers = new Headers(init.headers);
    if (url.endsWith('/account.json')) {
      const fresh = session ? JSON.stringify({ id: session, points: this.points[session] }) : undefined;
      // Cache-Control: private, max-age=60
      const text = init.cache === 'no-store' ? fresh : (this.#cached ?? fresh);
      if (init.cache !== 'no-store') this.#cached ??= text;
      if (this.stale && this.#last) return new Response(this.#last);
      this.#last = text;
      return text ? new Response(text) : new Response(null, { status: 401 });
    }
    const event = JSON.parse(String(init.body)) as { subject?: string };
    const token = headers.get('authorization')?.replace('Bearer ', '');
    if (event.subject !== undefined && token !== tokenOf(event.subject)) return new Response(null, { status: 403 });
    const subject = ['anna', 'bert', 'cara'].find((one) => tokenOf(one) === token) ?? event.subject;
    this.posts.push({ subject, body: String(init.body) });
    return new Response('{}', { status: 201 });
  }

  open(session: Storage): Page {
    const owner = { frozen: false };
    const targets = () => {
      const target = new EventTarget();
      return target as EventTarget & Record<string, unknown>;
    };
    const document = Object.assign(targets(), {
      readyState: 'complete',
      visibilityState: 'visible',
      hidden: false,
      baseURI: 'https://shop.example/page',
      documentElement: { lang: 'en' },
      body: null,
      head: null,
      activeElement: null,
      querySelector: () => null,
      querySelectorAll: () => [],
      createElement: () => ({}),
      createTreeWalker: () => ({}),
      createComment: () => ({}),
    });
    class FakeElement extends EventTarget {
      isConnected = false;
      childElementCount = 0;
      textContent = '';
      localName = 'lojal-model';
      parentElement = null;
      getAttribute() {
        return null;
      }
      hasAttribute() {
        return false;
      }
      setAttribute() {}
      removeAttribute() {}
      getAttributeNames() {
        return [];
      }
      closest() {
        return null;
      }
      matches() {
        return false;
      }
      querySelector() {
        return null;
      }
      getRootNode() {
        return document;
      }
      scrollIntoView() {}
      override dispatchEvent(event: Event) {
        const allowed = super.dispatchEvent(event);
        return event.bubbles ? document.dispatchEvent(event) && allowed : allowed;
      }
    }
    const window = Object.assign(targets(), {
      document,
      HTMLElement: FakeElement,
      Event,
      EventTarget,
      CustomEvent,
      Headers,
      Response,
      Request,
      AbortController,
      TextEncoder,
      URL,
      URLSearchParams,
      WeakRef,
      CSSStyleSheet: class {
        replaceSync() {}
      },
      crypto: webcrypto,
      atob,
      console: { warn() {}, log() {}, error() {} },
      navigator: { languages: ['en'], language: 'en', onLine: true },
      location: {
        origin: 'https://shop.example',
        hostname: 'shop.example',
        pathname: '/page',
        search: '',
        href: '',
        hash: '',
      },
      customElements: { get: () => undefined, define() {}, whenDefined: () => new Promise(() => {}) },
      localStorage: this.local,
      sessionStorage: session,
      // A white page.
      getComputedStyle: () => ({
        getPropertyValue: () => '',
        color: 'rgb(0, 0, 0)',
        colorScheme: 'normal',
        backgroundColor: 'rgb(255, 255, 255)',
        backgroundImage: 'none',
      }),
      innerHeight: 800,
      innerWidth: 1280,
      performance: { now: () => this.now },
      fetch: (url: string, init?: RequestInit) => this.#fetch(String(url), init),
      setTimeout: (run: () => void, ms = 0) => this.#set(run, ms, owner),
      clearTimeout: (id: number) => {
        this.#timers = this.#timers.filter((timer) => timer.id !== id);
      },
      setInterval: () => 0,
      clearInterval() {},
      requestAnimationFrame: (run: () => void) => this.#set(run, 16, owner),
      queueMicrotask,
    });
    // Scripts call these as functions, too.
    for (const method of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const)
      Object.assign(window, { [method]: window[method].bind(window) });
    const context = vm.createContext(window);
    Object.assign(window, { window, globalThis: window, self: window });
    // `Date` is the clock of the browser.
    vm.runInContext(
      'Date = class extends Date { constructor(...a) { super(...(a.length ? a : [Date.now()])); } };',
      context,
    );
    (window as unknown as { Date: { now: () => number } }).Date.now = () => this.now;
    script.runInContext(context);
    const { modelPage: model } = window as unknown as { modelPage: ModelPage };
    const page: Page = {
      model,
      person: this.session,
      get frozen() {
        return owner.frozen;
      },
      set frozen(frozen) {
        owner.frozen = frozen;
      },
      dispatch(target, type, more) {
        const event = Object.assign(new Event(type), more);
        (target === 'window' ? window : document).dispatchEvent(event);
      },
    };
    return page;
  }

  #set(run: () => void, ms: number, page: { frozen: boolean }): number {
    this.#timers.push({ at: this.now + Math.max(0, ms), run, page, id: ++this.#ids });
    return this.#ids;
  }

  /** Lets promises settle, and runs the timers of the next `ms`. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let quiet = 0; quiet < 2; ) {
      await new Promise(setImmediate);
      const due = this.#timers.filter(({ at, page }) => at <= end && !page.frozen).sort((a, b) => a.at - b.at)[0];
      if (!due) {
        quiet++;
        continue;
      }
      quiet = 0;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.now = Math.max(this.now, due.at);
      due.run();
    }
    this.now = Math.max(this.now, end);
  }

  /** Ends a page for good. */
  close(page: Page): void {
    page.frozen = true;
    this.#timers = this.#timers.filter((timer) => !timer.page.frozen || timer.page !== page);
  }
}

/** An unsigned JSON Web Token. */
export const tokenOf = (sub: string): string => `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`;
