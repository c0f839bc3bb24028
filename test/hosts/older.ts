/**
 * Another version of our script: what it says and what it keeps under its own name is different, so that it can be seen
 * which of two versions a page has got.
 */
export const OLDER = 'Post it';

export const older = (text: string): string => text.replaceAll('send:`Send`', `send:\`${OLDER}\``);
