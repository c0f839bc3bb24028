/** The error of a step that has not ended in time. */
export class OutOfTime extends Error {}

/** Resolves as the promise does, or rejects with `OutOfTime` after `ms`. The promise itself goes on. */
export function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime()), ms);
  });
  // A rejection that comes later has nobody who waits for it.
  promise.catch(() => {});
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
