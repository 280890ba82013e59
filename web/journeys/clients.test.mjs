// Standard Yjs clients against the program: whoever has a token of one of the two writes with what is theirs.
import assert from 'node:assert/strict';
import { createConnection, createServer } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { startDemo } from './demo.mjs';

let demo;
before(async () => {
  demo = await startDemo();
});
after(async () => {
  await demo?.stop();
});

/** Waits until `check` is true, else fails. */
async function eventually(check, what, patience = 15_000) {
  for (const end = Date.now() + patience; !check(); await pause(25)) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
  }
}

/** What a test opened; closed also when it failed. */
const open = new Set();
afterEach(() => {
  for (const one of open) one.close();
  open.clear();
});

/** A document of ours with what every client of it does. */
class Client {
  constructor() {
    open.add(this);
  }

  doc = new Y.Doc();
  synced = false;
  refused = false;

  get memo() {
    return this.doc.getXmlFragment('memo');
  }

  says(words) {
    return this.memo.toString().includes(words);
  }

  write(words) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    this.memo.insert(this.memo.length, [paragraph]);
  }

  async ready() {
    await eventually(() => this.synced, `${this.constructor.name} is in step with the server`);
    return this;
  }
}

/** `@hocuspocus/provider`: any number of documents on one socket, the token in its first message. */
class Hocuspocus extends Client {
  constructor({ url, document, token }) {
    super();
    this.socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket, minDelay: 50, delay: 100, maxDelay: 500 });
    this.provider = new HocuspocusProvider({
      websocketProvider: this.socket, name: document, document: this.doc, token,
      onSynced: ({ state }) => (this.synced = state),
      onAuthenticationFailed: () => (this.refused = true),
      onClose: ({ event }) => (this.refused ||= [4401, 4403].includes(event.code)),
    });
    this.provider.attach();
  }

  /** Everything of ours was acknowledged, which means: is on the disk. */
  get kept() {
    return this.synced && this.provider.unsyncedChanges === 0;
  }

  close() {
    open.delete(this);
    this.provider.destroy();
    this.doc.destroy();
    this.socket.destroy();
  }
}

/** `y-websocket`: one document on one socket, the token in the address. */
class YWebsocket extends Client {
  constructor({ url, document, token }) {
    super();
    this.provider = new WebsocketProvider(url, document, this.doc, { params: { token }, WebSocketPolyfill: WebSocket, maxBackoffTime: 500, disableBc: true });
    this.provider.on('sync', (state) => (this.synced = state));
    this.provider.on('connection-error', () => (this.refused = true));
  }

  close() {
    open.delete(this);
    this.provider.destroy();
    this.doc.destroy();
  }
}

const CLIENTS = [Hocuspocus, YWebsocket];

/** The first memo of the manifest, with the tokens of its two. */
function someMemo() {
  const { manifest } = demo;
  const [memo] = manifest.memos;
  const { pair } = manifest.one_on_ones.find(({ id }) => id === memo.one_on_one);
  const two = manifest.pairs.find(({ id }) => id === pair);
  const leader = manifest.people.find(({ id }) => id === two.leader);
  const member = manifest.people.find(({ id }) => id === two.member);
  return { memo, pair, leader, member, ofLeader: { ...memo, token: leader.api_token } };
}

