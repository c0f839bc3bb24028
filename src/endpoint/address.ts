import { isIPv4, isIPv6 } from 'node:net';

/** From which address a request's connection came, as `serve` saw it. A `Request` itself does not know. */
const peers = new WeakMap<Request, string | undefined>();

/** Notes the address of the other end of a request's connection. */
export function setPeer(request: Request, address: string | undefined): void {
  peers.set(request, address);
}

/** @returns the other end's address; nothing for a request that did not come by `serve` */
export const peerOf = (request: Request): string | undefined => peers.get(request);

/**
 * Which address a request comes from. Of `X-Forwarded-For`, which everyone can write, only so many entries are
 * believed as there are proxies of the shop's own in front, counted from the end: each adds whom it heard it from.
 *
 * @param proxies how many proxies; 0 believes the connection alone
 * @returns an IPv4 address, or the /64 of an IPv6 one, which is what one customer has; nothing when it is unknown
 */
export function clientAddress(request: Request, peer: string | undefined, proxies: number): string | undefined {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').filter((entry) => entry.trim());
  const believed = proxies > 0 ? forwarded[Math.max(forwarded.length - proxies, 0)] : undefined;
  return network(believed ?? '') ?? network(peer ?? '');
}

/** `203.0.113.7:443` → `203.0.113.7`; `[2001:db8:1:2::3]` → `2001:db8:1:2::/64`. Nothing for what is no address. */
function network(entry: string): string | undefined {
  const bare = entry
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return undefined;
  // Written in full as the URL parser writes it, so that one network has one name.
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string) => part.split(':').filter(Boolean);
  const end = groups(tail ?? '');
  const start = groups(head);
  const all = [...start, ...Array<string>(Math.max(8 - start.length - end.length, 0)).fill('0'), ...end];
  return `${all.slice(0, 4).join(':')}::/64`;
}
