const UNITS = { Y: 'year', M: 'month', D: 'day' } as const;

/** An ISO 8601 duration of years, months and days in words; as it is where it has anything else. */
export function keptTime(tag: string, duration: string): string {
  if (!/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/.test(duration)) return duration;
  const parts = [...duration.matchAll(/(\d+)([YMD])/g)].map(([, n, letter]) =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit: UNITS[letter as keyof typeof UNITS],
      unitDisplay: 'long',
    }).format(Number(n)),
  );
  return new Intl.ListFormat(tag, { type: 'unit', style: 'long' }).format(parts);
}
