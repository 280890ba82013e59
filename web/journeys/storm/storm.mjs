// Standard Yjs clients in a storm: they type at random while wires are cut, frames are doubled and overtake each other, and the
// server is killed. Afterwards every replica of a memo must be equal, and nothing that was acknowledged may be missing.
//
// Started by the test `storm` of the program's integration tests, which kills and restarts the server. It tells us where the
// server is by lines of JSON (`{"address": "127.0.0.1:4711"}`); we ask by lines of our own: "kill" wants it killed and started
// anew, "done {…}" is the summary. Whatever else is printed is for people. STORM_RUNS memos are run, STORM_TOGETHER at a time.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { HocuspocusClient, OurClient, PlainClient } from './clients.mjs';
import { Random } from './random.mjs';
import { Weather, Wire } from './weather.mjs';

const RUNS = Number(process.env.STORM_RUNS ?? 25);
const TOGETHER = Number(process.env.STORM_TOGETHER ?? 25);
const SEED = Number(process.env.STORM_SEED ?? 20_261_123);
const PATIENCE = 60_000;
/** Milliseconds of typing; the kill comes in the middle. */
const TYPING = 2_000;
// Each y-websocket client listens for the end of the process.
process.setMaxListeners(0);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
async function nextAddress() {
  const { value, done } = await lines.next();
  if (done) throw new Error('whoever started us is gone');
  return JSON.parse(value).address;
}

async function eventually(check, what) {
  for (const end = Date.now() + PATIENCE; !check(); await pause(20)) {
    if (Date.now() > end) throw new Error(`never happened: ${what()}`);
  }
}

