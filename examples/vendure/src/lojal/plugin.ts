/** Lojal inside a Vendure shop: its routes, the orders, the codes of rewards, and the proof of who a customer is. */
import { readFileSync } from 'node:fs';
import { getRequestListener } from '@hono/node-server';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { PluginCommonModule, VendurePlugin } from '@vendure/core';
import type { Request, Response } from 'express';
import { gql } from 'graphql-tag';
import { createEndpoint, type Handler, type Store } from 'lojal/server';
import { IdentityResolver } from './identity-resolver.js';
import { OrderFeed } from './order-feed.js';
import { type Discount, lojalCode, RewardCodes } from './reward-codes.js';
import { AUDIENCE, LOJAL_OPTIONS, type LojalOptions, PATH } from './settings.js';

export interface PluginOptions {
  /** From `openStore()`. */
  readonly store: Store;
  /** The path of the program's JSON file. */
  readonly program: string;
  /** The origins of the storefront: `https://shop.example`. */
  readonly origins: readonly string[];
  readonly ownerKey: string;
  readonly shopKey: string;
  readonly identityKey: Uint8Array;
  /** Wraps Lojal's server, for example to log its requests. */
  readonly wrap?: ((endpoint: Handler) => Handler) | undefined;
}

let options: LojalOptions | undefined;
/** Set when the shop has started. Before that no customer can redeem. */
let codes: RewardCodes | undefined;

@VendurePlugin({
  imports: [PluginCommonModule],
  compatibility: '^3.0.0',
  providers: [{ provide: LOJAL_OPTIONS, useFactory: () => options }, OrderFeed, RewardCodes],
  shopApiExtensions: {
    schema: gql`
      extend type Query {
        "Proves to Lojal who the signed-in customer is. Null where nobody is signed in."
        lojalIdentity: String
      }
    `,
    resolvers: [IdentityResolver],
  },
  configuration: (config) => {
    if (!options) throw new Error('Call LojalPlugin.init() in the configuration.');
    config.promotionOptions.promotionConditions = [...(config.promotionOptions.promotionConditions ?? []), lojalCode];
    // Lojal reads the bodies of requests itself, so it comes before the parser of bodies.
    const handler = getRequestListener(options.endpoint);
    config.apiOptions.middleware.push({
      route: PATH,
      beforeListen: true,
      handler: (request: Request, response: Response) => {
        // Express removes the route's prefix.
        request.url = request.originalUrl;
        return handler(request, response);
      },
    });
    return config;
  },
})
export class LojalPlugin implements OnApplicationBootstrap {
  constructor(private readonly rewardCodes: RewardCodes) {}

  onApplicationBootstrap(): void {
    codes = this.rewardCodes;
  }

  static init({
    store,
    program,
    origins,
    ownerKey,
    shopKey,
    identityKey,
    wrap = (endpoint) => endpoint,
  }: PluginOptions): typeof LojalPlugin {
    const rewards: readonly Discount[] = JSON.parse(readFileSync(program, 'utf8')).rewards;
    const endpoint = createEndpoint({
      store,
      program,
      origins,
      ownerKey,
      shopKey,
      identity: { algorithm: 'HS256', key: identityKey, audience: AUDIENCE },
      codes: (request) => {
        const reward = rewards.find(({ id }) => id === request.reward);
        if (reward?.kind !== 'discount' || !codes)
          throw new Error(`The shop cannot make a code for ${request.reward}.`);
        return codes.issue(request, reward);
      },
    });
    options = { endpoint: wrap(endpoint), store, shopKey, identityKey };
    return LojalPlugin;
  }
}
