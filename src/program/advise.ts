import { warn } from '../elements/warn.ts';

type Mistakes = typeof import('./mistakes.ts');

/**
 * Says what is wrong, with the line that mends it. The sentences are loaded only then; where they cannot be, the bare
 * facts are said.
 *
 * @param name which of the mistakes it is
 * @param facts what its sentence is made of
 */
export async function advise<Name extends keyof Mistakes>(
  who: string,
  name: Name,
  ...facts: Parameters<Mistakes[Name]>
): Promise<void> {
  try {
    const tell: (...facts: never) => string[] | Promise<string[]> = (await import('./mistakes.ts'))[name];
    for (const words of await (tell as (...facts: unknown[]) => string[])(...facts)) warn(who, words);
  } catch {
    warn(who, `${name}: ${facts.join(' ')}`);
  }
}
