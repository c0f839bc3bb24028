/** What the platforms sign with, from the environment of `lojal serve`. */
import type { EndpointOptions } from '../server/options.ts';
import { CommandError } from './command-error.ts';

export type PlatformSettings = Pick<EndpointOptions, 'webhooks' | 'shopifyProxy'>;

/** @throws CommandError for the secret of an app without its shop, or a shop without a secret */
export function readPlatforms(env: NodeJS.ProcessEnv): PlatformSettings {
  const { SHOPIFY_APP_SECRET: secret, SHOPIFY_SHOP: shop } = env;
  if (!secret !== !shop)
    throw new CommandError(
      'SHOPIFY_APP_SECRET and SHOPIFY_SHOP belong together: the client secret and nord.myshopify.com.',
    );
  // Shopify signs the webhooks of an app with the secret of the app, and those of the admin with a secret of their own.
  const shopify = [env.SHOPIFY_WEBHOOK_SECRET, secret].filter((one) => one !== undefined);
  return {
    webhooks: { shopify, woocommerce: env.WOOCOMMERCE_WEBHOOK_SECRET },
    ...(secret && shop && { shopifyProxy: { secret, shop } }),
  };
}
