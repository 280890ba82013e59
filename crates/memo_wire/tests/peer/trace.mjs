// What came and went between two moments, letter by letter, by the snapshots of Yjs.

import * as Y from 'yjs'

const isVisible = (snapshot, { client, clock }) =>
  (snapshot.sv.get(client) ?? 0) > clock && !Y.isDeleted(snapshot.ds, { client, clock })

/** Applies updates; tells each letter since the first `from` of them: text, fate, author, remover. */
export const traced = (doc, updates, from, treeOf) => {
  const after = []
  for (const update of updates) {
    Y.applyUpdate(doc, update)
    after.push(Y.snapshot(doc))
  }
  const empty = Y.emptySnapshot
  const then = from === 0 ? empty : after[from - 1]
  const now = after.at(-1) ?? empty
  const remover = id => after.findIndex((snapshot, at) => at >= from && Y.isDeleted(snapshot.ds, id))
  const letters = []
  const letter = (id, unit) => {
    const was = isVisible(then, id)
    const is = isVisible(now, id)
    if (!was && !is) return
    const fate = was ? (is ? 'stayed' : 'went') : 'came'
    letters.push([unit, fate, id.client, fate === 'went' ? remover(id) : -1])
  }
  const walk = type => {
    for (let item = type._start; item !== null; item = item.right) {
      const { client, clock } = item.id
      if (item.content instanceof Y.ContentString) {
        for (let at = 0; at < item.content.str.length; at++) letter({ client, clock: clock + at }, item.content.str.charCodeAt(at))
      } else if (item.content instanceof Y.ContentType && !(item.content.type instanceof Y.Map)) {
        walk(item.content.type)
      }
    }
  }
  walk(doc.getXmlFragment('prosemirror'))
  return { letters, then: treeOf(Y.createDocFromSnapshot(doc, then)) }
}
