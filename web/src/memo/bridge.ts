/**
 * Two Yjs documents of one memo in this page: `edit` is bound to the editor,
 * `net` to the connection. Normally every update crosses at once; while the
 * person converts Japanese text both directions wait here, because a change of
 * the paragraph under a running conversion damages it (and half-converted
 * letters are nothing the other person should see).
 *
 * Invariants: after `release` both documents hold the same state; nothing is
 * ever dropped; `net` never writes operations of its own. Once frozen (a newer
 * memo format arrived) nothing crosses any more, so an old editor cannot
 * delete nodes it does not know.
 */
import * as Y from "yjs";
import { fits } from "./fits";
import { ROOT } from "./schema";

const FROM_NET = Symbol("from net");
const FROM_EDIT = Symbol("from edit");

interface Written {
  clock: number;
  text: string;
}

export interface BridgeListener {
  /** The person's own edit happened (it may still be held here). */
  localEdit(update: Uint8Array): void;
  /** Someone else's update was put into the editor. */
  remoteEdit(): void;
  /** How much waits changed. */
  heldChanged(): void;
  /** `net` contains something this editor does not know; nothing crosses from now on. */
  unknownNode(): void;
}

export class Bridge {
  readonly edit = new Y.Doc();
  readonly net = new Y.Doc();
  private held = false;
  private frozen = false;
  /** Own clock when the hold began. */
  private heldFrom = 0;
  private incoming: Uint8Array[] = [];
  private outgoing: Uint8Array[] = [];

  constructor(private readonly listener: BridgeListener) {
    // Observers of types run before "update": an unknown node freezes in time.
    this.net.getXmlFragment(ROOT).observeDeep((events) => this.inspect(events));
    this.net.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_EDIT) this.arrived(update);
    });
    this.edit.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_NET) this.written(update);
    });
  }

  /** Own edits that the connection has not been given yet. */
  get waitingOut(): number {
    return this.outgoing.length;
  }

  /** Updates of others that the editor does not show yet. */
  get waitingIn(): number {
    return this.incoming.length;
  }

  get isFrozen(): boolean {
    return this.frozen;
  }

  hold(): void {
    this.held = true;
    this.heldFrom = Y.getState(this.edit.store, this.edit.clientID);
  }

  /**
   * Lets everything through. Returns text written during the hold that the
   * incoming updates removed together with its paragraph, "" as a rule: what
   * someone has just converted must not vanish under their hands.
   */
  release(): string {
    this.held = false;
    this.sendHeld();
    if (this.frozen || this.incoming.length === 0) return "";
    const written = this.writtenSince(this.heldFrom);
    const update = Y.mergeUpdates(this.incoming);
    this.incoming = [];
    this.show(update);
    this.listener.heldChanged();
    return this.removed(written);
  }

  /** Passes own held edits on, even in the middle of a conversion: the editor is not touched. */
  sendHeld(): void {
    if (this.frozen || this.outgoing.length === 0) return;
    const update = Y.mergeUpdates(this.outgoing);
    this.outgoing = [];
    Y.applyUpdate(this.net, update, FROM_EDIT);
    this.listener.heldChanged();
  }

  freeze(): void {
    this.frozen = true;
  }

  /** Puts back what an earlier page kept; reaches both documents. */
  restore(update: Uint8Array): void {
    Y.applyUpdate(this.net, update, "kept on this device");
  }

  destroy(): void {
    this.edit.destroy();
    this.net.destroy();
  }

  private ownStructs(): (Y.Item | Y.GC)[] {
    return (this.edit.store.clients.get(this.edit.clientID) ?? []) as (Y.Item | Y.GC)[];
  }

  /** Own text still standing that was written from this clock on; one clock tick is one UTF-16 unit. */
  private writtenSince(from: number): Written[] {
    return this.ownStructs().flatMap((struct) => {
      if (struct instanceof Y.GC || struct.deleted || !(struct.content instanceof Y.ContentString)) return [];
      const skipped = Math.max(0, from - struct.id.clock);
      if (skipped >= struct.length) return [];
      return [{ clock: struct.id.clock + skipped, text: struct.content.str.slice(skipped) }];
    });
  }

  /** The parts of `written` that are deleted by now. */
  private removed(written: Written[]): string {
    const gone = this.ownStructs().filter((struct) => struct.deleted);
    const parts = written.flatMap(({ clock, text }) =>
      gone.map((struct) => {
        const begin = Math.max(0, struct.id.clock - clock);
        return text.slice(begin, Math.max(begin, struct.id.clock + struct.length - clock));
      }));
    return parts.join("");
  }

  private arrived(update: Uint8Array): void {
    if (this.held || this.frozen) {
      this.incoming.push(update);
      this.listener.heldChanged();
    } else {
      this.show(update);
    }
  }

  private show(update: Uint8Array): void {
    Y.applyUpdate(this.edit, update, FROM_NET);
    this.listener.remoteEdit();
  }

  private written(update: Uint8Array): void {
    this.listener.localEdit(update);
    if (this.held || this.frozen) {
      this.outgoing.push(update);
      this.listener.heldChanged();
    } else {
      Y.applyUpdate(this.net, update, FROM_EDIT);
    }
  }

  private inspect(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    if (this.frozen || events.every((event) => fits(event.target, event.changes.delta))) return;
    this.freeze();
    this.listener.unknownNode();
  }
}
