/** After a try: updates the answer and the pause of its endpoint, and reports the outcome. */
import type { Context } from './context.ts';
import type { Pauses } from './pauses.ts';
import { policies } from './policies.ts';
import type { AnswerRecord, OutboxRecord } from './record.ts';
import type { SendResult } from './send.ts';
import { type Claim, fail } from './transitions.ts';

/** Gives a function whose result says whether the endpoint may get the next answer now. */
export function createApplyResponse({ env, options, page, repository, report }: Context, pauses: Pauses) {
  return async (answer: AnswerRecord, result: SendResult, claim: Claim): Promise<boolean> => {
    const { reason, status } = result;
    const heard = env.now();
    const done = reason === 'done';
    const aside = reason === 'refused' || reason === 'never';
    if (done) page.remember(policies.tombstone(answer, heard, 'sent'));
    let found: OutboxRecord | undefined;
    let after: OutboxRecord | undefined;
    const kept = await repository.change(answer.key, (stored) => {
      found = after = stored;
      // Meanwhile the answer may have been edited, or taken back.
      if (stored?.kind === 'answer' && stored.revision === answer.revision)
        after = done ? policies.tombstone(stored, env.now(), 'sent') : fail(stored, reason, claim, heard, env.now());
      return after;
    });
    const parked = found !== after && after?.kind === 'answer' && after.state === 'parked';

    if (done) await pauses.end(answer);
    else if (!aside) await pauses.extend(answer, result, heard);
    if (reason === 'gone') options.gone?.(answer.endpoint, status ?? 0);

    const sent = done || (found?.kind === 'tombstone' && found.state === 'sent');
    const outcome = sent ? 'sent' : found && kept === 'durable' && !parked ? 'queued' : 'failed';
    // Of an answer that was taken back only one thing is still reported: that it had left already.
    if (sent || found?.kind !== 'tombstone')
      report(answer, outcome, found ? kept : 'refused', parked ? 'parked' : reason, status);
    return aside || done;
  };
}
