/** The origins of the address that a request's connection was made to, set by `serve`. */
const localOrigins = new WeakMap<Request, readonly string[]>();

/** Records the address and the port that a request's connection was made to. */
export function setLocalAddress(request: Request, address: string | undefined, port: number | undefined): void {
  if (address === undefined || port === undefined) return;
  // Without the zone of a link-local address (`fe80::1%eth0`), which no origin has.
  const bare = address.replace(/%.*/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  const hosts = [bare.includes(':') ? `[${bare}]` : bare];
  if (bare === '::1' || bare.startsWith('127.')) hosts.push('localhost');
  // The URL removes the default port, as browsers do.
  localOrigins.set(
    request,
    hosts.map((host) => new URL(`http://${host}:${port}`).origin),
  );
}

/**
 * Returns a function that checks a request's `Origin` against an exact list. Pages that `serve` delivers under an address
 * of this machine are allowed too. The `Host` header never counts: the sender chooses it, and a page can give its own name
 * to the server's address (DNS rebinding). Requests without an `Origin` are allowed; they come from other servers. The list
 * keeps pages of other sites out; it does not authenticate, because cookies are never used.
 *
 * @param origins as browsers send them: `https://shop.example`, lower case, no path, no default port
 * @throws TypeError for an entry that no browser sends
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
    return origin === null || listed.has(origin) || Boolean(localOrigins.get(request)?.includes(origin));
  };
}

/**
 * The response to a CORS preflight.
 *
 * @param methods `GET, POST`
 */
export function preflightResponse(methods: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': 'authorization, content-type',
      // Two hours, Chromium's maximum.
      'Access-Control-Max-Age': '7200',
    },
  });
}
