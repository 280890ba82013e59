// Serves the gallery with the policy of the real server. `node gallery/serve.mjs [port]`

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("..", import.meta.url));
const KINDS = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types aizuchi-htmx ProseMirrorClipboard",
].join("; ");

/** Pages say /assets/app.css; the manifest knows the real name. */
function asset(name) {
  const { files } = JSON.parse(readFileSync(join(WEB, "dist/manifest.json"), "utf8"));
  return join(WEB, "dist", files[name]?.file ?? name);
}

function answer(path, body) {
  if (path === "/fragment") return `<div id="fragment" class="card sunken">受け取りました:${new URLSearchParams(body).get("word")}</div>`;
  if (path === "/fragment-script") return `<div id="fragment" class="card sunken">台本<script>document.title = "動いてしまった"</script></div>`;
  if (path === "/morph") return `<div id="morphing"><p>入れ替わりました</p><input class="input" name="word" aria-label="書いているところ"></div>`;
  return null;
}

function serve(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const made = answer(pathname, Buffer.concat(chunks).toString());
    const file = pathname.startsWith("/assets/") ? asset(pathname.slice(8)) : join(WEB, "gallery", normalize(pathname === "/" ? "/index.html" : pathname));
    const headers = { "content-security-policy": POLICY, "x-content-type-options": "nosniff", "cache-control": "no-store" };
    try {
      const bytes = made ?? (request.method === "POST" ? "" : readFileSync(file));
      const kind = made === null ? KINDS[extname(file)] : KINDS[".html"];
      response.writeHead(200, { ...headers, "content-type": kind ?? "text/plain" }).end(bytes);
    } catch {
      response.writeHead(404, headers).end("not found");
    }
  });
}

/** Starts on loopback; port 0 picks a free one. Resolves to { url, close }. */
export function start(port = 0) {
  const server = createServer(serve);
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start(Number(process.argv[2] ?? 4173));
  console.log(url);
}
