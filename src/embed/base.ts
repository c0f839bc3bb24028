/** The part that every Lojal tag needs: the program, and what all elements have in common. */
import '../elements/base.ts';
import { register } from '../elements/register.ts';
import { LojalProgram } from '../program/program.ts';

register('lojal', 'program', LojalProgram);

/** The attribute of `<lojal-program>` that a `data-*` of the script tag sets. */
const attribute = (name: string): string =>
  name === 'program' ? 'src' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

let begin: () => void;
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});

/** Registers an element once the page's program is there: shown before, it would change its words, and the page move. */
export const later = (name: string, element: CustomElementConstructor): Promise<void> =>
  begun.then(() => register('lojal', name, element));

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
