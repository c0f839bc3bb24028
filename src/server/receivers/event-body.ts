/** The body of a webhook: a CloudEvent 1.0. */
import type { Entry } from '../../loyalty/types.ts';
import { wireEntry } from '../ledger/wire-account.ts';
import type { StoredEvent } from './receiver.ts';

/** The source of every event: the server, whose events have ids of their own. */
const SOURCE = 'urn:lojal:server';

/** The same for every attempt. @param currency of the program, in whose major units money is written */
export function eventBody({ id, type, customer, data, at }: StoredEvent, currency: string): string {
  const { entry } = data as { readonly entry?: Entry };
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: SOURCE,
    type,
    time: at,
    ...(customer !== null && { subject: customer }),
    datacontenttype: 'application/json',
    data: { ...data, ...(entry && { entry: wireEntry(entry, currency) }) },
  });
}
