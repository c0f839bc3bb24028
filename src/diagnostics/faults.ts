import type { Fault } from '../config/parsed.ts';
import type { Finding } from './catalogue.ts';
import { report } from './report.ts';

/** Reports each fault in the JSON of a program or an account. */
export function reportFaults(who: string, source: 'program' | 'account', faults: readonly Fault[]): void {
  // All entries for faults have these parameters (config-messages.ts); the compiler does not compare so many tuples.
  for (const { code, path, found, accepted, outcome } of faults)
    report(who, ...([code, source, path, found, accepted, outcome] as Finding));
}
