// One Fastify application over one SQLite file: sign-in by session cookie, the right to read the
// pair, then its list. It does less than ours: promises, sealed texts and search are left out.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import Fastify from "fastify";
import { decode } from "./ids.mjs";
import { page } from "./page.mjs";

const IDLE = 8 * 60 * 60 * 1_000_000;
const statement = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const nowInMicroseconds = () => Date.now() * 1000;

/** Opens the file as the readers of Aizuchi do: never writing, cache in the process, no mmap. */
export function open(path) {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  for (const pragma of ["busy_timeout = 5000", "mmap_size = 0", "cache_size = -131072", "temp_store = MEMORY"]) {
    database.pragma(pragma);
  }
  return database;
}

/** The token of our cookie, with or without the prefix that https gives it. */
function token(header = "") {
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (name === "aizuchi" || name === "__Host-aizuchi") return part.slice(at + 1).trim();
  }
  return null;
}

function refuse(reply, status, words) {
  reply.code(status).type("text/plain; charset=utf-8").send(words);
}

export function build(database) {
  const session = database.prepare(statement("session.sql")).safeIntegers(true);
  const pair = database.prepare(statement("pair.sql")).safeIntegers(true);
  const history = database.prepare(statement("history.sql"));

  function whoIs(request) {
    const held = token(request.headers.cookie);
    if (!held) return null;
    const now = nowInMicroseconds();
    const found = session.get(createHash("sha256").update(held).digest(), now);
    const fresh = found && now - Number(found.seen_at) <= IDLE;
    return fresh && !found.suspended ? found : null;
  }

  const app = Fastify({ logger: false });
  app.get("/pairs/:id/journey", (request, reply) => {
    reply.header("content-security-policy", "default-src 'self'").header("cache-control", "no-store");
    const person = whoIs(request);
    if (!person) return refuse(reply, 401, "サインインしてください");
    const key = { organization: person.organization_id, pair: decode(request.params.id) ?? -1n };
    const found = pair.get({ ...key, person: person.person_id });
    if (!found) return refuse(reply, 404, "見つかりません");
    reply.type("text/html; charset=utf-8").send(page(person, found, history.all(key)));
  });
  return app;
}
