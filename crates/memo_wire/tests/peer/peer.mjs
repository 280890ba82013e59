// The reference: answers one JSON request a line with one JSON line, using Yjs itself.

import * as Y from 'yjs'
import { createInterface } from 'node:readline'
import { randomHistory } from './history.mjs'
import { frames } from './frames.mjs'
import { traced } from './trace.mjs'

const hex = bytes => Buffer.from(bytes).toString('hex')
const bytes = text => new Uint8Array(Buffer.from(text, 'hex'))

/** Runs of equal marks are one run, however many struct boundaries lie between them. */
const runsOf = text => {
  const runs = []
  for (const { insert, attributes = {} } of text.toDelta()) {
    if (typeof insert !== 'string') continue
    const last = runs.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(attributes)) last.text += insert
    else runs.push({ text: insert, marks: attributes })
  }
  return runs
}

const treeOf = parent => parent.toArray().map(node => node instanceof Y.XmlText
  ? { runs: runsOf(node) }
  : { name: node.nodeName, attrs: node.getAttributes(), children: treeOf(node) })

const rest = doc => ({
  map: doc.getMap('map').toJSON(),
  list: doc.getArray('list').toJSON().map(value => value instanceof Uint8Array ? hex(value) : value),
  rich: doc.getText('rich').toDelta()
})

/** What is known, without looking at it: for documents that make no sense. */
const known = doc => ({
  state_vector: hex(Y.encodeStateVector(doc)),
  pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null
})

/**
 * Every visible unit, whatever was applied in which pieces. Marks are left out: Yjs removes
 * those without effect after some transactions and not after others.
 */
const alive = doc => [...doc.store.clients.entries()].sort((a, b) => a[0] - b[0]).map(([client, structs]) => {
  const ranges = []
  for (const { id, length, deleted, countable } of structs) {
    if (deleted || !countable) continue
    if (ranges.at(-1)?.[1] === id.clock) ranges.at(-1)[1] += length
    else ranges.push([id.clock, id.clock + length])
  }
  return [client, ranges]
})

const describe = doc => ({
  ...known(doc),
  tree: treeOf(doc.getXmlFragment('prosemirror')),
  rest: rest(doc),
  alive: alive(doc)
})

const applied = (updates, gc = false) => {
  const doc = new Y.Doc({ gc })
  for (const update of updates) Y.applyUpdate(doc, bytes(update))
  return doc
}

const answers = {
  history: ({ seed, clients, steps, wild, gc }) => {
    const { server, updates, vectors } = randomHistory(seed, clients, steps, wild, gc)
    return {
      updates: updates.map(hex),
      vectors: vectors.map(hex),
      merged: hex(Y.mergeUpdates(updates)),
      snapshot: hex(Y.encodeStateAsUpdate(server)),
      document: describe(server)
    }
  },
  apply: ({ updates, gc }) => describe(applied(updates, gc)),
  accept: ({ updates }) => known(applied(updates)),
  merge: ({ updates }) => ({ update: hex(Y.mergeUpdates(updates.map(bytes))) }),
  diff: ({ update, vector }) => ({ update: hex(Y.diffUpdate(bytes(update), bytes(vector))) }),
  tree: ({ updates }) => ({ tree: treeOf(applied(updates).getXmlFragment('prosemirror')) }),
  trace: ({ updates, from }) => {
    const doc = new Y.Doc({ gc: false })
    return traced(doc, updates.map(bytes), from, then => treeOf(then.getXmlFragment('prosemirror')))
  },
  frames
}

createInterface({ input: process.stdin }).on('line', line => {
  const request = JSON.parse(line)
  let answer
  try {
    answer = answers[request.do](request)
  } catch (error) {
    answer = { error: String(error?.stack ?? error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
})
