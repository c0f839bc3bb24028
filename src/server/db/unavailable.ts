/** Errors of the operating system on the way to the database, and on a full disk. */
const SYSTEM =
  /^(ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN)|ENOSPC|EDQUOT|EIO|EROFS)$/;

/**
 * SQLSTATE codes that a later retry can resolve: the connection (08), a read-only replica (25006), a conflict or a deadlock
 * (40), no resources left, as a full disk (53), a cancelled statement and a shutdown (57), and a failing disk (58).
 */
const SQLSTATE = /^(08|40|53|57|58)[0-9A-Z]{3}$|^25006$/;

/** Errors of the driver without a code. */
const MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|The server does not support|Client has encountered a connection error|Cannot use a pool after calling end)|was moved or deleted while open/;

/** The error and its causes, outermost first. */
function* chainOf(error: unknown): Generator<Error & { readonly code?: unknown }> {
  let depth = 0;
  for (let at = error; at instanceof Error && depth < 5; at = at.cause, depth++) yield at;
}

/** Whether an error means that the database is away for now: the same request can succeed later. */
export function isUnavailable(error: unknown): boolean {
  for (const { code, message } of chainOf(error)) {
    if (typeof code === 'string' && (SYSTEM.test(code) || SQLSTATE.test(code))) return true;
    if (MESSAGE.test(message)) return true;
  }
  return false;
}

/** Whether an error means that the disk of the database is full. */
export function isDiskFull(error: unknown): boolean {
  for (const { code } of chainOf(error)) if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return true;
  return false;
}
