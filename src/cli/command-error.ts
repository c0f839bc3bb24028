/** A failure that one sentence explains. The command prints the sentence and ends with 1. */
export class CommandError extends Error {}
