import type { Configuration } from '../program/configuration.ts';
import type { Base, Lojal, Part, Rules, Talk } from './api.ts';

/** Which parts each tag needs beside the base: all are asked for at once, none waits for another. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  points: ['balance'],
  tier: ['balance'],
  nps: ['prompt', 'nps'],
  review: ['prompt', 'review'],
  survey: ['prompt', 'survey'],
  program: [],
};

const METHODS = ['configure', 'track', 'show', 'explain', 'consent', 'forget'] as const;

/**
 * The script tag: puts up the global, sees which Lojal tags the page has, now and later, and asks for what they need.
 * It must cost next to nothing on a page without one.
 *
 * @param load gives a part; called once for each
 */
export function tag(load: (part: Part, script: HTMLScriptElement | undefined) => Promise<unknown>): void {
  const scope = window as unknown as { lojal?: Partial<Lojal> | ((lojal: Lojal) => void)[] };
  const before = scope.lojal;
  // A second copy of the script, whatever its version, leaves the first one alone.
  if ((before as Partial<Lojal> | undefined)?.configure) return;

  // While a classic script runs it is the current one; a module has to find itself. Where a form of the host is called
  // `currentScript`, the document gives that.
  const { currentScript } = document;
  const script =
    currentScript instanceof HTMLScriptElement
      ? currentScript
      : [...document.getElementsByTagName('script')].find((one) => /\blojal(\.all)?\.js([?#]|$)/.test(one.src));
  const data = { ...script?.dataset };

  const parts = new Map<Part, Promise<unknown>>();
  let told = false;
  /** Said once, and in this file: what keeps off one part may keep off all. Which of the three it is, the browser says. */
  const lost = (error: unknown): void => {
    const folder = new URL('.', script?.src ?? document.baseURI).href;
    if (!told)
      console.warn(
        `lojal: ${error}; all lojal.*.js must lie in ${folder}; a content security policy needs script-src ${folder} and trusted-types lit-html`,
      );
    told = true;
  };
  const need = (part: Part): Promise<unknown> => {
    let asked = parts.get(part);
    if (!asked) {
      asked = load(part, script);
      parts.set(part, asked);
      // The fallback content stays; a page never shows an error of ours.
      asked.catch(lost);
    }
    return asked;
  };

  let begin: () => void;
  let begun = false;
  let spoken = false;
  const program = new Promise<void>((resolve) => {
    begin = resolve;
  }).then(async () => {
    // What the page has already said is to be heard before anything is asked for.
    if (spoken) await need('talk').catch(() => undefined);
    return ((await need('base')) as Base).start(data);
  });
  // Said already, where the part could not be loaded.
  program.catch(() => {});
  const start = (): void => {
    begun = true;
    begin();
    need('base');
    if (spoken) need('talk');
  };

  const lojal: Record<string, unknown> = { push: (...callbacks: ((lojal: Lojal) => void)[]) => callbacks.forEach(run) };
  const run = (callback: (lojal: Lojal) => void): void => {
    try {
      callback(lojal as Lojal);
    } catch (error) {
      console.warn('lojal: a callback failed:', error);
    }
  };
  for (const name of METHODS)
    lojal[name] = async (...given: unknown[]) => {
      if (name === 'track') return ((await need('rules')) as Rules).track(data, ...(given as [string]));
      spoken = true;
      // What only sets something waits for the first tag; a program, which may ask, and what a person is to see do not.
      if (begun || /show|explain|forget/.test(name) || (given[0] as Configuration | undefined)?.program) start();
      const own = await program;
      const methods = ((await need('talk')) as Talk).methods(own, need);
      return (methods[name as keyof typeof methods] as (...given: unknown[]) => unknown)(...given);
    };
  scope.lojal = lojal;
  if (Array.isArray(before)) before.forEach(run);

  const seen = (): void => {
    for (const name in PARTS)
      if (document.getElementsByTagName(`lojal-${name}`)[0]) {
        start();
        PARTS[name]?.forEach(need);
      }
  };
  seen();
  new MutationObserver(seen).observe(document, { childList: true, subtree: true });

  // Without a tag, too, a rule of the shop may ask, and a link in a letter may lead to a review.
  const idle = async (): Promise<void> => {
    // A tag of ours that is none: its mistake is named by the parts.
    const odd = [...document.querySelectorAll(':not(:defined)')].some(({ localName }) => /^lojal-/.test(localName));
    if (odd || /[?&]lojal=review/.test(location.search)) return start();
    if (begun) return;
    const text = data.program
      ? await (await fetch(data.program)).text()
      : (document.querySelector('[data-lojal=program]')?.textContent ?? '');
    if (/^\s*</.test(text)) start();
    else if (/"ask"/.test(text)) ((await need('rules')) as Rules).watchFor(data, text, start);
  };
  const ready = (): void => void (window.requestIdleCallback ?? setTimeout)(() => idle().catch(start));
  if (document.readyState === 'complete') ready();
  else window.addEventListener('load', ready);
}
