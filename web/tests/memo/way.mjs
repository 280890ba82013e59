/** A way to the server on which it can be frozen: what is connected stays so, and nothing arrives. */
import net from "node:net";

export class Way {
  sockets = new Set();
  /** Connections since the start. */
  count = 0;

  static async to(port) {
    const way = new Way();
    way.server = net.createServer((near) => way.pass(near, net.connect(port, "127.0.0.1")));
    await new Promise((resolve) => {
      way.server.listen(0, "127.0.0.1", resolve);
    });
    way.port = way.server.address().port;
    return way;
  }

  pass(near, far) {
    this.count += 1;
    near.pipe(far).pipe(near);
    for (const [socket, other] of [[near, far], [far, near]]) {
      this.sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }

  freeze() {
    for (const socket of this.sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  async close() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
