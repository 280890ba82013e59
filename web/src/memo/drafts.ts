/**
 * Keeps a memo on this device (IndexedDB), so that edits the server has not
 * confirmed survive a reload, a crash and a dead network.
 *
 * Rows are Yjs updates, keyed by person, document and schema version: nobody
 * is handed another person's unconfirmed edits on a shared machine, and an old
 * format never enters a new editor. A `pending` row exists per page while it
 * has unconfirmed edits; drafts with such a row are never removed. Confirmed
 * ones go when the person signs out (`forgetConfirmedDrafts`) or after KEEP_MS.
 */
import * as Y from "yjs";
import { SCHEMA_VERSION } from "./schema";

const DATABASE = "aizuchi-memo";
const KEEP_MS = 30 * 24 * 3600 * 1000;
const COMPACT_AT = 200;

interface Row {
  id?: number;
  key: string;
  at: number;
  update: Uint8Array;
}

interface Pending {
  key: string;
  page: string;
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const rows = request.result.createObjectStore("updates", { keyPath: "id", autoIncrement: true });
    rows.createIndex("key", "key");
    request.result.createObjectStore("pending", { keyPath: ["key", "page"] });
  };
  return answer(request);
}

export class Drafts {
  private readonly page = crypto.randomUUID();
  private inherited: Pending[] = [];
  private marked = false;
  private failed = false;

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
      transaction.onabort = () => {
        this.failed = true;
      };
      change(transaction);
    } catch {
      this.failed = true;
    }
  }
}

/** For signing out: removes from this device every memo whose edits are all confirmed. */
export async function forgetConfirmedDrafts(): Promise<void> {
  const database = await open();
  await removeConfirmed(database, Number.POSITIVE_INFINITY);
  database.close();
}

async function removeConfirmed(database: IDBDatabase, before: number): Promise<void> {
  const transaction = database.transaction(["updates", "pending"], "readwrite");
  const everyPending: Pending[] = await answer(transaction.objectStore("pending").getAll());
  const busy = new Set(everyPending.map((pending) => pending.key));
  const cursorRequest = transaction.objectStore("updates").openCursor();
  const fresh = new Set<string>();
  const stale: { id: number; key: string }[] = [];
  await new Promise<void>((resolve, reject) => {
    cursorRequest.onerror = () => reject(cursorRequest.error);
    cursorRequest.onsuccess = () => {
      const cursor = cursorRequest.result;
      if (cursor === null) return resolve();
      const row = cursor.value as Row;
      if (row.at >= before) fresh.add(row.key);
      else if (!busy.has(row.key)) stale.push({ id: row.id as number, key: row.key });
      cursor.continue();
    };
  });
  // A draft still in use keeps its old rows too: later updates build on them.
  for (const { id, key } of stale) if (!fresh.has(key)) transaction.objectStore("updates").delete(id);
  await finished(transaction);
}
