/**
 * Posts every order to Lojal. The job is written in the transaction that changes the order, and runs until Lojal has booked the
 * order, so no order is lost while Lojal's database is away.
 */
// Nest reads the types of the constructor when the shop starts, so they are imported as values.
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  EventBus,
  type ID,
  type JobQueue,
  JobQueueService,
  type Order,
  OrderService,
  OrderStateTransitionEvent,
  RefundStateTransitionEvent,
  type RequestContext,
  RequestContextService,
} from '@vendure/core';
import { inCurrency, LOJAL_OPTIONS, type LojalOptions, lojalCustomer, PATH } from './settings.js';

/** The states in which an order is paid. */
const PAID = ['PaymentSettled', 'PartiallyShipped', 'Shipped', 'PartiallyDelivered', 'Delivered'];
/** The states of a cart. */
const CART = ['Created', 'AddingItems', 'ArrangingPayment'];
/** The job is tried again for three days: see `backoffStrategy` in ../shop-config.ts. */
const RETRIES = 250;

@Injectable()
export class OrderFeed implements OnApplicationBootstrap {
  #queue: JobQueue<{ order: ID }> | undefined;

  constructor(
    @Inject(LOJAL_OPTIONS) private readonly lojal: LojalOptions,
    private readonly events: EventBus,
    private readonly queues: JobQueueService,
    private readonly orders: OrderService,
    private readonly contexts: RequestContextService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#queue = await this.queues.createQueue<{ order: ID }>({
      name: 'lojal-orders',
      process: async ({ data }) => this.#post(data.order),
    });
    for (const event of [OrderStateTransitionEvent, RefundStateTransitionEvent])
      this.events.registerBlockingEventHandler<OrderStateTransitionEvent | RefundStateTransitionEvent>({
        event,
        id: `lojal-${event.name}`,
        handler: async ({ ctx, order }) => this.#add(ctx, order),
      });
  }

  async #add(ctx: RequestContext, order: Order): Promise<void> {
    if (CART.includes(order.state)) return;
    await this.#queue?.add({ order: order.id }, { retries: RETRIES, ctx });
  }

  /** Posts the order as it is now. @throws Error if Lojal did not book it; the queue tries again */
  async #post(id: ID): Promise<void> {
    const ctx = await this.contexts.create({ apiType: 'admin' });
    const read = new Date();
    const order = await this.orders.findOne(ctx, id, [
      'customer',
      'lines',
      'lines.productVariant',
      'lines.productVariant.product',
      'shippingLines',
      'payments',
      'payments.refunds',
    ]);
    const body = order && describe(order, read);
    if (!body) return;
    const response = await this.lojal.endpoint(
      new Request(`http://localhost${PATH}/orders`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${this.lojal.shopKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    if (!response.ok) throw new Error(`Lojal did not book the order ${order.code}: ${await response.text()}`);
  }
}

/** @returns the order in Lojal's form; nothing for a cart, and for an order that is being changed, which follows later */
function describe(order: Order, read: Date): object | undefined {
  const status =
    order.state === 'Cancelled'
      ? 'cancelled'
      : PAID.includes(order.state)
        ? 'paid'
        : order.state === 'PaymentAuthorized'
          ? 'pending'
          : undefined;
  if (!status || !order.customer || !order.orderPlacedAt) return undefined;
  const refunds = order.payments.flatMap((payment) => payment.refunds).filter(({ state }) => state === 'Settled');
  return {
    id: order.code,
    customer: lojalCustomer(order.customer.id),
    at: order.orderPlacedAt.toISOString(),
    updated: read.toISOString(),
    currency: order.currencyCode,
    total: inCurrency(order.totalWithTax),
    tax: inCurrency(order.totalWithTax - order.total),
    shipping: inCurrency(order.shippingWithTax),
    status,
    lines: order.lines
      .filter(({ quantity }) => quantity > 0)
      .map((line) => ({
        product: `${line.productVariant.productId}`,
        name: line.productVariant.name,
        quantity: line.quantity,
        total: inCurrency(line.proratedLinePriceWithTax),
      })),
    refunds: refunds.map((refund) => ({
      id: `${refund.id}`,
      at: refund.updatedAt.toISOString(),
      amount: inCurrency(refund.total),
    })),
    codes: order.couponCodes,
  };
}
