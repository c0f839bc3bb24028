/** The query key of an advocate's link. */
const KEY = 'lojal-referral';

/**
 * The link of an advocate: an address of the shop with the code in its query. A query and a fragment stay, and a relative address
 * stays relative.
 */
export function referralUrl(address: string, code: string): string {
  const at = address.indexOf('#');
  const [page, fragment] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at)];
  const joint = page.includes('?') ? (/[?&]$/.test(page) ? '' : '&') : '?';
  return `${page}${joint}${KEY}=${code}${fragment}`;
}
