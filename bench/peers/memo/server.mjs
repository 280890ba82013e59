// node server.mjs hocuspocus | hocuspocus-sqlite | y-websocket
// Prints one line, `listening on http://127.0.0.1:PORT`, once it answers. DATABASE names the file
// of hocuspocus-sqlite. Each of them with its own defaults, as its documentation starts it.
import http from "node:http";

const servers = {
  hocuspocus: () => hocuspocus([]),
  "hocuspocus-sqlite": async () => {
    const { SQLite } = await import("@hocuspocus/extension-sqlite");
    return hocuspocus([new SQLite({ database: process.env.DATABASE })]);
  },
  "y-websocket": yWebsocket,
};

async function hocuspocus(extensions) {
  const { Server } = await import("@hocuspocus/server");
  const server = new Server({ port: 0, address: "127.0.0.1", quiet: true, extensions });
  await server.listen();
  return server.address.port;
}

async function yWebsocket() {
  const { WebSocketServer } = await import("ws");
  const { setupWSConnection } = await import("@y/websocket-server/utils");
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on("connection", setupWSConnection);
  const server = http.createServer((_, response) => response.end("okay"));
  server.on("upgrade", (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, request));
  });
  process.once("SIGTERM", () => process.exit(0));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server.address().port;
}

const start = servers[process.argv[2]];
if (!start) {
  console.error(`name one of ${Object.keys(servers).join(", ")}`);
  process.exit(2);
}
console.log(`listening on http://127.0.0.1:${await start()}`);
