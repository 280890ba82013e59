// Standard clients of both protocols and our own page's, each with what a random person does in a memo.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { buildSync } from 'esbuild';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { stormySocket } from './weather.mjs';

const FILLER = ['相槌', 'うん、', '𠮷野家', 'a', 'b c', '👩‍👩‍👧', '*x*', '<b>', '約束。', '1. '];
const BLOCKS = ['paragraph', 'heading', 'blockquote', 'check_item'];
const MARKS = [['strong', {}], ['em', {}], ['strike', {}], ['link', { href: 'https://example.jp/?a=1&b=2' }]];
let words = 0;

/** This place, or the one before when it lies within a letter: Yjs itself tears such a letter differently on each replica. */
function whole(text, at) {
  const letters = text.toDelta().map(({ insert }) => insert).join('');
  return /[\uD800-\uDBFF]/.test(letters.charAt(at - 1)) ? at - 1 : at;
}

class Client {
  constructor(weather) {
    this.weather = weather;
    this.doc = new Y.Doc();
    this.memo = this.doc.getXmlFragment('memo');
    this.undo = new Y.UndoManager(this.memo, { trackedOrigins: new Set([this]), captureTimeout: 0 });
    /** Words that stand for ever, one in a paragraph of its own. */
    this.written = [];
    this.acknowledged = new Set();
  }

  edit(random) {
    const dice = random.below(10);
    if (dice < 4) return this.doc.transact(() => this.writeWord(random));
    if (dice === 4) return random.chance(0.5) ? this.undo.undo() : this.undo.redo();
    this.doc.transact(() => this.fill(random), this);
  }

  /** Outside of what undo takes back. */
  writeWord(random) {
    words += 1;
    const word = `[語${words}]`;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(word)]);
    this.memo.insert(random.below(this.memo.length + 1), [paragraph]);
    this.written.push(word);
  }

  fill(random) {
    const fillers = this.memo.toArray().filter((node) => node instanceof Y.XmlElement && node.getAttribute('level') === 2);
    if (fillers.length === 0 || random.chance(0.2)) return this.addFiller(random);
    const block = random.pick(fillers);
    const text = block.get(0);
    if (!(text instanceof Y.XmlText) || random.chance(0.1)) return this.memo.delete(this.memo.toArray().indexOf(block), 1);
    const at = whole(text, random.below(text.length + 1));
    const length = whole(text, Math.min(text.length, at + 1 + random.below(5))) - at;
    if (length > 0 && random.chance(0.3)) return text.delete(at, length);
    if (length > 0 && random.chance(0.2)) {
      const [name, attributes] = random.pick(MARKS);
      return text.format(at, length, { [name]: random.chance(0.3) ? null : attributes });
    }
    text.insert(at, random.pick(FILLER));
  }

  /** Told apart from words by an attribute. */
  addFiller(random) {
    const block = new Y.XmlElement(random.pick(BLOCKS));
    block.setAttribute('level', 2);
    block.insert(0, [new Y.XmlText(random.pick(FILLER))]);
    this.memo.insert(random.below(this.memo.length + 1), [block]);
  }

  /** What this replica holds: equal for equal memos. */
  get digest() {
    const { ds, sv } = Y.snapshot(this.doc);
    const vector = [...sv].sort(([left], [right]) => left - right);
    const deleted = [...ds.clients].sort(([left], [right]) => left - right).map(([client, items]) => [client, items.map(({ clock, len }) => [clock, len])]);
    return createHash('sha256').update(JSON.stringify([vector, deleted, this.memo.toString()])).digest('hex');
  }

  get waits() {
    const { pendingStructs, pendingDs } = this.doc.store;
    return pendingStructs !== null || pendingDs !== null;
  }

  get state() {
    const { synced, waits, settled, provider: { unsyncedChanges, notStored, refused } } = this;
    return `${this.constructor.name} ${JSON.stringify({ synced, waits, settled, unsyncedChanges, notStored, refused })}`;
  }
}

/** The page's own wire, out of its source; beside the packages that it imports. */
async function ownProvider() {
  const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
  const outfile = path('../../node_modules/.storm/connection.mjs');
  buildSync({ entryPoints: [path('../../src/memo/connection.ts')], outfile, bundle: true, packages: 'external', format: 'esm', logLevel: 'warning' });
  // All it wants of a browser are timers.
  globalThis.window ??= { setTimeout, clearTimeout };
  return (await import(outfile)).MemoProvider;
}
const MemoProvider = await ownProvider();

class OnHocuspocus extends Client {
  constructor({ url, weather }) {
    super(weather);
    const WebSocketPolyfill = stormySocket(weather, { twiceOut: false });
    this.socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill, minDelay: 20, delay: 40, maxDelay: 200 });
  }

  get synced() {
    return this.provider.isSynced;
  }

  close() {
    this.provider.destroy();
    this.socket.destroy();
    this.doc.destroy();
  }
}

/** The client of our page: knows what is on the disk. */
export class OurClient extends OnHocuspocus {
  constructor(options) {
    super(options);
    const listener = { changed: () => this.note(), stateless: () => undefined };
    this.provider = new MemoProvider(this.socket, options.document, this.doc, options.token, listener);
    this.provider.attach();
  }

  note() {
    if (!this.provider?.confirmed) return;
    for (const word of this.written.slice(this.acknowledged.size)) this.acknowledged.add(word);
  }

  get settled() {
    return this.provider.confirmed && !this.waits;
  }
}

/** `@hocuspocus/provider` as it is: its own count can reach 0 early after a reconnect, so nothing is concluded from it. */
export class HocuspocusClient extends OnHocuspocus {
  constructor(options) {
    super(options);
    this.provider = new HocuspocusProvider({ websocketProvider: this.socket, name: options.document, document: this.doc, token: options.token });
    this.provider.attach();
  }

  get settled() {
    return this.synced && !this.waits && this.provider.unsyncedChanges === 0;
  }
}

/** `y-websocket`: told nothing, and doubled on its way out too. */
export class PlainClient extends Client {
  constructor({ url, document, token, weather }) {
    super(weather);
    const WebSocketPolyfill = stormySocket(weather, { twiceOut: true });
    this.provider = new WebsocketProvider(url, document, this.doc, { params: { token }, WebSocketPolyfill, maxBackoffTime: 200, disableBc: true });
  }

  get synced() {
    return this.provider.synced && this.provider.wsconnected;
  }

  get settled() {
    return this.synced && !this.waits;
  }

  close() {
    this.provider.destroy();
    this.doc.destroy();
  }
}
