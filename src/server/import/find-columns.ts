/** Finds the columns of a CSV file by their headers. */

/** The header of the shop for each field: `{ customer: 'My column' }`. */
export type ColumnNames<Field extends string> = Partial<Readonly<Record<Field, string>>>;

/** The columns of a file. */
export interface FoundColumns<Field extends string> {
  /** Where the fields stand in a row. */
  readonly index: ReadonlyMap<Field, number>;
  /** The header of each field that was found, as `normalHeader` writes it. */
  readonly names: ReadonlyMap<Field, string>;
  /** Where all headers stand. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** A header in lower case without spaces, underscores, hyphens and colons: `Customer: ID` and `customer_id` are the same. */
export const normalHeader = (header: string): string => header.toLowerCase().replace(/[\s_:\uFEFF-]/g, '');

/** The sentence about the fields that no column has. */
export const missingColumns = (fields: readonly string[], hint = ''): string =>
  `The file has no column for ${fields.join(', ')}.${hint} Name the column of each field, for example customer="My column".`;

/**
 * @param header the first row of the file
 * @param headers the known headers of each field, as `normalHeader` writes them. Where a file has several, the first one of the
 * list is used
 * @param mapping the columns that the shop names itself. They win over the known headers
 * @returns the columns, or a sentence that says what is ambiguous. It repeats no header of the file
 */
export function findColumns<Field extends string>(
  header: readonly string[],
  headers: Readonly<Record<Field, readonly string[]>>,
  mapping: ColumnNames<NoInfer<Field>>,
): FoundColumns<Field> | string {
  const fields = Object.keys(headers) as readonly string[] as readonly Field[];
  const unknown = Object.keys(mapping).find((field) => !Object.hasOwn(headers, field));
  if (unknown !== undefined) return `There is no field ${unknown}. The fields are ${fields.join(', ')}.`;
  const places = new Map<string, number[]>();
  header.forEach((cell, i) => {
    const name = normalHeader(cell);
    places.set(name, [...(places.get(name) ?? []), i]);
  });
  const index = new Map<Field, number>();
  const names = new Map<Field, string>();
  for (const field of fields) {
    const named = Object.hasOwn(mapping, field) ? mapping[field] : undefined;
    const candidates: readonly string[] = named === undefined ? headers[field] : [normalHeader(named)];
    const found = candidates.find((name) => places.has(name));
    if (named !== undefined && found === undefined)
      return `The file has no column with the name that was given for ${field}.`;
    const [place, second] = places.get(found ?? '') ?? [];
    if (found === undefined || place === undefined) continue;
    if (second !== undefined) return `The file has two columns for ${field}. Rename one of them.`;
    index.set(field, place);
    names.set(field, found);
  }
  return { index, names, places };
}
