/** What several declarations share. */
import { ID_LETTERS, URL_LETTERS } from './config-limits.ts';

/** The largest amount of money (major units) or number of points. Times 10⁴ it is still a safe integer. */
export const LARGEST = 1e11;

/** A name that the shop gives to a thing, and that does not change later. */
export const id = { type: 'string', pattern: new RegExp(`^[\\s\\S]{1,${ID_LETTERS}}$`, 'u'), format: 'id' } as const;

/** The code of a currency, in letters of either case. */
export const currency = { type: 'string', pattern: /^[A-Za-z]{3}$/u, format: 'currency' } as const;

/**
 * How a link begins: the scheme and the first character of the host, or the first characters of an address on this site. After
 * the name of this machine only a port may follow: in `http://localhost:80@shop.example`, the name is that of a user.
 */
const LINK_START =
  /^(?:https:\/\/[^\s\\/?#]|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?![^/?#])|\/(?!\/)|\.\/|[?#])/;

/**
 * `https:`, `http:` on this machine, or an address on the shop's own site. White space and backslashes are refused: a
 * browser removes white space and reads a backslash as a slash, so `/\shop.example` would lead to another site.
 */
export const link = {
  type: 'string',
  pattern: new RegExp(`${LINK_START.source}[^\\s\\\\]{0,${URL_LETTERS}}$`, 'u'),
  format: 'link',
} as const;

/** What points are multiplied by. */
export const times = { type: 'number', minimum: 0, maximum: 1000, decimals: 6 } as const;
