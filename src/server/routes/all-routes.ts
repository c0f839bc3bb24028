import { type Context, Hono } from 'hono';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { Identify } from '../middleware/identity.ts';
import type { Limiter } from '../middleware/rate-limiter.ts';
import type { RequestMetrics } from '../middleware/request-metrics.ts';
import type { EndpointOptions, Env } from '../options.ts';
import type { LoadedProgram } from '../program-source.ts';
import type { DeliverySender } from '../receivers/delivery-sender.ts';
import type { SavedProgram } from '../saved-program.ts';
import type { ShopifyProxy } from '../shopify/shopify-proxy.ts';
import { createValidator } from '../validate.ts';
import { accountRoutes } from './account.ts';
import { actionRoutes } from './action-routes.ts';
import { answerRoutes } from './answers.ts';
import { codeRoutes } from './codes.ts';
import { customerListRoutes } from './customer-list.ts';
import { customerRoutes } from './customer-routes.ts';
import { effectRoutes } from './effects-route.ts';
import { healthCheckRoutes } from './health-checks.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { metricsRoutes } from './metrics.ts';
import { noteRoutes } from './note-routes.ts';
import { orderRoutes } from './orders.ts';
import { ownerMetricsRoutes } from './owner-metrics.ts';
import { ownerProgramRoutes } from './owner-program.ts';
import { recordRoutes } from './owner-records.ts';
import { questionRoutes } from './question-routes.ts';
import { receiverRoutes } from './receiver-routes.ts';
import { redemptionRoutes } from './redemptions.ts';
import { referralRoutes } from './referral-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { seenRoutes } from './seen-route.ts';
import { programRoutes } from './served-program.ts';
import { sessionRoutes } from './session-routes.ts';
import { shopifyTokenRoutes } from './shopify-token.ts';
import { tickRoutes } from './tick-route.ts';
import { webhookRoutes } from './webhooks.ts';
import { wholeExportRoutes } from './whole-export.ts';
import { wordRoutes } from './words-route.ts';

interface RouteOptions extends Omit<EndpointOptions, 'keys' | 'path' | 'program'> {
  /** The prefix of all routes. */
  readonly path: string;
  readonly keys: KeyCheck;
  readonly metrics: RequestMetrics;
  readonly identify: Identify | undefined;
  readonly program: () => Promise<LoadedProgram>;
  /** Absent where the shop gives the program as a value or a file. */
  readonly saved: SavedProgram | undefined;
  readonly sender: DeliverySender;
  readonly proxy: ShopifyProxy | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
  /** Called if an export fails after its headers were sent. */
  readonly onExportError: (c: Context<Env>, error: unknown) => void;
}

/** All routes but those of the health check. */
export function allRoutes(options: RouteOptions): Hono<Env> {
  const { store, keys, path, program, saved, sender, webhooks } = options;
  const shared = { ...options, validate: createValidator() };
  const owner = { store, keys, program };
  return new Hono<Env>()
    .route('/', sessionRoutes({ ...owner, path }))
    .route('/', orderRoutes(owner))
    .route('/', programRoutes(program))
    .route('/', ownerProgramRoutes({ ...owner, saved }))
    .route('/', ownerMetricsRoutes(owner))
    .route('/', effectRoutes(owner))
    .route('/', inboxRoutes(owner))
    .route('/', customerListRoutes(owner))
    .route('/', customerRoutes(owner))
    .route('/', wordRoutes(owner))
    .route('/', questionRoutes({ ...owner, saved }))
    .route('/', noteRoutes(owner))
    .route('/', retentionRoutes(owner))
    .route('/', wholeExportRoutes(shared))
    .route('/', healthCheckRoutes(shared))
    .route('/', redemptionRoutes(shared))
    .route('/', referralRoutes(shared))
    .route('/', seenRoutes({ store, program }))
    .route('/', actionRoutes(shared))
    .route('/', webhookRoutes({ store, program, webhooks }))
    .route('/', shopifyTokenRoutes(options.proxy))
    .route('/', tickRoutes({ ...owner, sender }))
    .route('/', receiverRoutes({ ...options, keys }))
    .route('/', memberRoutes(owner))
    .route('/', codeRoutes(owner))
    .route('/', answerRoutes(shared))
    .route('/', accountRoutes(shared))
    .route('/', recordRoutes(shared))
    .route('/', metricsRoutes(shared));
}
