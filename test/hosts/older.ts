/**
 * Another version of Lojal's script, with other texts and other storage keys, so that a test can see which of two versions a page
 * uses.
 */
export const OLDER = 'Post it';

export const older = (text: string): string => text.replaceAll(/send:(["'`])Send\1/g, `send:"${OLDER}"`);
