/** The place on the page, as the fragment of the address says it: `#/answers?kind=nps&handled=false`. */
export interface HashRoute {
  /** The path of the view: `answers`. Empty for the first view. */
  readonly view: string;
  /** The parts of the path after the view, decoded: `c_1042` of `#/customers/c_1042`. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

/** Text with `%` escapes; unchanged where an escape is invalid, because anybody can write an address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Reads the fragment of an address. */
export function readRoute(hash: string): HashRoute {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [view = '', ...rest] = path.split('/').map(decoded);
  return { view, rest: rest.filter((part) => part), query: new URLSearchParams(query) };
}

/** The fragment of a place. Leaves empty parameters out. */
export function routeHash(
  view: string,
  query: URLSearchParams | Readonly<Record<string, string | undefined>> = {},
  ...rest: readonly string[]
): string {
  const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const kept = new URLSearchParams();
  for (const [name, value] of entries) if (value) kept.append(name, value);
  const path = [view, ...rest].map(encodeURIComponent).join('/');
  // A comma needs no escape in a fragment, and lists of values are easier to read with it.
  const text = kept.toString().replaceAll('%2C', ',');
  return `#/${path}${text && `?${text}`}`;
}
