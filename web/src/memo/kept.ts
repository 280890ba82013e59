/**
 * The drafts' storage on this device, and what is forgotten of it.
 *
 * Apart from `drafts.ts`, so that every page can hold this much, and no editor.
 */
const DATABASE = "aizuchi-memo";

export interface Row {
  id?: number;
  key: string;
  at: number;
  update: Uint8Array;
}

export interface Pending {
  key: string;
  page: string;
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

export function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const rows = request.result.createObjectStore("updates", { keyPath: "id", autoIncrement: true });
    rows.createIndex("key", "key");
    request.result.createObjectStore("pending", { keyPath: ["key", "page"] });
  };
  return answer(request);
}

/** For signing out: removes from this device every memo whose edits are all confirmed. */
export async function forgetConfirmedDrafts(): Promise<void> {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === DATABASE)) return;
  const database = await open();
  await removeConfirmed(database, Number.POSITIVE_INFINITY);
  database.close();
}

export async function removeConfirmed(database: IDBDatabase, before: number): Promise<void> {
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
