const said = new Set<string>();

/** Says a thing once a page, however often it is met. */
export function warn(who: string, what: string): void {
  const line = `${who}: ${what}`;
  if (said.has(line)) return;
  said.add(line);
  console.warn(line);
}
