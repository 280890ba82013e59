/**
 * A memo server of somebody else (Hocuspocus) with pages that mount our
 * editor, under the product's content security policy. It keeps what it stores
 * across `stop` and `start`, can refuse, demote and hold back its answers.
 *
 * With MEMO_RECORD=FOLDER it writes down what pages sent, one line of JSON for each document: that
 * is where `crates/memo_wire/tests/corpus` comes from.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Server } from "@hocuspocus/server";
import { build } from "esbuild";
import * as Y from "yjs";
import { ja } from "./labels.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const CSP = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
  "base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'", "trusted-types aizuchi-htmx ProseMirrorClipboard",
].join("; ");

/** A layer is one file, or a folder of files in the order of their names. */
function sheetsOf(layer) {
  const folder = `../../css/${layer}`;
  if (!existsSync(here(folder))) return [`${folder}.css`];
  return readdirSync(here(folder)).sort().map((file) => `${folder}/${file}`);
}

async function bundle() {
  const result = await build({
    entryPoints: { page: here("page.ts") },
    bundle: true, splitting: true, minify: true, format: "esm", target: "es2022",
    outdir: "/assets", write: false, logLevel: "error", tsconfig: here("../../tsconfig.json"),
  });
  const files = new Map(result.outputFiles.map((file) => [file.path.split("/assets").at(-1), file.text]));
  const layers = ["reset", "tokens", "base", "layout", "components", "screens", "utilities"].flatMap(sheetsOf);
  const slices = ["memo/memo.css", "comment/comment.css", "room/room.css"];
  const sheets = [...layers, ...slices.map((path) => `../../../crates/meetings/src/${path}`)];
  files.set("/memo.css", sheets.map((path) => readFileSync(here(path), "utf8")).join("\n"));
  return files;
}

