import { signCustomerToken, type TokenSigner } from '../customers/customer-token.ts';
import type { IdentityOptions } from '../middleware/identity.ts';
import { checkStrength } from '../middleware/secrets.ts';
import { isShopDomain, readProxyQuery } from './proxy-query.ts';

/** The app whose proxy asks for tokens. */
export interface ShopifyProxyOptions {
  /** The client secret of the app; several while one replaces another. */
  readonly secret: string | readonly string[];
  /** The domain of the shop at Shopify: `nord-records.myshopify.com`. */
  readonly shop: string;
  /**
   * Signs the token of a customer. Default: with the shared secret of `identity`. Needed where `identity` has a public key, because
   * this server then cannot sign.
   */
  readonly sign?: ((customer: string) => Promise<string>) | undefined;
}

export interface ShopifyProxy {
  /** The customer whom Shopify names, an empty text for a guest, or nothing for a request that Shopify did not sign. */
  customerOf(request: Request): string | undefined;
  sign(customer: string): Promise<string>;
}

/** @throws TypeError for a domain that is not at Shopify, a weak secret, and where no token can be signed */
export function createShopifyProxy(
  { secret, shop, sign }: ShopifyProxyOptions,
  identity: IdentityOptions | undefined,
): ShopifyProxy {
  if (!isShopDomain(shop))
    throw new TypeError('shopifyProxy.shop must be the domain at Shopify: nord-records.myshopify.com.');
  const secrets = [secret].flat();
  if (secrets.length === 0) throw new TypeError('shopifyProxy.secret is missing.');
  for (const one of secrets) checkStrength('shopifyProxy.secret', one);
  if (!identity) throw new TypeError('shopifyProxy needs the option identity, which verifies its tokens.');
  const signer = sign ? undefined : readSigner(identity);
  return {
    customerOf: ({ url }) =>
      readProxyQuery(new URL(url).searchParams, { secrets, shop, now: Math.floor(Date.now() / 1000) }),
    sign: sign ?? (async (customer) => signCustomerToken(customer, signer ?? readSigner(identity))),
  };
}

/** @throws TypeError where `identity` has no shared secret */
function readSigner({ algorithm, key, keys, audience, issuer }: IdentityOptions): TokenSigner {
  const first = keys?.[0];
  const secret = key ?? first?.key;
  const isShared = algorithm === 'HS256' || algorithm === 'HS384' || algorithm === 'HS512';
  if (isShared && (typeof secret === 'string' || secret instanceof Uint8Array))
    return { algorithm, key: secret, kid: key === undefined ? first?.kid : undefined, audience, issuer };
  throw new TypeError('shopifyProxy.sign is missing: identity has no shared secret (HS256) to sign with.');
}
