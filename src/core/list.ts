/** A reader of lists. */
import { attempt, complain, type Read, refuse } from './read.ts';

/**
 * A list of at most `most`; an item that cannot be taken is left out, and so is one that has the same value under one
 * of the `own` keys as an item before it.
 */
export const list =
  <T>(read: Read<T>, noun: string, most: number, own: readonly (keyof T & string)[] = []): Read<T[]> =>
  (source, log) => {
    if (!Array.isArray(source)) return refuse(log, source, 'a list');
    if (source.length > most) complain(log, `${source.length} long`, `${most} are accepted, the rest was left out`);
    const made: T[] = [];
    const outcome = `the ${noun} was left out`;
    for (let i = 0; i < source.length && i < most; i++) {
      const item = attempt(read, source, i, log, outcome);
      if (item === undefined || item === null) continue;
      const key = own.find((key) => made.some((other) => other[key] === item[key]));
      if (key) complain(log, `that of another ${noun}`, `each has its own, ${outcome}`, `[${i}].${key}`);
      else made.push(item);
    }
    return made;
  };
