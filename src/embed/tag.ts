import type { Base, Lojal, Methods, Page, Part } from './api.ts';

/** Which parts each tag needs beside the base: all are asked for at once, none waits for another. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  points: ['balance'],
  tier: ['balance'],
  nps: ['prompt', 'nps'],
  review: ['prompt', 'review'],
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
  const scope = window as unknown as { lojal?: Lojal | ((lojal: Lojal) => void)[] };
  const before = scope.lojal;
  // A second copy of the script, whatever its version, leaves the first one alone.
  if (before && 'configure' in before) return;

  // While a classic script runs it is the current one; a module has to find itself.
  const script = (document.currentScript ??
    [...document.scripts].find((one) => /\blojal(\.all)?\.js([?#]|$)/.test(one.src))) as HTMLScriptElement | undefined;
  const parts = new Map<Part, Promise<unknown>>();
  let begun: (methods: Promise<Methods>) => void;
  const ready = new Promise<Methods>((resolve) => {
    begun = resolve;
  });

  const need: Page['need'] = (part) => {
    let asked = parts.get(part);
    if (!asked) {
      asked = load(part, script);
      parts.set(part, asked);
      // The fallback content stays; a page of ours never shows an error of ours.
      asked.catch((error) => console.warn(`lojal: ${part} could not be loaded: ${error}`));
    }
    return asked;
  };
  let started = false;
  const start = (): void => {
    if (started) return;
    started = true;
    begun(need('base').then((base) => (base as Base).start({ data: { ...script?.dataset }, need })));
  };

  const seen = (): void => {
    for (const name in PARTS)
      if (document.getElementsByTagName(`lojal-${name}`)[0]) {
        start();
        PARTS[name]?.forEach(need);
      }
  };

  const lojal = { push: (...callbacks) => callbacks.forEach(run) } as Lojal;
  const run = (callback: (lojal: Lojal) => void): void => {
    try {
      callback(lojal);
    } catch (error) {
      console.warn('lojal: a callback failed:', error);
    }
  };
  for (const name of METHODS)
    Object.assign(lojal, {
      [name]: (...given: never[]) => {
        // What only sets or notes something waits for the first tag; what a person is to see does not.
        if (/show|explain|forget/.test(name)) start();
        return ready.then((methods) => (methods[name] as (...given: never[]) => unknown)(...given));
      },
    });
  scope.lojal = lojal;
  if (Array.isArray(before)) lojal.push(...before);

  seen();
  new MutationObserver(seen).observe(document, { childList: true, subtree: true });
}
