import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal. A string is hashed as UTF-8. */
export const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');
