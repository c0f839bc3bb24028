/** An order in the JSON of Shopify's webhooks: https://shopify.dev/docs/api/admin-rest/latest/resources/order */
export function shopifyOrder(given: {
  readonly id: number;
  readonly customer: number;
  readonly total: string;
}): object {
  const money = (amount: string) => ({
    shop_money: { amount, currency_code: 'EUR' },
    presentment_money: { amount, currency_code: 'EUR' },
  });
  const at = new Date().toISOString();
  return {
    id: given.id,
    created_at: at,
    updated_at: at,
    currency: 'EUR',
    financial_status: 'paid',
    total_price: given.total,
    total_price_set: money(given.total),
    total_tax: '0.00',
    taxes_included: true,
    customer: { id: given.customer, email: 'anna@shop.example', first_name: 'Anna "A" </script>' },
    line_items: [],
    refunds: [],
  };
}
