/** The part that every Lojal tag needs: the program, and what all elements have in common. */
import '../elements/base.ts';
import { register } from '../elements/register.ts';
import { LojalProgram } from '../program/program.ts';

register('lojal', 'program', LojalProgram);

/** The attribute of `<lojal-program>` that a `data-*` of the script tag sets. */
const attribute = (name: string): string =>
  name === 'program' ? 'src' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** So long one task may draw before the next takes over, in ms: a slow phone paints every 16. */
const LONG = 16;

let begin: () => void;
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});

/** When the task began, in ms; 0 in a task of which nothing is known. What runs a whole file is counted in. */
let since = performance.now();
const over = (): void => {
  since = 0;
};
setTimeout(over);
let turn: Promise<unknown> = begun;

/**
 * Registers an element once the page's program is there: shown before, it would change its words, and the page move. One
 * after the other: what comes at once is not drawn in one long task.
 */
export function later(name: string, element: CustomElementConstructor): void {
  turn = turn
    .then(async () => {
      // Those before it have drawn in the meantime.
      await undefined;
      if (since && performance.now() - since > LONG) await new Promise((resolve) => setTimeout(resolve));
      if (!since) {
        since = performance.now();
        setTimeout(over);
      }
      register('lojal', name, element);
    })
    // A page that refuses one may take the next.
    .catch(() => {});
}

/** The page's program: the one that the page wrote, unless the tag says more; else one that is made here. */
export function start(data: Readonly<Record<string, string | undefined>>): LojalProgram {
  begin();
  const own = document.querySelector<LojalProgram>('lojal-program');
  const known = LojalProgram.observedAttributes;
  const given = Object.entries(data).filter(([name]) => known.includes(attribute(name)));
  if (own && !given.length) return own;
  const program = document.createElement('lojal-program') as LojalProgram;
  for (const [name, value] of given) program.setAttribute(attribute(name), value ?? '');
  // In the head, where it can change no selector of the page's content. Not by `document.head`, which may be a form.
  const place = (): void => {
    if (!program.isConnected) document.querySelector('head')?.append(program);
  };
  place();
  // Turbo and its like clear the head of what the next page has not. In a task of its own: who empties it must come to an end.
  program.addController({ hostDisconnected: () => setTimeout(place) });
  return program;
}
