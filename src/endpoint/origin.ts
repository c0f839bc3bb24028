/**
 * Tells which origins may post. The list is exact; the endpoint's own origin needs no entry, because a page on it is
 * no stranger. A server sends no `Origin` at all. Cookies are never looked at, so a page can do no more than anyone
 * who speaks HTTP: the list keeps other sites' pages out, it does not say who is asking.
 *
 * @param origins as browsers write them: `https://shop.example`, lower case, no path, no default port
 * @throws TypeError for an entry that no browser would ever send
 */
export function createOriginCheck(origins: readonly string[]): (request: Request) => boolean {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`"${origin}" is not an origin: write it as https://shop.example, without a path.`);
    }
  }
  const listed = new Set(origins);
  return (request) => {
    const origin = request.headers.get('origin');
    return origin === null || listed.has(origin) || origin === new URL(request.url).origin;
  };
}

/**
 * The answer to a preflight: what a page of a known origin may send.
 *
 * @param methods `GET, POST`
 */
export function preflight(methods: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': 'authorization, content-type',
      // Two hours, the longest that Chromium keeps it.
      'Access-Control-Max-Age': '7200',
    },
  });
}
