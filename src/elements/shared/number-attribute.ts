/** Converter of a number attribute: `NaN` for an invalid value, `undefined` for an empty one. */
export const numberAttribute = {
  fromAttribute: (value: string | null): number | undefined =>
    value?.trim() ? (/^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN) : undefined,
};
