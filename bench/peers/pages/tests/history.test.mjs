// The peer reads the tables that our migrations make: when they change, this fails first.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Database from "better-sqlite3";
import { build, open } from "../app.mjs";
import { decode, encode } from "../ids.mjs";

const HOUR = 3_600_000_000;
const folder = mkdtempSync(join(tmpdir(), "aizuchi-peer-"));
const file = join(folder, "peer.sqlite");
const now = Date.now() * 1000;
// Greater than a JavaScript number can hold exactly.
const AOI = 9_007_199_254_740_993n;
const PAIR = 9_007_199_254_740_995n;
let app;
let database;

const migrations = ["people", "meetings"].flatMap((area) => {
  const from = new URL(`../../../../crates/${area}/migrations/`, import.meta.url);
  const names = readdirSync(from).filter((name) => name.endsWith(".sql") && !/postgres|pg\.sql/.test(name));
  return names.sort().map((name) => readFileSync(new URL(name, from), "utf8"));
});

function insert(writer, table, values) {
  const columns = writer.pragma(`table_info(${table})`);
  const given = { ...values };
  // Columns that the page does not read get something of their type.
  for (const column of columns) {
    if (column.notnull && !(column.name in given)) given[column.name] = column.type === "BIGINT" || column.type === "BOOLEAN" ? 0 : "";
  }
  const names = Object.keys(given);
  writer.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map((name) => `@${name}`)})`).run(given);
}

function fill(writer) {
  const organization_id = 1;
  insert(writer, "organizations", { id: 1, name: "青葉", zone: "Asia/Tokyo", language: "ja" });
  insert(writer, "people", { organization_id, id: AOI, name: "青葉 <葵>", email: "aoi@example.jp" });
  insert(writer, "people", { organization_id, id: 3, name: "蓮", email: "ren@example.jp" });
  insert(writer, "pairs", { organization_id, id: PAIR, leader_id: AOI, member_id: 3, kind: "line" });
  insert(writer, "pairs", { organization_id, id: 5, leader_id: 3, member_id: 6, kind: "line" });
  insert(writer, "topics", { organization_id, id: 7, word: "condition" });
  insert(writer, "topics", { organization_id, id: 8, label: "夜勤 & 休み" });
  for (let number = 1; number <= 25; number += 1) {
    const starts_at = Date.UTC(2026, 0, number, 6) * 1000;
    insert(writer, "one_on_ones", { organization_id, id: 100 + number, pair_id: PAIR, leader_id: AOI, member_id: 3, status: number === 25 ? "skipped" : "held", starts_at, minutes: 30, occurrence: `${number}` });
    for (const topic_id of [7, 8]) insert(writer, "agenda_items", { organization_id, id: number * 10 + topic_id, one_on_one_id: 100 + number, topic_id, state: "accepted" });
  }
  const hash = (token) => createHash("sha256").update(token).digest();
  const session = { organization_id, person_id: AOI, seen_at: now };
  insert(writer, "sessions", { ...session, id: 1, token_hash: hash("good"), expires_at: now + HOUR });
  insert(writer, "sessions", { ...session, id: 2, token_hash: hash("over"), expires_at: now - HOUR });
  insert(writer, "sessions", { ...session, id: 3, token_hash: hash("idle"), seen_at: now - 9 * HOUR, expires_at: now + HOUR });
}

before(() => {
  const writer = new Database(file);
  migrations.forEach((sql) => writer.exec(sql));
  writer.pragma("foreign_keys = OFF");
  fill(writer);
  writer.close();
  database = open(file);
  app = build(database);
});

after(async () => {
  await app.close();
  database.close();
  rmSync(folder, { recursive: true });
});

const get = (token, pair = PAIR) =>
  app.inject({ url: `/pairs/${encode(pair)}/journey`, headers: { cookie: `theme=dark; aizuchi=${token}` } });

test("the twenty latest are listed, newest first, with escaped words", async () => {
  const answer = await get("good");
  assert.equal(answer.statusCode, 200);
  const links = [...answer.body.matchAll(/one-on-ones\/(\w+)/g)].map((match) => Number(decode(match[1])));
  assert.deepEqual(links, Array.from({ length: 20 }, (_, index) => 125 - index));
  assert.match(answer.body, /蓮さんとのこれまで/);
  assert.match(answer.body, /お休みしました/);
  assert.match(answer.body, /1月24日\(土\)<\/time> 30分/);
  assert.match(answer.body, /心とからだ・夜勤 &amp; 休み/);
});

test("nobody gets in without a session that is alive", async () => {
  for (const token of ["", "wrong", "over", "idle"]) assert.equal((await get(token)).statusCode, 401, token);
});

test("a pair of others is not there", async () => {
  for (const pair of [5n, 99n]) assert.equal((await get("good", pair)).statusCode, 404, `${pair}`);
});

test("an id has one way to be written", () => {
  for (const id of [0n, 1n, 31n, 32n, AOI, (1n << 63n) - 1n]) assert.equal(decode(encode(id)), id);
  for (const text of ["", "00", "01", "A", "i", "-1", "zzzzzzzzzzzzz"]) assert.equal(decode(text), null, text);
});

test("the list is read through an index, not by a walk over a table", () => {
  const sql = readFileSync(new URL("../history.sql", import.meta.url), "utf8");
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ organization: 1, pair: 2 });
  assert.deepEqual(plan.map((step) => step.detail).filter((detail) => detail.startsWith("SCAN")), []);
});
