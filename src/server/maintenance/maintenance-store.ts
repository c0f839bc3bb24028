/** What keeps a server in order: notes of the staff, how long data is kept, and what the server says about its health. */
import type { Database } from '../db/database.ts';
import type { Retention } from '../db/retention.ts';
import { createNoteStore, type NoteStore } from './note-store.ts';
import { createOwnerRetention, type OwnerRetention } from './owner-retention.ts';
import { createServerRecords, type ServerRecords } from './server-figures.ts';

export interface MaintenanceStore extends NoteStore, OwnerRetention, ServerRecords {
  /** Whether the database is the embedded one, in a folder of this machine. */
  readonly isEmbedded: boolean;
}

export const createMaintenanceStore = (db: Database, keep: Retention, isEmbedded: boolean): MaintenanceStore => ({
  ...createNoteStore(db),
  ...createOwnerRetention(db, keep),
  ...createServerRecords(db),
  isEmbedded,
});
