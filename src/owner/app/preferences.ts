/** What the owner's page keeps in this browser: the language, and whether single keys act. Nothing about customers. */
const PREFIX = 'lojal-owner-';

export type Preference = 'language' | 'keys';

/** The kept value; undefined where nothing is kept, or the browser keeps nothing. */
export function readPreference(name: Preference): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepPreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // The choice then holds for this visit only.
  }
}
