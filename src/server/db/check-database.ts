import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import type { DiskWatch } from './disk.ts';
import { settingsTable } from './tables.ts';

/** Whether the store can be written. @throws Error (rejects) if the disk is full or the database does not respond */
export async function checkDatabase(db: Database, disk: DiskWatch): Promise<void> {
  await disk.check();
  await db.update(settingsTable).set({ checked: sql`clock_timestamp()` });
}
