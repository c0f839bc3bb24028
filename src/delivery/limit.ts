import type { Environment } from './environment.ts';

/** The engine's own Promise: a host that replaced the global one cannot change what an async function returns. */
export const TruePromise = (async () => {})().constructor as PromiseConstructor;

/** What `work` gives, or nothing after `ms` or when it failed. Never rejects. */
export const limit = <T>(env: Environment, work: Promise<T>, ms: number): Promise<T | undefined> =>
  new TruePromise((resolve) => {
    const timer = env.setTimeout(() => resolve(undefined), ms);
    const end = (value?: T) => {
      env.clearTimeout(timer);
      resolve(value);
    };
    work.then(end, () => end());
  });
