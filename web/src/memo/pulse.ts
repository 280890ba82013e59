/**
 * Finds out in seconds that nobody answers any more. A frozen server, or a network that swallows
 * everything, leaves a socket "open" for a minute and longer, and what is typed meanwhile stays
 * unsaved although another server could take it.
 *
 * Nothing is asked while nobody types. Whoever is asked answers at once, also while it cannot save.
 */
import { type HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";

/** Each is a message by itself, without the name of a document. */
const PING = 9;
const PONG = 10;
const UNTIL_ASKED_MS = 3_000;
const UNTIL_DEAD_MS = 4_000;
const TO_COME_IN_MS = 10_000;

/** A socket with this pulse. It keeps the answers to our pings: the provider takes them for a document's. */
export function withPulse(pulse: () => Pulse): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL) {
      super(address);
      this.addEventListener("message", (event: MessageEvent) => {
        if (!isPong(event.data)) return;
        event.stopImmediatePropagation();
        pulse().rest();
      });
    }
  };
}

function isPong(data: unknown): boolean {
  return data instanceof ArrayBuffer && data.byteLength === 1 && new Uint8Array(data)[0] === PONG;
}

const pulses = new WeakMap<HocuspocusProviderWebsocket, Pulse>();

/** A document was changed here: an answer is due, if this socket has a pulse. */
export function expectAnswer(socket: HocuspocusProviderWebsocket): void {
  pulses.get(socket)?.expect();
}

export class Pulse {
  private timer: number | undefined;

  constructor(private readonly socket: HocuspocusProviderWebsocket, private readonly giveUp: () => void) {
    pulses.set(socket, this);
    socket.on("message", () => this.rest());
    if (socket.status === WebSocketStatus.Connecting) this.timer = this.after(TO_COME_IN_MS, giveUp);
    socket.on("status", ({ status }: { status: WebSocketStatus }) => {
      if (status === WebSocketStatus.Connected) return;
      this.rest();
      if (status === WebSocketStatus.Connecting) this.timer = this.after(TO_COME_IN_MS, this.giveUp);
    });
  }

  expect(): void {
    this.timer ??= this.after(UNTIL_ASKED_MS, () => this.ask());
  }

  rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private ask(): void {
    this.socket.send(new Uint8Array([PING]));
    this.listen(this.unsent);
  }

  /** Whoever still takes bytes is slow, not dead. */
  private listen(unsent: number): void {
    this.timer = this.after(UNTIL_DEAD_MS, () => {
      const left = this.unsent;
      if (left < unsent) this.listen(left);
      else this.giveUp();
    });
  }

  private get unsent(): number {
    return (this.socket.webSocket as WebSocket | null)?.bufferedAmount ?? 0;
  }

  private after(delay: number, act: () => void): number {
    return window.setTimeout(() => {
      this.timer = undefined;
      act();
    }, delay);
  }
}
