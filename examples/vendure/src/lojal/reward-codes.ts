/** A redeemed reward becomes a coupon code of the shop: one promotion a code. */
import { Injectable } from '@nestjs/common';
import {
  Injector,
  isGraphQlErrorResult,
  LanguageCode,
  minimumOrderAmount,
  orderFixedDiscount,
  type Promotion,
  PromotionCondition,
  PromotionService,
  RequestContextService,
} from '@vendure/core';
import type { CodeRequest } from 'lojal/server';
import { readableCode } from './readable-code.js';
import { LOJAL_OPTIONS, type LojalOptions, lojalCustomer, PATH } from './settings.js';

export interface Discount {
  readonly id: string;
  readonly name: string;
  /** Only a `discount` becomes a code. */
  readonly kind: string;
  /** In the currency of the shop. */
  readonly value: number;
  /** The least total of an order, in the currency of the shop. */
  readonly minimum?: number;
}

let lojal: LojalOptions | undefined;

/**
 * Accepts a code of a reward while Lojal says that the code can be used: not after the customer gave it back, not after it has
 * expired, and only in an order of the customer who redeemed it.
 */
export const lojalCode = new PromotionCondition({
  code: 'lojal_code',
  description: [{ languageCode: LanguageCode.en, value: 'Lojal accepts the code { code }' }],
  args: { code: { type: 'string' } },
  init: (injector: Injector) => {
    lojal = injector.get<LojalOptions>(LOJAL_OPTIONS);
  },
  async check(_ctx, order, { code }) {
    if (!lojal || !order.customer) return false;
    const response = await lojal.endpoint(
      new Request(`http://localhost${PATH}/codes/${encodeURIComponent(code)}`, {
        headers: { Authorization: `Bearer ${lojal.shopKey}` },
      }),
    );
    if (!response.ok) return false;
    const usable = (await response.json()) as { customer?: string; state: string; order?: string };
    const { customer, state, order: usedBy } = usable;
    if (customer !== lojalCustomer(order.customer.id)) return false;
    return state === 'issued' || (state === 'used' && usedBy === order.code);
  },
});

@Injectable()
export class RewardCodes {
  constructor(
    private readonly contexts: RequestContextService,
    private readonly promotions: PromotionService,
  ) {}

  /** @returns the code of a redemption: a try that is repeated gets the same code */
  async issue({ id, customer }: CodeRequest, reward: Discount): Promise<string> {
    const ctx = await this.contexts.create({ apiType: 'admin' });
    const name = `Lojal ${customer} ${id}`;
    const known = await this.#find(name);
    if (known?.couponCode) return known.couponCode;
    const code = readableCode(12);
    const minimum = reward.minimum && {
      code: minimumOrderAmount.code,
      arguments: [
        { name: 'amount', value: `${Math.round(reward.minimum * 100)}` },
        { name: 'taxInclusive', value: 'true' },
      ],
    };
    const result = await this.promotions.createPromotion(ctx, {
      enabled: true,
      couponCode: code,
      usageLimit: 1,
      conditions: [
        {
          code: lojalCode.code,
          arguments: [{ name: 'code', value: code }],
        },
        ...(minimum ? [minimum] : []),
      ],
      actions: [
        {
          code: orderFixedDiscount.code,
          arguments: [{ name: 'discount', value: `${Math.round(reward.value * 100)}` }],
        },
      ],
      translations: [{ languageCode: LanguageCode.en, name, description: reward.name }],
    });
    if (isGraphQlErrorResult(result)) throw new Error(result.message);
    return code;
  }

  async #find(name: string): Promise<Promotion | undefined> {
    const ctx = await this.contexts.create({ apiType: 'admin' });
    const { items } = await this.promotions.findAll(ctx, { filter: { name: { eq: name } } });
    return items[0];
  }
}
