/** What the shop sells, and how. */
import { type InitialData, LanguageCode } from '@vendure/core';

export const initialData: InitialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Europe',
  countries: [
    { name: 'Norway', code: 'NO', zone: 'Europe' },
    { name: 'Germany', code: 'DE', zone: 'Europe' },
  ],
  taxRates: [{ name: 'Standard', percentage: 25 }],
  shippingMethods: [{ name: 'Letterbox', price: 500, taxRate: 25 }],
  paymentMethods: [
    {
      name: 'Sample card',
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
};

/** Name, slug, description, price with tax in euros. */
const PRODUCTS = [
  ['Nightboat', 'nightboat', 'Dark and sweet, for milk. 250\u00a0g.', 12],
  ['Breakwater', 'breakwater', 'Nuts and cocoa, for every day. 250\u00a0g.', 11],
  ['Lightship', 'lightship', 'Berries and bergamot, for the filter. 250\u00a0g.', 16],
  ['Pour-over kettle', 'kettle', 'Steel, 0.8 l, a thin spout.', 59],
] as const;

/** The products in the columns that Vendure imports. */
export const productsCsv: string = [
  'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets',
  ...PRODUCTS.map(
    ([name, slug, description, price]) =>
      `${name},${slug},"${description}",,,,,${slug.toUpperCase()},${price.toFixed(2)},standard,1000,false,,`,
  ),
].join('\n');
