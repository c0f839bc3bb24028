/**
 * The door to the words about what a page got wrong, loaded only where something is. Each takes facts and gives its
 * sentences, without a side effect but a probe. Nothing that other parts keep is imported: the one-file bundle loads this
 * file from beside itself. docs/troubleshooting.md lists the sentences; a test compares.
 */
export { nowhere, option, unsent } from './misdirected.ts';
export { misspelt } from './misspelt.ts';
export { refused } from './refused.ts';
export { unread } from './unread.ts';
