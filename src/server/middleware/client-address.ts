import { isIPv4, isIPv6 } from 'node:net';

/** The remote address of each request's connection, set by `serve`. A `Request` does not contain it. */
const peers = new WeakMap<Request, string | undefined>();

/** Records the remote address of a request's connection. */
export function setPeer(request: Request, address: string | undefined): void {
  peers.set(request, address);
}

/** @returns the remote address of the connection; nothing for a request that did not come through `serve` */
export const peerAddress = (request: Request): string | undefined => peers.get(request);

/**
 * The client's address. Anyone can write `X-Forwarded-For`, so only the last entries are used, one for each of the
 * shop's own proxies.
 *
 * @param proxies the number of proxies; 0 uses only the address of the connection
 * @returns an IPv4 address, or the /64 network of an IPv6 address, which one customer has; nothing if unknown
 */
export function clientAddress(request: Request, peer: string | undefined, proxies: number): string | undefined {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').filter((entry) => entry.trim());
  const trusted = proxies > 0 ? forwarded[Math.max(forwarded.length - proxies, 0)] : undefined;
  return normalizeAddress(trusted ?? '') ?? normalizeAddress(peer ?? '');
}

/** The /48 network of a /64 network, which one site has: `2001:db8:1::/48`. Nothing for an IPv4 address. */
export function siteNetwork(address: string): string | undefined {
  return address.endsWith('::/64') ? `${address.split(':').slice(0, 3).join(':')}::/48` : undefined;
}

/** `203.0.113.7:443` → `203.0.113.7`; `[2001:db8:1:2::3]` → `2001:db8:1:2::/64`. Nothing for an invalid address. */
function normalizeAddress(entry: string): string | undefined {
  const bare = entry
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return undefined;
  // Expand the address, so that one network has one spelling.
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string) => part.split(':').filter(Boolean);
  const end = groups(tail ?? '');
  const start = groups(head);
  const all = [...start, ...Array<string>(Math.max(8 - start.length - end.length, 0)).fill('0'), ...end];
  return `${all.slice(0, 4).join(':')}::/64`;
}
