import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal; of a text, of its UTF-8. */
export const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');
