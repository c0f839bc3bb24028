import type { Configuration } from '../provider/configuration.ts';
import { serverRoute } from '../provider/server-route.ts';
import { type ElementName, LAUNCHERS, PARTS, type Part } from '../registry.ts';
import type { Api, Base, Lojal, Rules } from './api.ts';
import { placePanel, readScriptTag } from './script-tag.ts';

const METHODS = ['configure', 'track', 'show', 'explain', 'consent', 'forget'] as const;

/** The time (ms) from a change of the page to the search for shadow roots, so that many changes cause one search. */
const PAUSE = 100;
const NODES = { childList: true, subtree: true };

/**
 * The script tag: creates the global, finds the Lojal elements of the page, now and later, and loads the parts they need. Kept
 * small, because a page without an element loads it too.
 *
 * @param load loads a part; called once for each part, with the folder of the files. The folder is an empty text when the
 * script does not know it. `lost` warns that a file could not be loaded
 */
export function tag(load: (part: Part, folder: string, lost: (error: unknown) => void) => Promise<unknown>): void {
  const scope = window as unknown as { lojal?: Partial<Lojal> | ((lojal: Lojal) => void)[] };
  const before = scope.lojal;
  // A second copy of the script does nothing. A form named `lojal` is not a copy, whatever its fields are called.
  if (typeof (before as Partial<Lojal> | undefined)?.configure === 'function') return;

  const { data, folder } = readScriptTag();
  const parts = new Map<Part, Promise<unknown>>();
  let warned = false;
  /** Warns once that a file could not be loaded. The words are in this file, because the same cause may block all other files. */
  const warnLost = (error: unknown): void => {
    const place = folder || 'one folder';
    if (!warned)
      console.warn(
        `lojal: ${error}. Put all lojal.*.js into ${place}, or write data-base="/their/folder/" on the script tag. A content security policy needs script-src with that folder, and trusted-types lit-html. [lojal/part-not-loaded]`,
      );
    warned = true;
  };
  const need = (part: Part): Promise<unknown> => {
    let asked = parts.get(part);
    if (!asked) {
      asked = load(part, folder, warnLost);
      parts.set(part, asked);
      // The fallback content stays, and the page sees no error.
      asked.catch(warnLost);
    }
    return asked;
  };

  let customer: string | undefined;
  const named = () => ({ ...data, ...(customer !== undefined && { customer }) });
  let begin: () => void;
  let begun = false;
  let base: Base;
  const program = new Promise<void>((resolve) => {
    begin = resolve;
  }).then(async () => {
    base = (await need('base')) as Base;
    return base.start(data);
  });
  // The failure to load the part was reported.
  program.catch(() => {});
  const start = (): void => {
    begun = true;
    begin();
    need('base');
  };

  const running = () => {
    start();
    return program;
  };
  const lojal: Record<string, unknown> = { push: (...callbacks: ((lojal: Lojal) => void)[]) => callbacks.forEach(run) };
  const run = (callback: (lojal: Lojal) => void): void => {
    try {
      callback(lojal as Lojal);
    } catch (error) {
      console.warn('lojal: [lojal/callback-failed]', error);
    }
  };
  for (const name of METHODS)
    lojal[name] = async (...given: unknown[]) => {
      // Events belong to the customer that the page names, also where no program is needed.
      if (name === 'configure' && 'customer' in Object(given[0])) customer = Object(given[0]).customer ?? '';
      if (name === 'track') return ((await need('rules')) as Rules).track(named(), running, ...(given as [string]));
      // A call that only sets values waits for the first element. A program, whose rules may ask, and calls that show something start Lojal.
      if (begun || /show|explain|forget/.test(name) || (given[0] as Configuration | undefined)?.program) start();
      // Loads beside the program, unless the call waits for the first element.
      if (begun && name !== 'configure') need('api');
      const own = await program;
      if (name === 'configure') return base.configure(own, given[0] as Configuration);
      const methods = ((await need('api')) as Api).methods(own, need);
      return (methods[name as keyof typeof methods] as (...given: unknown[]) => unknown)(...given);
    };
  scope.lojal = lojal;
  if (Array.isArray(before)) before.forEach(run);

  /** Loads what the Lojal elements of a document or a shadow root need. */
  const loadFor = (find: (tag: string) => unknown): void => {
    for (const name in PARTS)
      if (find(`lojal-${name}`)) {
        if (!LAUNCHERS.includes(name as ElementName)) start();
        PARTS[name as ElementName].forEach(need);
      }
  };
  /** Does the same for the open shadow roots of some elements, and observes them. */
  const enter = (elements: Iterable<Element>): void => {
    // A form may have a field of that name.
    for (const { shadowRoot } of elements)
      if (shadowRoot instanceof ShadowRoot) {
        loadFor((tag) => shadowRoot.querySelector(tag));
        observer.observe(shadowRoot, NODES);
        enter(shadowRoot.querySelectorAll('*'));
      }
  };
  let paused = false;
  const look = (): void => {
    placePanel(data.panel);
    loadFor((tag) => document.querySelector(tag));
    if (paused) return;
    paused = true;
    setTimeout(() => {
      paused = false;
      enter(document.querySelectorAll('*'));
    }, PAUSE);
  };
  addEventListener('lojal-opened', ({ detail }) => {
    start();
    detail.forEach(need);
  });
  const observer = new MutationObserver(look);
  observer.observe(document, NODES);
  // No event says that an element gets a shadow root, so the page is searched again, at growing intervals.
  const again = (wait: number): void => {
    look();
    setTimeout(again, wait, wait * 2);
  };
  again(PAUSE);

  // On a page without an element, a rule may open a question, and a link in an e-mail may open a review.
  const idle = async (): Promise<void> => {
    // A misspelt Lojal tag: the parts report it.
    const odd = [...document.querySelectorAll(':not(:defined)')].some(({ localName }) => /^lojal-/.test(localName));
    if (odd || /[?&]lojal=review/.test(location.search)) return start();
    if (begun) return;
    const { program = data.server && serverRoute(data.server, 'program') } = data;
    const inline = document.querySelector('[data-lojal=program]');
    const response = program && (data.program || !inline) && (await fetch(program));
    const text = response ? await response.text() : (inline?.textContent ?? '');
    if (/^\s*</.test(text)) start();
    else if (/"(ask|messages)"/.test(text)) ((await need('rules')) as Rules).watchFor(named(), text, start);
  };
  const ready = (): void => {
    // In a browser without the function, an element of the page may have its name.
    const { requestIdleCallback: later } = window;
    (typeof later === 'function' ? later : setTimeout)(() => idle().catch(start));
  };
  if (document.readyState === 'complete') ready();
  else window.addEventListener('load', ready);
}
