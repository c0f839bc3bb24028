/** The door `lojal/endpoint`: a reference receiver for answers, for Node. */
export { createEndpoint, type EndpointOptions, type Handler } from './handle.ts';
export type { IdentityOptions } from './identity.ts';
export type { Outcome } from './judge.ts';
export type { LimitOptions, Limits } from './limit.ts';
export type { LogEntry } from './log.ts';
export type { Decision, ReviewState } from './moderation.ts';
export type { EventFault } from './problem.ts';
export type { Filter, StoredAnswer } from './read.ts';
export { type Served, type ServeOptions, serve } from './serve.ts';
export type { Rate } from './spend.ts';
export { openStore, type Store } from './store.ts';
export type { AnswerEvent } from './validate.ts';
