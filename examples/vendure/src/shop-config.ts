/** The configuration of the shop: Vendure with a database in one file, and Lojal. */
import { fileURLToPath } from 'node:url';
import {
  DefaultJobQueuePlugin,
  DefaultLogger,
  DefaultSchedulerPlugin,
  defaultConfig,
  dummyPaymentHandler,
  LogLevel,
  mergeConfig,
  type VendureConfig,
} from '@vendure/core';
import express from 'express';
import { LojalPlugin, type PluginOptions } from './lojal/plugin.js';
import { readableCode } from './lojal/readable-code.js';
import { storefrontPages } from './storefront-pages.js';

export const inExample = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** From one second to half an hour: with 250 tries, the orders wait for Lojal for more than three days. */
const backoff = (_queue: string, attempts: number): number => Math.min(1_000 * 2 ** attempts, 30 * 60_000);

export interface ShopOptions {
  readonly port: number;
  /** The file of Vendure's database; nothing keeps it in memory. */
  readonly database: string | undefined;
  readonly lojal: PluginOptions;
  readonly adminPassword: string;
  readonly cookieSecret: string;
}

export function shopConfig({
  port,
  database,
  lojal,
  adminPassword,
  cookieSecret,
}: ShopOptions): Required<VendureConfig> {
  const config = mergeConfig(defaultConfig, {
    logger: new DefaultLogger({ level: LogLevel.Warn }),
    apiOptions: {
      hostname: '127.0.0.1',
      port,
      // The storefront has the origin of the shop.
      cors: false,
      csrfPrevention: true,
    },
    authOptions: {
      tokenMethod: 'cookie',
      requireVerification: false,
      superadminCredentials: { identifier: 'superadmin', password: adminPassword },
      cookieOptions: { secret: cookieSecret },
    },
    dbConnectionOptions: {
      type: 'sqljs',
      synchronize: true,
      autoSave: database !== undefined,
      ...(database !== undefined && { location: database }),
    },
    orderOptions: { orderCodeStrategy: { generate: () => readableCode(8) } },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
    plugins: [
      DefaultSchedulerPlugin,
      DefaultJobQueuePlugin.init({ pollInterval: 200, backoffStrategy: backoff }),
      LojalPlugin.init(lojal),
    ],
  });
  const scriptFiles = fileURLToPath(new URL('.', import.meta.resolve('lojal')));
  config.apiOptions.middleware = [
    { route: '/', handler: storefrontPages(inExample('storefront')), beforeListen: true },
    { route: '/', handler: express.static(inExample('storefront')), beforeListen: true },
    { route: '/lojal', handler: express.static(scriptFiles), beforeListen: true },
  ];
  return config;
}
