/** Converter of a list in an attribute: `Prices|Selection|Service`. */
export const listAttribute = {
  fromAttribute: (value: string | null): string[] | undefined => value?.split('|').map((text) => text.trim()),
};
