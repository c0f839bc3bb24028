/** The door `lojal/endpoint`: a reference receiver for answers, for Node. */
export { createEndpoint, type EndpointOptions, type Handler } from './handle.ts';
export type { Outcome } from './judge.ts';
export type { EventFault } from './problem.ts';
export { type Served, type ServeOptions, serve } from './serve.ts';
export { openStore, type Store, type StoredAnswer } from './store.ts';
export type { AnswerEvent } from './validate.ts';