const escape = (text) => text.replace(/[&"<]/g, (c) => ({ "&": "&amp;", '"': "&quot;", "<": "&lt;" })[c]);

function documentsOf(query, document) {
  if (query.has("brief")) {
    return { shared: document, key_point: `${document}-key_point`, mindful: `${document}-mindful` };
  }
  return query.has("both") ? { shared: document, private: `${document}-private` } : { shared: document };
}

function pageOf(query) {
  const document = query.get("doc");
  const props = {
    url: "/memo",
    documents: documentsOf(query, document),
    comments: query.has("comments") ? `/comments/${document}` : undefined,
    wishes: query.has("wishes"),
    readOnlyDocuments: query.has("reads") ? ["mindful"] : [],
    token: query.get("token") ?? "",
    user: { name: query.get("name") ?? "佐藤", seat: query.get("seat") ?? "member", id: query.get("id") ?? undefined },
    readOnly: query.has("readonly"),
    labels: ja,
  };
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>1on1</title>
<link rel="stylesheet" href="/assets/memo.css"><meta name="viewport" content="width=device-width"></head>
<body><main><h1>1on1</h1><div id="memo" data-props="${escape(JSON.stringify(props))}"></div>${query.has("comments") ? '<section id="comments" aria-label="ひとこと"><ol></ol></section>' : ""}</main>
<script type="module" src="/assets/page.js"></script></body></html>`;
}

/** Updates of each document as hex, in the order of their coming. */
class Record {
  lines = new Map();

  take(document, update) {
    const lines = this.lines.get(document) ?? [];
    this.lines.set(document, [...lines, Buffer.from(update).toString("hex")]);
  }

  write(folder) {
    const text = [...this.lines.values()].map((updates) => JSON.stringify(updates)).join("\n");
    writeFileSync(`${folder}/${process.pid}.jsonl`, `${text}\n`);
  }
}

export class ReferenceServer {
  stored = new Map();
  record = new Record();
  /** Document to what was said beside it. */
  comments = new Map();
  /** What is sent beside a passage is not taken, with this status and these words. */
  refuseComments = null;
  port = 0;
  /** Messages wait for this promise: answers, and so confirmations, come late. */
  gate = Promise.resolve();
  refuseEverybody = false;

  static async start() {
    const server = new ReferenceServer();
    server.files = await bundle();
    await server.start();
    return server;
  }

  async start() {
    this.server = new Server({
      port: this.port, address: "127.0.0.1", quiet: true, debounce: 0, maxDebounce: 0, stopOnSignals: false,
      onRequest: ({ request, response }) => this.serve(request, response),
      onAuthenticate: ({ token, connectionConfig }) => {
        if (this.refuseEverybody || token === "refuse") throw new Error("no");
        if (token === "readonly") connectionConfig.readOnly = true;
        return Promise.resolve();
      },
      beforeHandleMessage: () => this.gate,
      onChange: ({ documentName, update }) => {
        if (process.env.MEMO_RECORD) this.record.take(documentName, update);
        return Promise.resolve();
      },
      onLoadDocument: ({ documentName, document }) => {
        const bytes = this.stored.get(documentName);
        if (bytes !== undefined) Y.applyUpdate(document, bytes);
        return Promise.resolve();
      },
      onStoreDocument: ({ documentName, document }) => {
        this.stored.set(documentName, Y.encodeStateAsUpdate(document));
        return Promise.resolve();
      },
    });
    this.answerPings();
    await this.server.listen();
    this.port = this.server.address.port;
  }

  /** As our server does: at once, whatever else it is busy with. */
  answerPings() {
    const { hocuspocus } = this.server;
    const welcome = hocuspocus.handleConnection.bind(hocuspocus);
    hocuspocus.handleConnection = (socket, ...rest) => {
      const client = welcome(socket, ...rest);
      const hear = client.handleMessage.bind(client);
      client.handleMessage = (data) => data.length === 1 && data[0] === 9 ? socket.send(new Uint8Array([10])) : hear(data);
      return client;
    };
  }

  async stop() {
    for (const [name, document] of this.documents) this.stored.set(name, Y.encodeStateAsUpdate(document));
    await this.server.destroy();
    if (process.env.MEMO_RECORD) this.record.write(process.env.MEMO_RECORD);
  }

  get documents() {
    return this.server.hocuspocus.documents;
  }

  url(query) {
    return `http://127.0.0.1:${this.port}/?${new URLSearchParams(query)}`;
  }

  /** A change made by a peer without a page. */
  async change(name, edit) {
    const direct = await this.server.hocuspocus.openDirectConnection(name, {});
    await direct.transact((document) => edit(document.getXmlFragment("memo"), document));
    await direct.disconnect();
  }

  xml(name) {
    return this.documents.get(name)?.getXmlFragment("memo").toString() ?? "";
  }

  stateless(name, payload) {
    this.documents.get(name).broadcastStateless(JSON.stringify(payload));
  }

  /** From now on nobody who is here may write; they are not told. */
  demote(name) {
    for (const connection of this.documents.get(name).getConnections()) connection.readOnly = true;
  }

  dropConnections() {
    this.server.hocuspocus.closeConnections();
  }

  /** Somebody says something beside a passage; everybody is told. */
  comment(name, said) {
    const all = this.comments.get(name) ?? [];
    all.push({ id: `c${all.length + 1}`, ...said });
    this.comments.set(name, all);
    if (this.documents.has(name)) this.stateless(name, { kind: "changed" });
  }

  async serveComments(request, response, name) {
    if (request.method === "POST") {
      const parts = [];
      for await (const part of request) parts.push(part);
      const said = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
      if (this.refuseComments === null) this.comment(name, said);
    }
    const refused = request.method === "POST" && this.refuseComments !== null;
    const { status, ...problem } = refused ? this.refuseComments : { status: 200 };
    response.writeHead(status, { "content-type": "application/json", "content-security-policy": CSP });
    response.end(JSON.stringify(refused ? problem : this.comments.get(name) ?? []));
    throw undefined;
  }

  serve(request, response) {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    if (pathname.startsWith("/comments/")) return this.serveComments(request, response, pathname.slice(10));
    const file = this.files.get(pathname.replace("/assets", ""));
    const type = pathname.endsWith(".css") ? "text/css" : pathname.endsWith(".js") ? "text/javascript" : "text/html";
    const found = file ?? (pathname === "/" ? pageOf(searchParams) : null);
    response.writeHead(found === null ? 404 : 200, {
      "content-type": `${type}; charset=utf-8`, "content-security-policy": CSP,
    });
    response.end(found ?? "");
    // An empty rejection tells the server that the answer has been given.
    return Promise.reject();
  }
}
