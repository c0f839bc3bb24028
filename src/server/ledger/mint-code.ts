/** Codes that customers type into a checkout. */

/** Letters and digits without those that look alike: 0 O, 1 I L. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** Random bytes from here on are drawn again, so that every character is as likely as any other. */
const LIMIT = 256 - (256 % ALPHABET.length);
/** 16 characters have 79 random bits. */
const LENGTH = 16;

/** Random characters of the alphabet, from a cryptographic source. */
export function randomCharacters(length: number): string {
  let text = '';
  while (text.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(length)))
      if (byte < LIMIT && text.length < length) text += ALPHABET[byte % ALPHABET.length];
  return text;
}

/** A new code: `K7WQ-3HXR-M9PD-6TVA`. */
export const mintCode = (): string => randomCharacters(LENGTH).replace(/.{4}(?=.)/g, '$&-');

/** The code by which codes are compared: without regard to case, spaces and hyphens. */
export const codeKey = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();
