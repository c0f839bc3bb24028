/**
 * The query that Shopify's app proxy adds to a request before it passes the request on.
 * https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
 */
import { createHmac } from 'node:crypto';
import { sameSecret } from '../middleware/secrets.ts';

/** How far the time of a request and the clock of this server may differ, in seconds. An older request was recorded. */
const MAX_DIFFERENCE = 60;

/** What each parameter must look like. No value contains `=`. */
const FORMS = {
  shop: /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/,
  // Empty for a guest.
  logged_in_customer_id: /^(?:[1-9]\d{0,19})?$/,
  path_prefix: /^(?:\/[\w-]+)+$/,
  timestamp: /^\d{1,12}$/,
  signature: /^[\da-f]{64}$/,
} as const;

type ProxyParameter = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as readonly ProxyParameter[];

export const isShopDomain = (shop: string): boolean => FORMS.shop.test(shop);

/** The signature of all parameters but `signature`: hexadecimal. Values of a name that occurs several times are joined by commas. */
export function signProxyQuery(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature');
  const parts = names.map((name) => `${name}=${query.getAll(name).join(',')}`).sort();
  return createHmac('sha256', secret).update(parts.join('')).digest('hex');
}

/**
 * The customer who is signed in to the shop: the id, or an empty text for a guest. Nothing for a query that Shopify did not sign
 * for this shop within the last minute.
 *
 * The signed text has nothing between the parameters, so one text can be read as several sets of parameters: a visitor could
 * have `a=logged_in_customer_id=42…` signed. Therefore each known parameter must occur once, in its form, and no other may.
 *
 * @param secrets several while one replaces another
 * @param now Unix time, in seconds
 */
export function readProxyQuery(
  query: URLSearchParams,
  { secrets, shop, now }: { readonly secrets: readonly string[]; readonly shop: string; readonly now: number },
): string | undefined {
  const given = [...query.keys()];
  if (given.length !== NAMES.length || !NAMES.every((name) => FORMS[name].test(query.get(name) ?? '=')))
    return undefined;
  const paramOf = (name: ProxyParameter): string => query.get(name) ?? '';
  const signature = paramOf('signature');
  const isSigned = secrets.some((secret) => sameSecret(signature, signProxyQuery(query, secret)));
  if (!isSigned || paramOf('shop') !== shop) return undefined;
  if (Math.abs(now - Number(paramOf('timestamp'))) > MAX_DIFFERENCE) return undefined;
  return paramOf('logged_in_customer_id');
}
