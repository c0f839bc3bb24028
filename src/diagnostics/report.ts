import type { Finding } from './catalogue.ts';

let catalogue: typeof import('./catalogue.ts') | undefined;
const reported = new Set<string>();

/** Loads the sentences. After that, `report` writes to the console before it returns. */
export async function loadCatalogue(): Promise<void> {
  catalogue ??= await import('./catalogue.ts');
}

/**
 * Writes a message to the console, once per page for each distinct line. This function is the only one in the browser's
 * code that does so, except for the loader (see `loader/tag.ts`).
 *
 * The sentences are loaded with the first message. If they cannot be loaded, the message consists of the facts and the
 * code, under which docs/troubleshooting.md explains the mistake.
 *
 * @param who the element or the function that reports
 * @param finding an entry of the catalogue and its arguments
 */
export async function report(who: string, ...finding: Finding): Promise<void> {
  let words: string;
  try {
    if (!catalogue) await loadCatalogue();
    words = (catalogue as typeof import('./catalogue.ts')).sentence(...finding);
  } catch {
    const [code, ...facts] = finding;
    words = `${facts.map((fact: unknown) => (Object(fact) === fact ? typeof fact : String(fact))).join(' ')} [${code}]`;
  }
  const line = `${who}: ${words}`;
  if (reported.has(line)) return;
  reported.add(line);
  console.warn(line);
}
