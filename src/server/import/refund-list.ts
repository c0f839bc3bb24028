/** The refunds of an order in one cell: the JSON of `refunds`, as the export of Lojal writes it. */
import { MOST_ORDER_PARTS } from '../../schema/shop-order.ts';
import type { PlatformRefund } from '../webhooks/platform-order.ts';
import { UntrustedRecord } from '../webhooks/untrusted-record.ts';
import { UnusableData } from '../webhooks/unusable-data.ts';
import { readTime } from './read-cell.ts';

function parse(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    throw new UnusableData('The column for refund_list must have JSON, as `lojal export orders` writes it.');
  }
}

/**
 * @returns nothing for an empty cell
 * @throws UnusableData for anything else than a list of refunds
 */
export function readRefundList(cell: string, currency: string): readonly PlatformRefund[] | undefined {
  if (cell === '') return undefined;
  const list = new UntrustedRecord({ refund_list: parse(cell) });
  return list.records('refund_list', MOST_ORDER_PARTS.refunds).map((refund) => {
    const id = refund.text('id');
    const amount = refund.money('amount', currency);
    if (id === undefined || amount === undefined) throw refund.refuse('id', 'and amount are needed');
    return { id, amount, at: readTime(refund.text('at') ?? '', 'refund_list') };
  });
}
