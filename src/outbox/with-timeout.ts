/** The engine's own Promise. A host that replaces the global one cannot change what an async function returns. */
export const NativePromise = (async () => {})().constructor as PromiseConstructor;

interface Timers {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** What `work` gives, or nothing after `ms` or when `work` failed. Never rejects. */
export const withTimeout = <T>(timers: Timers, work: Promise<T>, ms: number): Promise<T | undefined> =>
  new NativePromise((resolve) => {
    const timer = timers.setTimeout(() => resolve(undefined), ms);
    const end = (value?: T) => {
      timers.clearTimeout(timer);
      resolve(value);
    };
    work.then(end, () => end());
  });
