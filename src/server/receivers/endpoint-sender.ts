/** The sender of an endpoint: sends after each change, and counts what became of the attempts. */
import { describeError } from '../middleware/log.ts';
import type { RequestMetrics } from '../middleware/request-metrics.ts';
import type { EndpointOptions } from '../options.ts';
import type { LoadedProgram } from '../program-source.ts';
import { createDeliverySender, type DeliverySender } from './delivery-sender.ts';
import { checkMailOptions } from './send-mail.ts';

/** @throws TypeError for a mail server that cannot work */
export function createEndpointSender(
  { store, receivers, mail }: EndpointOptions,
  program: () => Promise<LoadedProgram>,
  metrics: RequestMetrics,
): DeliverySender {
  if (mail) checkMailOptions(mail);
  const sender = createDeliverySender({
    store,
    program,
    mail,
    allowPrivate: receivers?.allowPrivate,
    onAttempt: ({ state }) => {
      if (state !== 'waiting') metrics.delivery(state === 'pending' ? 'retried' : state);
    },
    // What failed stays due, and is tried again.
    onError: (error) =>
      console.error(
        JSON.stringify({
          time: new Date().toISOString(),
          level: 'error',
          task: 'webhooks',
          error: describeError(error),
        }),
      ),
  });
  // What another process has left.
  sender.wake();
  return sender;
}
