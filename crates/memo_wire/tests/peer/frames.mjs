// The frames that the Hocuspocus packages write, byte for byte.

import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as awareness from 'y-protocols/awareness'
import { writeAuthenticated, writeAuthentication, writePermissionDenied, writeTokenSyncRequest, makeRoutingKey } from '@hocuspocus/common'

const frame = (address, type, write) => {
  const encoder = encoding.createEncoder()
  if (address !== null) encoding.writeVarString(encoder, address)
  encoding.writeVarUint(encoder, type)
  write?.(encoder)
  return Buffer.from(encoding.toUint8Array(encoder)).toString('hex')
}

export const frames = () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getText('t').insert(0, '相槌')
  const presence = new awareness.Awareness(doc)
  presence.setLocalState({ user: { name: '佐藤' } })
  const update = awareness.encodeAwarenessUpdate(presence, [7])
  presence.destroy()
  const withSession = makeRoutingKey('memo', 'k3x')
  return {
    step1: frame('memo', 0, encoder => sync.writeSyncStep1(encoder, doc)),
    step2: frame(withSession, 0, encoder => sync.writeSyncStep2(encoder, doc)),
    update: frame('memo', 4, encoder => sync.writeUpdate(encoder, Y.encodeStateAsUpdate(doc))),
    awareness: frame(withSession, 1, encoder => encoding.writeVarUint8Array(encoder, update)),
    token: frame('memo', 2, encoder => {
      writeAuthentication(encoder, 'secret')
      encoding.writeVarString(encoder, '4.8.0')
    }),
    token_request: frame('memo', 2, writeTokenSyncRequest),
    denied: frame('memo', 2, encoder => writePermissionDenied(encoder, 'permission-denied')),
    authenticated: frame('memo', 2, encoder => writeAuthenticated(encoder, 'readonly')),
    plain_step1: frame(null, 0, encoder => sync.writeSyncStep1(encoder, doc)),
    plain_awareness: frame(null, 1, encoder => encoding.writeVarUint8Array(encoder, update)),
    state_vector: Buffer.from(Y.encodeStateVector(doc)).toString('hex'),
    awareness_update: Buffer.from(update).toString('hex')
  }
}