/** A wire that can be cut, in front of the program. */
async function cuttableWire() {
  const { port, hostname } = new URL(demo.manifest.base_url);
  const ends = new Set();
  let whole = true;
  const wire = createServer((near) => {
    if (!whole) return near.destroy();
    const far = createConnection({ port, host: hostname });
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => [near, far].forEach((other) => other.destroy()));
    }
  });
  await new Promise((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const one = {
    url: (memo) => ({ ...memo, url: memo.url.replace(/\/\/[^/]+/, `//127.0.0.1:${wire.address().port}`) }),
    cut: () => {
      whole = false;
      for (const end of ends) end.destroy();
    },
    mend: () => (whole = true),
    close: () => {
      open.delete(one);
      for (const end of ends) end.destroy();
      wire.close();
    },
  };
  open.add(one);
  return one;
}

for (const [One, Other] of [CLIENTS, CLIENTS.toReversed()]) {
  describe(`a member with ${One.name}, a leader with ${Other.name}`, () => {
    const tag = `${One.name}-${Other.name}`;

    test('read what the other writes', async () => {
      const { memo, ofLeader } = someMemo();
      const [member, leader] = [await new One(memo).ready(), await new Other(ofLeader).ready()];
      member.write(`会議室を予約する ${tag}`);
      await eventually(() => leader.says(`会議室を予約する ${tag}`), 'the leader reads the member');
      leader.write(`𠮷田さんに聞く 🙂 ${tag}`);
      await eventually(() => member.says(`𠮷田さんに聞く 🙂 ${tag}`), 'the member reads the leader');
      assert.equal(member.memo.toString(), leader.memo.toString());
      for (const client of [member, leader]) client.close();
    });

    test('lose the connection, write on, and find each other again', async () => {
      const { memo, ofLeader } = someMemo();
      const wire = await cuttableWire();
      const [member, leader] = [await new One(wire.url(memo)).ready(), await new Other(ofLeader).ready()];
      wire.cut();
      member.write(`切れている間の言葉 ${tag}`);
      leader.write(`そのころ相手は ${tag}`);
      await pause(700);
      assert.ok(!leader.says(`切れている間の言葉 ${tag}`), 'the wire is cut');
      wire.mend();
      await eventually(() => leader.says(`切れている間の言葉 ${tag}`), 'what was written meanwhile arrives');
      await eventually(() => member.says(`そのころ相手は ${tag}`), 'what the other wrote meanwhile arrives');
      for (const client of [member, leader]) client.close();
      wire.close();
    });
  });
}

describe('the text', () => {
  test('is there after a restart of the server, for those who stayed and for those who come', async () => {
    const { memo, ofLeader } = someMemo();
    const stayed = [await new Hocuspocus(memo).ready(), await new YWebsocket(ofLeader).ready()];
    stayed[0].write('再起動の前');
    await eventually(() => stayed[0].kept && stayed[1].says('再起動の前'), 'it is on the disk');
    await demo.restart();
    const came = [await new Hocuspocus(ofLeader).ready(), await new YWebsocket(memo).ready()];
    for (const client of came) assert.ok(client.says('再起動の前'), client.constructor.name);
    stayed[1].write('再起動のあと');
    for (const client of [...came, ...stayed]) await eventually(() => client.says('再起動のあと'), `${client.constructor.name} goes on`);
    for (const client of [...came, ...stayed]) client.close();
  });
});

describe('refused is', () => {
  async function isRefused(memo, what) {
    for (const Kind of CLIENTS) {
      const client = new Kind(memo);
      await eventually(() => client.refused, `${Kind.name} with ${what} is refused`);
      await pause(200);
      assert.ok(!client.synced && client.memo.length === 0, `${Kind.name} with ${what} sees nothing`);
      client.close();
    }
  }

  test('a wrong token', async () => {
    const { memo } = someMemo();
    await isRefused({ ...memo, token: `aizuchi_${'x'.repeat(43)}` }, 'a wrong token');
    await isRefused({ ...memo, token: '' }, 'no token');
  });

  test('a token of somebody else, or of another organization', async () => {
    const { memo, leader, member } = someMemo();
    const { people } = demo.manifest;
    const colleague = people.find((one) => one.organization === member.organization && ![leader.id, member.id].includes(one.id));
    const foreigner = people.find((one) => one.organization !== member.organization);
    await isRefused({ ...memo, token: colleague.api_token }, 'the token of a colleague');
    await isRefused({ ...memo, token: foreigner.api_token }, 'the token of another organization');
  });

  test('a token of a leader of the past, from the moment the pair ends', async () => {
    const { memo, pair, member, ofLeader } = someMemo();
    const leading = await new Hocuspocus(ofLeader).ready();
    await endPair(member, pair);
    await eventually(() => leading.refused || !leading.synced, 'the open connection of the leader ends');
    leading.close();
    await isRefused(ofLeader, 'the token of a leader of the past');
    const reader = await new Hocuspocus(memo).ready();
    assert.ok(reader.memo.length > 0, 'the member keeps what is theirs');
    reader.close();
  });
});

/** The member signs in and ends the pair, as its page does. */
async function endPair(member, pair) {
  const { base_url: origin } = demo.manifest;
  const post = (url, cookie = '') => fetch(url, {
    method: 'POST', redirect: 'manual', headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const signedIn = await post(member.sign_in_url);
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const ended = await post(`${origin}/pairs/${pair}/ending`, cookie);
  assert.equal(ended.status, 303, await ended.text());
}
