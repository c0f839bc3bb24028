/** Starts the shop: Vendure, its worker, Lojal and the storefront, in one process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import {
  bootstrap,
  ChannelService,
  CurrencyCode,
  JobQueueService,
  Product,
  RequestContextService,
  TransactionalConnection,
} from '@vendure/core';
import { populate } from '@vendure/core/cli/index.js';
import { openStore } from 'lojal/server';
import type { PluginOptions } from './lojal/plugin.js';
import { initialData, productsCsv } from './sample-shop.js';
import { inExample, shopConfig } from './shop-config.js';

export interface Keys {
  readonly ownerKey: string;
  readonly shopKey: string;
  readonly identityKey: string;
  readonly adminPassword: string;
  readonly cookieSecret: string;
}

export interface RunningShop {
  readonly url: string;
  close(): Promise<void>;
}

export interface ShopSettings {
  readonly keys: Keys;
  readonly port: number;
  /** Where both databases are kept. Default: in memory. */
  readonly folder?: string;
  readonly wrap?: PluginOptions['wrap'];
}

export async function startShop({ keys, port, folder, wrap }: ShopSettings): Promise<RunningShop> {
  const lojalFolder = folder ? join(folder, 'lojal') : 'memory://';
  const store = await openStore({ folder: lojalFolder });
  const lojal: PluginOptions = {
    store,
    program: inExample('lojal.json'),
    origins: [`http://localhost:${port}`],
    ownerKey: keys.ownerKey,
    shopKey: keys.shopKey,
    identityKey: new TextEncoder().encode(keys.identityKey),
  };
  const config = shopConfig({
    port,
    database: folder && join(folder, 'shop.sqlite'),
    adminPassword: keys.adminPassword,
    cookieSecret: keys.cookieSecret,
    lojal: { ...lojal, wrap },
  });
  const app = await bootstrap(config);
  if ((await app.get(TransactionalConnection).rawConnection.getRepository(Product).count()) === 0) await fill(app);
  await app.get(JobQueueService).start();
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}

/** Puts the products on the shelves of a new shop. */
async function fill(app: INestApplication): Promise<void> {
  const channels = app.get(ChannelService);
  const ctx = await app.get(RequestContextService).create({ apiType: 'admin' });
  await channels.update(ctx, {
    id: (await channels.getDefaultChannel()).id,
    defaultCurrencyCode: CurrencyCode.EUR,
    availableCurrencyCodes: [CurrencyCode.EUR],
    // A reward of 2 € takes 2 € from what the customer pays.
    pricesIncludeTax: true,
  });
  const folder = mkdtempSync(join(tmpdir(), 'harbour-'));
  const csv = join(folder, 'products.csv');
  writeFileSync(csv, productsCsv);
  await populate(async () => app, initialData, csv);
  rmSync(folder, { recursive: true });
}
