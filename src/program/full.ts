/** What is fetched only for a configuration with faults, rarer keys or a ledger: one file, one request. */
export { compute } from '../core/compute.ts';
export { askFaults } from '../core/faults.ts';
export { ACCOUNT_LIMIT, PROGRAM_LIMIT, parseAccount, parseProgram, parseText } from '../core/parse.ts';
