import { type SQL, sql } from 'drizzle-orm';

/** SQL that writes a `timestamptz` as RFC 3339. */
export const utcText = (column: string): SQL => sql`to_json(${sql.raw(column)} at time zone 'utc') #>> '{}' || 'Z'`;