/** Every document that somebody of the demo may write into, with the tokens of those who may. */
async function documents(manifest, address) {
  const tokenOf = (id) => manifest.people.find((person) => person.id === id).api_token;
  const read = async (path, token) => {
    const answer = await fetch(`http://${address}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return answer.ok ? await answer.json() : null;
  };
  const found = [];
  for (const { id, pair } of manifest.one_on_ones) {
    const { leader, member } = manifest.pairs.find((one) => one.id === pair);
    const [ofLeader, ofMember] = [tokenOf(leader), tokenOf(member)];
    const shared = await read(`/api/v1/one-on-ones/${id}/memo`, ofMember);
    if (shared?.writable) found.push({ document: shared.document, tokens: [ofMember, ofLeader] });
    for (const token of [ofLeader, ofMember]) {
      const note = await read(`/api/v1/one-on-ones/${id}/private-note`, token);
      if (note?.writable) found.push({ document: note.document, tokens: [token] });
    }
    if (found.length >= RUNS) return found.slice(0, RUNS);
  }
  return found;
}

/** One memo and those who write into it. */
class Run {
  constructor({ document, tokens }, wire, random) {
    Object.assign(this, { document, tokens, wire, random, clients: [] });
    const count = 2 + random.below(3);
    for (let number = 0; number < count; number += 1) this.come(tokens[number % tokens.length]);
  }

  come(token) {
    const Kind = this.random.pick([OurClient, OurClient, HocuspocusClient, PlainClient]);
    const weather = new Weather(this.random.fork());
    const client = new Kind({ url: `ws://${this.wire.address}/api/memo`, document: this.document, token, weather });
    this.clients.push(client);
  }

  /** All have the memo once; from then on they keep writing whatever happens to the wire. */
  async arrive() {
    const missing = () => this.clients.filter((client) => !client.synced);
    await eventually(() => missing().length === 0, () => `${this.document} is opened by ${missing().map((client) => client.state)}`);
  }

  /** Types for this long, at the pace of quick people. */
  async type(milliseconds) {
    for (const end = Date.now() + milliseconds; Date.now() < end; ) {
      this.random.pick(this.clients).edit(this.random);
      await pause(10 + this.random.below(60));
    }
  }

  calm() {
    for (const client of this.clients) client.weather.calm();
  }

  get acknowledged() {
    return this.clients.flatMap((client) => [...client.acknowledged]);
  }

  /** Somebody who was not there, straight to the server: finds all that was acknowledged so far. */
  async lookAnew(address, acknowledged) {
    const visitor = new OurClient({
      url: `ws://${address}/api/memo`, document: this.document, token: this.tokens[0], weather: Weather.fair(),
    });
    await eventually(() => visitor.synced, () => `a visitor of ${this.document} is in step`);
    const text = visitor.memo.toString();
    const lost = acknowledged.filter((word) => !text.includes(word));
    if (lost.length > 0) throw new Error(`${this.document} lost ${lost.length} acknowledged words, such as ${lost.slice(0, 3)}`);
    return visitor;
  }

  async settle() {
    const behind = () => this.clients.filter((client) => !client.settled);
    await eventually(() => behind().length === 0, () => `${this.document}: ${behind().map((client) => client.state)}`);
    const same = () => new Set(this.clients.map((client) => client.digest)).size === 1;
    await eventually(same, () => `${this.document}: replicas are equal\n${this.clients.map((client) => `${client.state}\n${client.memo.toString()}`).join('\n')}`);
  }

  /** All that anybody wrote stands there once, for those who stayed and for who comes. */
  async check(address) {
    const written = this.clients.flatMap((client) => client.written);
    const visitor = await this.lookAnew(address, written);
    this.clients.push(visitor);
    await this.settle();
    const text = visitor.memo.toString();
    const doubled = written.filter((word) => text.split(word).length !== 2);
    if (doubled.length > 0) throw new Error(`${this.document}: ${doubled.slice(0, 3)} stand there more than once`);
    return written.length;
  }

  close() {
    for (const client of this.clients) client.close();
  }
}

/** Some memos at once; the server dies in the middle. */
async function storm(some, wire, random, address) {
  const started = Date.now();
  const lap = (what) => process.env.STORM_LAPS && console.log(what, Date.now() - started);
  const runs = some.map((one) => new Run(one, wire, random.fork()));
  await Promise.all(runs.map((run) => run.arrive()));
  lap('arrived');
  const typing = Promise.all(runs.map((run) => run.type(TYPING)));
  const cuts = wire.cutAtRandom(random.fork(), TYPING);
  await pause(TYPING / 4 + random.below(TYPING / 2));
  const before = runs.map((run) => run.acknowledged);
  wire.close();
  lap('kill');
  console.log('kill');
  const now = await nextAddress();
  lap('back');
  const lookers = await Promise.all(runs.map((run, at) => run.lookAnew(now, before[at])));
  for (const looker of lookers) looker.close();
  lap('looked');
  wire.open(now);
  await Promise.all([typing, cuts]);
  lap('typed');
  for (const run of runs) run.calm();
  await Promise.all(runs.map((run) => run.settle()));
  lap('settled');
  const written = await Promise.all(runs.map((run) => run.check(now)));
  lap('checked');
  for (const run of runs) run.close();
  const acknowledged = before.reduce((sum, words) => sum + words.length, 0);
  return { address: now, written: written.reduce((sum, count) => sum + count, 0), acknowledged };
}

const random = new Random(SEED);
const manifest = JSON.parse(readFileSync(process.env.STORM_MANIFEST, 'utf8'));
let address = await nextAddress();
const all = await documents(manifest, address);
if (all.length < RUNS) console.log(`the demo has ${all.length} documents; some are used again`);
const wire = await Wire.to(address);
const summary = { runs: 0, kills: 0, written: 0, acknowledged_before_kills: 0 };
while (summary.runs < RUNS) {
  const some = Array.from({ length: Math.min(TOGETHER, RUNS - summary.runs, all.length) }, (_, at) => all[(summary.runs + at) % all.length]);
  const stormed = await storm(some, wire, random, address);
  address = stormed.address;
  summary.runs += some.length;
  summary.kills += 1;
  summary.written += stormed.written;
  summary.acknowledged_before_kills += stormed.acknowledged;
  console.log(`${summary.runs} of ${RUNS} memos, ${summary.written} words`);
}
console.log(`done ${JSON.stringify(summary)}`);
process.exit(0);
