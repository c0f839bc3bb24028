/** Whether a value is exactly what the declaration of a number, a boolean, an enumeration or a pattern accepts. */
import type { ValueType } from './vocabulary.ts';

/** Whether `value` fits. A value of another type never does. */
export function fitsScalar(type: ValueType, value: unknown): boolean {
  switch (type.type) {
    case 'number':
      return (
        typeof value === 'number' &&
        value >= type.minimum &&
        value <= type.maximum &&
        (!type.integer || value % 1 === 0) &&
        (!type.decimals || Math.round(value * 1e6) / 1e6 === value)
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'enum':
      return type.values.includes(value as string);
    case 'string':
      return typeof value === 'string' && type.pattern.test(value);
  }
  return false;
}
