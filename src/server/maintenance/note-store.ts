/** Short notes that the shop's staff leave each other. They are about no customer, so an erasure does not read them. */
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { utcText } from '../db/utc-text.ts';

/** A shop has at most so many notes. */
export const MOST_NOTES = 200;

/** What a writer gives. */
export interface NewNote {
  /** Chosen by the writer, so that a request that is sent twice writes one note. */
  readonly id: string;
  /** The name that the writer gave. */
  readonly author: string;
  readonly text: string;
}

export interface TeamNote extends NewNote {
  /** The name of the key that wrote the note. */
  readonly key: string;
  /** RFC 3339. */
  readonly at: string;
}

/** What became of a new note. `same`: the same note is there; `other`: another one has its id. */
export type NoteOutcome = 'written' | 'same' | 'other' | 'full';

export interface NoteStore {
  /** Newest first. */
  notes(): Promise<readonly TeamNote[]>;
  /** @param key the name of the key that writes */
  writeNote(note: NewNote, key: string): Promise<NoteOutcome>;
  /** @returns whether there was such a note */
  deleteNote(id: string): Promise<boolean>;
}

const columns = sql`id, author, key_name as key, body as text, ${utcText('at')} as at`;

export const createNoteStore = (db: Database): NoteStore => ({
  notes: () => selectRows(db, sql`select ${columns} from lojal_notes order by lojal_notes.at desc, id`),
  writeNote: ({ id, author, text }, key) =>
    db.transaction(async (tx) => {
      // Of notes that are written at once, each counts those before.
      await tx.execute(sql`lock table lojal_notes in share row exclusive mode`);
      const [there] = await selectRows<TeamNote>(tx, sql`select ${columns} from lojal_notes where id = ${id}`);
      if (there) return there.author === author && there.text === text ? 'same' : 'other';
      if ((await tx.$count(sql`lojal_notes`)) >= MOST_NOTES) return 'full';
      await tx.execute(
        sql`insert into lojal_notes (id, author, key_name, body) values (${id}, ${author}, ${key}, ${text})`,
      );
      return 'written';
    }),
  deleteNote: async (id) =>
    (await selectRows(db, sql`delete from lojal_notes where id = ${id} returning id`)).length > 0,
});
