// Random histories of several people in one memo: typing, formatting, nesting, deleting, undoing,
// on and off line, and what reaches the server of it, in its order.

import * as Y from 'yjs'

/** mulberry32: small, seeded, the same everywhere. */
const generator = seed => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const WORDS = ['相槌', 'うん', '𠮷野家', 'a', 'b c', '👩‍👩‍👧', '*x*', '<b>', '\n', '約束。', '1. ', '# ']
const BLOCKS = ['paragraph', 'heading', 'bullet_list', 'ordered_list', 'list_item', 'check_item',
  'blockquote', 'horizontal_rule', 'hard_break']
const MARKS = [['strong', {}], ['em', {}], ['strike', {}], ['code', {}],
  ['link', { href: 'https://example.jp/?a=1&b=(2)' }]]

class Person {
  constructor (random, id, gc) {
    this.random = random
    this.doc = new Y.Doc({ gc })
    this.doc.clientID = id
    this.fragment = this.doc.getXmlFragment('prosemirror')
    this.undo = new Y.UndoManager(this.fragment, { trackedOrigins: new Set([this]), captureTimeout: 0 })
    this.online = true
    this.inbox = []
    this.outbox = []
    this.doc.on('update', (update, origin) => { if (origin !== 'remote') this.outbox.push(update) })
  }

  below (n) { return Math.floor(this.random() * n) }
  pick (list) { return list[this.below(list.length)] }

  nodes (kind) {
    const found = []
    const walk = node => {
      if (node instanceof kind) found.push(node)
      if (!(node instanceof Y.XmlText)) node.toArray().forEach(walk)
    }
    walk(this.fragment)
    return found
  }

  edit (wild) {
    const dice = this.below(100)
    if (dice < 8) return this.undo.undo()
    if (dice < 11) return this.undo.redo()
    const act = wild && dice < 40 ? () => this.wildly() : () => this.memo(dice)
    this.doc.transact(() => { for (let n = 1 + this.below(3); n > 0; n--) act() }, this)
  }

  memo (dice) {
    const texts = this.nodes(Y.XmlText)
    if (texts.length === 0 || dice < 26) return this.addBlock()
    const text = this.pick(texts)
    const at = this.below(text.length + 1)
    const len = Math.min(text.length - at, 1 + this.below(4))
    if (dice < 65) return text.insert(at, this.pick(WORDS))
    if (dice < 72) return text.insert(text.length, this.pick(WORDS))
    if (dice < 84) return len > 0 && text.delete(at, len)
    if (dice < 93 && len > 0) return this.format(text, at, len)
    if (dice < 96) return this.setAttribute()
    this.removeBlock()
  }

  addBlock () {
    const parents = [this.fragment, ...this.nodes(Y.XmlElement)]
    const parent = this.pick(parents)
    const element = new Y.XmlElement(this.pick(BLOCKS))
    if (element.nodeName === 'heading') element.setAttribute('level', 1 + this.below(3))
    if (element.nodeName === 'check_item') element.setAttribute('checked', this.random() < 0.5)
    const text = new Y.XmlText()
    text.insert(0, this.pick(WORDS))
    if (this.random() < 0.8) element.insert(0, [text])
    parent.insert(this.below(parent.length + 1), this.random() < 0.9 ? [element] : [new Y.XmlText('x')])
  }

  removeBlock () {
    const parent = this.pick([this.fragment, ...this.nodes(Y.XmlElement)])
    if (parent.length > 0) parent.delete(this.below(parent.length), 1)
  }

  setAttribute () {
    const elements = this.nodes(Y.XmlElement)
    if (elements.length === 0) return
    const element = this.pick(elements)
    const name = this.pick(['level', 'checked', 'note'])
    if (this.random() < 0.2) element.removeAttribute(name)
    else element.setAttribute(name, this.pick([1, 2.5, -7, true, false, '値', { a: [null, 'x'] }, 2 ** 40]))
  }

  format (text, at, len) {
    const [name, attributes] = this.pick(MARKS)
    text.format(at, len, { [name]: this.random() < 0.3 ? null : attributes })
  }

  /** Content that no memo has, but the format does. */
  wildly () {
    const map = this.doc.getMap('map')
    const list = this.doc.getArray('list')
    const rich = this.doc.getText('rich')
    const at = this.below(list.length + 1)
    const acts = [
      () => map.set(this.pick(['a', 'b', 'キー']), this.pick([1, null, 'x', [1, { y: -2.25 }], 3n])),
      () => map.delete(this.pick(['a', 'b'])),
      () => list.insert(at, this.pick([[1, 2, 3, 4], ['x', true, { a: 1 }], [new Uint8Array([1, 2])]])),
      () => list.insert(at, [new Y.Map([['k', this.below(9)]]), new Y.Text('あ')]),
      () => list.length > at && list.delete(at, Math.min(3, list.length - at)),
      () => rich.insert(this.below(rich.length + 1), this.pick(WORDS)),
      () => rich.insertEmbed(this.below(rich.length + 1), { image: 'x' }),
      () => rich.length > 1 && rich.delete(this.below(rich.length - 1), 1)
    ]
    this.pick(acts)()
  }
}

/** BigInts are no JSON: only on the wire. */
BigInt.prototype.toJSON = function () { return Number(this) } // eslint-disable-line no-extend-native

export const randomHistory = (seed, count, steps, wild, gc) => {
  const random = generator(seed)
  const server = new Y.Doc({ gc })
  const updates = []
  const vectors = [Y.encodeStateVector(server)]
  const ids = new Set()
  while (ids.size < count) ids.add(Math.floor(random() * (random() < 0.3 ? 2 ** 53 : 2 ** (8 * (1 + ids.size % 4)))))
  const people = [...ids].map(id => new Person(random, id, gc || random() < 0.5))

  const receive = (sender, update) => {
    updates.push(update)
    Y.applyUpdate(server, update)
    for (const other of people) if (other !== sender && other.online) other.inbox.push(update)
  }
  const read = (person, all) => {
    while (person.inbox.length > 0 && (all || random() < 0.7)) Y.applyUpdate(person.doc, person.inbox.shift(), 'remote')
  }
  const reconnect = person => {
    person.online = true
    person.outbox = []
    Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(person.doc)), 'remote')
    receive(person, Y.encodeStateAsUpdate(person.doc, Y.encodeStateVector(server)))
  }

  for (let step = 0; step < steps; step++) {
    const person = people[Math.floor(random() * people.length)]
    if (person.online && random() < 0.04) Object.assign(person, { online: false, inbox: [] })
    else if (!person.online && random() < 0.2) reconnect(person)
    read(person, false)
    person.edit(wild)
    if (person.online) person.outbox.splice(0).forEach(update => receive(person, update))
    if (random() < 0.05) vectors.push(Y.encodeStateVector(random() < 0.5 ? person.doc : server))
  }
  people.filter(person => !person.online).forEach(reconnect)
  return { server, updates, vectors }
}
