/** An attribute that holds a number: `NaN` for what is none, absent for an empty one. */
export const numeric = {
  fromAttribute: (value: string | null): number | undefined =>
    value?.trim() ? (/^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN) : undefined,
};
