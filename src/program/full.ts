/** What is fetched only for a configuration with faults, rarer keys or a ledger: one file, one request. */
export { ACCOUNT_LIMIT, PROGRAM_LIMIT, parseAccount, parseProgram, parseText } from '../core/parse.ts';
export { compute } from '../core/snapshot.ts';
