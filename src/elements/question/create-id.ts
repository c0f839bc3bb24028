/** 128 random bits in hex. Not `crypto.randomUUID`, which is missing on pages without https. */
export function createId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
