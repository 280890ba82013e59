/**
 * The wire: one websocket, one provider per document, and an honest count of
 * what the server has confirmed.
 *
 * The stock provider queues updates while offline and replays them besides the
 * sync handshake, so its `unsyncedChanges` can reach 0 while confirmations are
 * still due. Here updates are sent one by one only after the handshake of this
 * connection; what was written earlier travels in the handshake itself. Every
 * message with content counts one, every SyncStatus takes one away.
 */
import { type ConstructableOutgoingMessage, HocuspocusProvider, HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";
import { createDecoder, readVarInt, readVarString, readVarUint } from "lib0/decoding";
import { type Encoder, toUint8Array } from "lib0/encoding";
import { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { Pulse, expectAnswer, withPulse } from "./pulse";

const MESSAGE_SYNC = 0;
const MESSAGE_SYNC_STATUS = 8;
const SYNC_STEP_2 = 1;
/** Codes and, for a single document, reasons with which the server says "not you (any more)". */
const CLOSED_FOR_GOOD = new Set([4401, 4403]);
/** The provider's own code for a connection that it gave up by itself. */
const WENT_OFFLINE = 4408;
const REASONS_FOR_GOOD = new Set(["Unauthorized", "Forbidden"]);

export type Scope = "read-write" | "readonly";

export interface ProviderListener {
  /** Something about connection, confirmation or scope changed. */
  changed(): void;
  /** A message of ours outside the protocol, JSON text. */
  stateless(payload: string): void;
}

export class MemoProvider extends HocuspocusProvider {
  /** Confirmations still due on this connection. */
  private due = 0;
  private handshaken = false;
  private connected = false;
  private askTimer: number | undefined;
  /** The server did not take an edit, or does not let this person in. */
  refused = false;
  notStored = false;

  constructor(socket: HocuspocusProviderWebsocket, name: string, net: Y.Doc, token: string, private readonly listener: ProviderListener) {
    super({ websocketProvider: socket, name, document: net, token, awareness: new Awareness(net) });
    this.on("message", ({ event }: { event: MessageEvent }) => {
      this.countConfirmed(new Uint8Array(event.data as ArrayBuffer));
      listener.changed();
    });
    this.on("authenticated", () => {
      this.connected = true;
      this.refused = false;
      listener.changed();
    });
    this.on("authenticationFailed", () => {
      this.refused = true;
      listener.changed();
    });
    this.on("close", ({ event }: { event: { code: number; reason?: string } }) => {
      if (CLOSED_FOR_GOOD.has(event.code) || REASONS_FOR_GOOD.has(event.reason ?? "")) this.refused = true;
      else if (socket.status === WebSocketStatus.Connected) this.askAgain();
      listener.changed();
    });
    this.on("stateless", ({ payload }: { payload: string }) => listener.stateless(payload));
  }

  get online(): boolean {
    return this.connected && !this.refused;
  }

  /** The server has confirmed everything that `net` contains. */
  get confirmed(): boolean {
    return this.online && this.isSynced && this.handshaken && this.due === 0 && !this.notStored;
  }

  get scope(): Scope | undefined {
    return this.authorizedScope as Scope | undefined;
  }

  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (!this.handshaken || origin === this) return;
    this.due += 1;
    super.documentUpdateHandler(update, origin);
    expectAnswer(this.configuration.websocketProvider);
    this.listener.changed();
  }

  /** Replies (the handshake's second step among them) come with their encoder already filled. */
  override send(message: ConstructableOutgoingMessage, args: { encoder?: Encoder }): void {
    super.send(message, args);
    if (args.encoder === undefined || !this.isAttached) return;
    this.countReply(toUint8Array(args.encoder));
  }

  override onClose(): void {
    super.onClose();
    this.connected = false;
    this.handshaken = false;
    this.due = 0;
  }

  override destroy(): void {
    clearTimeout(this.askTimer);
    super.destroy();
  }

  /**
   * Only this document was closed (its server is moving): the shared socket
   * stays, so join anew. Not by detach and attach, whose own CLOSE the server
   * answers with another one.
   */
  private askAgain(): void {
    clearTimeout(this.askTimer);
    this.askTimer = window.setTimeout(() => void this.onOpen(new Event("open")), reconnectDelay());
  }

  private countReply(message: Uint8Array): void {
    const decoder = createDecoder(message);
    readVarString(decoder);
    if (readVarUint(decoder) !== MESSAGE_SYNC || readVarUint(decoder) !== SYNC_STEP_2) return;
    this.handshaken = true;
    this.due += 1;
    this.listener.changed();
  }

  private countConfirmed(message: Uint8Array): void {
    const decoder = createDecoder(message);
    readVarString(decoder);
    if (readVarUint(decoder) !== MESSAGE_SYNC_STATUS) return;
    if (readVarInt(decoder) === 1) this.due = Math.max(0, this.due - 1);
    else this.notStored = true;
  }
}

/** The socket all documents of the page share; reconnects by itself, spread over time. */
export class MemoSocket {
  readonly socket: HocuspocusProviderWebsocket;
  private readonly stop = new AbortController();
  private readonly pulse: Pulse;

  constructor(path: string) {
    this.socket = new HocuspocusProviderWebsocket({
      url: websocketAddress(path),
      delay: reconnectDelay(),
      minDelay: 200,
      maxDelay: 10_000,
      factor: 1.6,
      jitter: true,
      // The server pings every 25 s.
      messageReconnectTimeout: 60_000,
      WebSocketPolyfill: withPulse(() => this.pulse),
      onClose: ({ event }) => {
        if (CLOSED_FOR_GOOD.has(event.code)) this.socket.disconnect();
      },
      onDisconnect: () => this.socket.setConfiguration({ delay: reconnectDelay() }),
    });
    this.pulse = new Pulse(this.socket, () => this.dropDead());
    const options = { signal: this.stop.signal };
    window.addEventListener("online", () => this.wake(), options);
    window.addEventListener("offline", () => this.dropDead(), options);
  }

  destroy(): void {
    this.stop.abort();
    this.pulse.rest();
    this.socket.destroy();
  }

  private wake(): void {
    if (this.socket.shouldConnect) void this.socket.connect();
  }

  /**
   * A browser that is offline, or whose server is frozen, keeps a dead socket "open" for minutes, and
   * closing it waits for an answer that cannot come: so it counts as closed at once.
   */
  private dropDead(): void {
    const gone = new CloseEvent("close", { code: WENT_OFFLINE, reason: "offline" });
    this.socket.webSocket?.dispatchEvent(gone);
  }
}

function websocketAddress(path: string): string {
  const address = new URL(path, window.location.href);
  address.protocol = address.protocol === "https:" || address.protocol === "wss:" ? "wss:" : "ws:";
  return address.href;
}

/** Half of an office reconnecting at the same moment would be a wave: 0.2 to 3 s. */
function reconnectDelay(): number {
  return 200 + Math.floor(Math.random() * 2800);
}
