const KEY = 'lojal:seen';

/**
 * What was shown to this customer before. It lasts as long as the page, and longer only where the customer agreed
 * (`lojal.consent(true)`): seeing a level is nothing that a visitor did, so it gives no reason to write to storage.
 */
const known = new Map<string, string>();

try {
  for (const [key, value] of Object.entries(JSON.parse(localStorage.getItem(KEY) ?? '{}')))
    known.set(key, String(value));
} catch {
  // Denied or not ours: nothing is remembered.
}

export const recall = (key: string): string | undefined => known.get(key);

export function remember(key: string, value: string): void {
  known.set(key, value);
  if (!known.has('consent')) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(known)));
  } catch {
    // Denied or full: it lasts as long as the page.
  }
}

/** Agreed: remembered across visits from now on. Withdrawn: what is stored is removed. */
export function consent(given: boolean): void {
  if (given) remember('consent', 'yes');
  else forget();
}

export function forget(): void {
  known.clear();
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Denied: nothing was stored either.
  }
}
