// What happens to frames and wires between a client and the server.
import { createConnection, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';

// First bytes of messages about content: y-websocket says [0, step…], Hocuspocus its document's name, then [0, step…].
const STEP = { first: 0, second: 1, update: 2 };

/** Doubles, delays and overtakes the updates of one client, until it is told to calm down. */
export class Weather {
  constructor(random) {
    this.random = random;
    this.stormy = true;
  }

  static fair() {
    const weather = new Weather(null);
    weather.stormy = false;
    return weather;
  }

  calm() {
    this.stormy = false;
  }

  /**
   * Hands `bytes` on by `deliver`: now, twice, or after what comes later.
   * `twice`: whether it may come twice; a receipt counts messages, so a Hocuspocus client must not be doubled on its way out.
   */
  pass(bytes, deliver, twice) {
    if (!this.stormy || !isUpdate(bytes)) return deliver();
    const dice = this.random.next();
    if (dice < 0.1 && twice) deliver();
    if (dice < 0.3) return void setTimeout(deliver, 5 + this.random.below(60));
    deliver();
  }
}

/** Steps of the handshake are never held back: neither protocol asks for that again on the same connection. */
function isUpdate(bytes) {
  const [kind, step] = skipName(bytes);
  return kind === 0 && step === STEP.update;
}

function skipName(bytes) {
  // A name has a dozen letters; y-websocket begins with a kind below 4.
  return bytes[0] < 4 ? bytes : bytes.subarray(1 + bytes[0]);
}

/** A WebSocket in this weather, for the `WebSocketPolyfill` of both providers. */
export function stormySocket(weather, { twiceOut }) {
  return class StormySocket extends WebSocket {
    send(data, ...rest) {
      const bytes = new Uint8Array(data);
      weather.pass(bytes, () => this.readyState === WebSocket.OPEN && super.send(bytes, ...rest), twiceOut);
    }

    emit(event, ...args) {
      if (event !== 'message') return super.emit(event, ...args);
      weather.pass(new Uint8Array(args[0]), () => super.emit(event, ...args), true);
      return true;
    }
  };
}

/** A wire that can be cut, in front of a server that may move. */
export class Wire {
  static async to(target) {
    const wire = new Wire(target);
    await new Promise((resolve) => wire.server.listen(0, '127.0.0.1', resolve));
    wire.address = `127.0.0.1:${wire.server.address().port}`;
    return wire;
  }

  constructor(target) {
    this.target = target;
    this.whole = true;
    this.pairs = new Set();
    this.server = createServer((near) => this.connect(near));
  }

  connect(near) {
    near.on('error', () => undefined);
    if (!this.whole) return void near.destroy();
    const [host, port] = this.target.split(':');
    const far = createConnection({ host, port: Number(port) });
    const cut = () => [near, far].forEach((end) => end.destroy());
    this.pairs.add(cut);
    far.on('error', () => undefined);
    for (const end of [near, far]) end.on('close', () => (this.pairs.delete(cut), cut()));
    near.pipe(far).pipe(near);
  }

  /** Cuts everybody off until `open`. */
  close() {
    this.whole = false;
    for (const cut of [...this.pairs]) cut();
  }

  open(target) {
    this.target = target;
    this.whole = true;
  }

  /** For this long, cuts one wire after the other. */
  async cutAtRandom(random, milliseconds) {
    for (const end = Date.now() + milliseconds; Date.now() < end; await pause(30 + random.below(90))) {
      const wires = [...this.pairs];
      if (wires.length > 0) random.pick(wires)();
    }
  }
}
