/**
 * Keeps a memo on this device (IndexedDB), so that edits the server has not
 * confirmed survive a reload, a crash and a dead network.
 *
 * Rows are Yjs updates, keyed by person, document and schema version: nobody
 * is handed another person's unconfirmed edits on a shared machine, and an old
 * format never enters a new editor. A `pending` row exists per page while it
 * has unconfirmed edits; drafts with such a row are never removed. Confirmed
 * ones go when the person signs out (`kept.ts`) or after KEEP_MS.
 */
import * as Y from "yjs";
import { type Pending, type Row, answer, finished, open, removeConfirmed } from "./kept";
import { SCHEMA_VERSION } from "./schema";

const KEEP_MS = 30 * 24 * 3600 * 1000;
const COMPACT_AT = 200;

export class Drafts {
  private readonly page = crypto.randomUUID();
  private inherited: Pending[] = [];
  private marked = false;
  private failed = false;
  /** Writes that are not on the device yet. */
  private writing = 0;
  /** Called when the last of them is. */
  settled: () => void = () => {};

  private constructor(private readonly database: IDBDatabase, private readonly key: string) {}

  /** Null where the browser offers no storage (some private windows): editing works, keeping does not. */
  static async open(person: string, document: string): Promise<Drafts | null> {
    try {
      const database = await open();
      await removeConfirmed(database, Date.now() - KEEP_MS);
      return new Drafts(database, JSON.stringify([person, document, SCHEMA_VERSION]));
    } catch {
      return null;
    }
  }

  /** False once a write failed: then the page must not promise that text is kept. */
  get working(): boolean {
    return !this.failed;
  }

  /** Everything that was handed in lies on this device. */
  get isSettled(): boolean {
    return this.working && this.writing === 0;
  }

  /** What earlier pages kept, as one update, or null. */
  async load(): Promise<Uint8Array | null> {
    const transaction = this.database.transaction(["updates", "pending"], "readwrite");
    const rows = transaction.objectStore("updates");
    const kept: Row[] = await answer(rows.index("key").getAll(this.key));
    const everyPending: Pending[] = await answer(transaction.objectStore("pending").getAll());
    this.inherited = everyPending.filter((pending) => pending.key === this.key);
    if (kept.length === 0) return null;
    const merged = Y.mergeUpdates(kept.map((row) => row.update));
    if (kept.length >= COMPACT_AT) {
      for (const row of kept) rows.delete(row.id as number);
      rows.add({ key: this.key, at: Date.now(), update: merged } satisfies Row);
    }
    await finished(transaction);
    return merged;
  }

  append(update: Uint8Array, own: boolean): void {
    this.write(["updates", "pending"], (transaction) => {
      transaction.objectStore("updates").add({ key: this.key, at: Date.now(), update } satisfies Row);
      if (!own || this.marked) return;
      this.marked = true;
      transaction.objectStore("pending").put({ key: this.key, page: this.page } satisfies Pending);
    });
  }

  /** The server has confirmed all of it, including what earlier pages left behind. */
  confirmed(): void {
    if (!this.marked && this.inherited.length === 0) return;
    const done = [...this.inherited, { key: this.key, page: this.page }];
    this.inherited = [];
    this.marked = false;
    this.write(["pending"], (transaction) => {
      for (const { key, page } of done) transaction.objectStore("pending").delete([key, page]);
    });
  }

  /** Throws away what is kept of this memo, confirmed or not. */
  async discard(): Promise<void> {
    const transaction = this.database.transaction(["updates", "pending"], "readwrite");
    const ids = await answer(transaction.objectStore("updates").index("key").getAllKeys(this.key));
    for (const id of ids) transaction.objectStore("updates").delete(id);
    const pages = IDBKeyRange.bound([this.key], [this.key, []]);
    transaction.objectStore("pending").delete(pages);
    await finished(transaction);
  }

  close(): void {
    this.database.close();
  }

  private write(stores: string[], change: (transaction: IDBTransaction) => void): void {
    try {
      const transaction = this.database.transaction(stores, "readwrite");
      this.writing += 1;
      transaction.oncomplete = () => this.wrote();
      transaction.onabort = () => {
        this.failed = true;
        this.wrote();
      };
      change(transaction);
    } catch {
      this.failed = true;
    }
  }

  private wrote(): void {
    this.writing -= 1;
    if (this.writing === 0) this.settled();
  }
}
