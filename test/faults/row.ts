import type { Ability } from '../helpers/drive/index.ts';
import type { Place } from './place.ts';

/** A row of the fault matrix: a fault, and what must hold under it. */
export interface Row {
  readonly name: string;
  /** The ability that an engine needs for this row. */
  readonly needs?: Ability;
  readonly run: (place: Place) => Promise<void>;
}

export const row = (name: string, run: Row['run'], needs?: Ability): Row => ({ name, run, ...(needs && { needs }) });
