import type { Level } from './types.ts';

/** The level below the shop's first one. Its name is empty (elements say "no level yet") and its id is none that a shop can use. */
export const BASE: Level = { id: '', name: '', from: 0, perks: [] };
