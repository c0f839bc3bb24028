import type { FullProgram } from '../../loyalty/types.ts';

/** The rules that hold at a moment: RFC 3339, a calendar date, or milliseconds since 1970. */
export type RulesAt = (at: string | number) => FullProgram;
