/** Whether a question has opened by itself on this visit of a customer. A visit lasts as long as the tab. */
const KEY = 'lojal:visit:';

/** For pages that cannot use storage. A guest is the empty text. */
const visited = new Set<string>();

export function isVisited(customer = ''): boolean {
  try {
    return visited.has(customer) || sessionStorage.getItem(KEY + customer) !== null;
  } catch {
    return visited.has(customer);
  }
}

/**
 * Notes that a question has opened by itself.
 *
 * @param storage the program's `storage`; with `none` the visit is noted for this page only
 */
export function noteVisit(storage: string | undefined, customer = ''): void {
  visited.add(customer);
  try {
    if (storage !== 'none') sessionStorage.setItem(KEY + customer, '1');
  } catch {
    // Storage is denied: the visit is noted for this page.
  }
}

/** Removes the visits of all customers. */
export function forgetVisit(): void {
  visited.clear();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
  } catch {
    // Storage is denied: nothing is stored.
  }
}
