//! What waits for the log: how much of it there may be, and when it is acknowledged.

use super::{
    peer::{Lane, NewPeer, Outbox, Outgoing, PeerId},
    shared::Next,
    state::{State, Taken},
};
use crate::memo::ROOT;
use memo_wire::{
    StateVector, Typist,
    frame::{
        Wire,
        hocuspocus::{Frame, Message, Scope},
    },
};
use platform::PersonId;
use tokio::sync::mpsc::UnboundedReceiver;

type Frames = UnboundedReceiver<Outgoing>;

fn join(state: &mut State, scope: Scope) -> (PeerId, Frames) {
    let (outbox, frames) = Outbox::new();
    let wire = Wire::Hocuspocus { address: "1".into() };
    let (person, user, lane) = (PersonId(1), serde_json::Value::Null, Lane::of(outbox));
    (state.join(NewPeer { person, user, scope, wire, lane }).unwrap(), frames)
}

/// The receipts that came since the last look.
fn receipts(frames: &mut Frames) -> Vec<bool> {
    let mut receipts = Vec::new();
    while let Ok(frame) = frames.try_recv() {
        if let Ok(Frame::Document(_, Message::SyncStatus(stored))) = Frame::decode(&frame.bytes) {
            receipts.push(stored);
        }
    }
    receipts
}

/// What the task that writes the log takes next.
fn batch(state: &mut State) -> Vec<super::state::Entry> {
    match state.next(10) {
        Some(Next::Write(batch)) => batch,
        other => panic!("nothing to write: {other:?}"),
    }
}

#[test]
fn a_peer_waits_for_one_answer_however_often_it_asks() {
    let mut state = State::new(false);
    let (peer, _frames) = join(&mut state, Scope::ReadWrite);
    let (other, _others) = join(&mut state, Scope::ReadWrite);
    state.writing = true;
    let known: StateVector = (0..1_000).map(|client| (client, 1)).collect();
    for _ in 0..500 {
        state.first_step(peer, &known.encode(), false);
        state.first_step(other, &known.encode(), false);
    }
    assert_eq!(state.late_steps.len(), 2);
    state.leave(peer);
    assert_eq!(state.late_steps.keys().collect::<Vec<_>>(), [&other]);
}

#[test]
fn what_has_no_bytes_is_counted_too() {
    for is_written in [false, true] {
        let mut state = State::new(false);
        let (peer, _frames) = join(&mut state, Scope::ReadWrite);
        let update = Typist::new(7, ROOT).write("あ");
        state.submit(peer, &update, false);
        state.writing = is_written;
        let taken = (0..20_000).take_while(|_| state.submit(peer, &update, false) == Taken::Yes);
        let most = taken.count();
        assert!((1_000..15_000).contains(&most), "{most} wait while {is_written}");
    }
}

#[test]
fn all_that_waited_is_given_back() {
    let mut state = State::new(false);
    let (peer, _frames) = join(&mut state, Scope::ReadWrite);
    let mut typist = Typist::new(7, ROOT);
    for _ in 0..3 {
        state.submit(peer, &typist.write("あ"), false);
        state.writing = true;
    }
    let mut head = 0;
    while state.waiting > 0 {
        let batch = batch(&mut state);
        head += batch.len() as i64;
        state.settle(batch, head);
    }
    assert_eq!(head, 3);
    assert!(state.next(10).is_none() && state.is_quiet());
}

#[test]
fn a_reader_who_repeats_what_waits_for_the_disk_waits_as_well() {
    let mut state = State::new(false);
    let (writer, mut written) = join(&mut state, Scope::ReadWrite);
    let (reader, mut read) = join(&mut state, Scope::ReadOnly);
    let update = Typist::new(7, ROOT).write("まだ書かれていない");
    state.submit(writer, &update, false);
    let first = batch(&mut state);
    for _ in 0..3 {
        state.submit(reader, &update, false);
    }
    assert!(receipts(&mut read).is_empty(), "nothing is on the disk");
    assert_eq!(state.queue.len(), 1, "one entry, however often");
    // The log cannot be written; nothing changes.
    state.put_back(first);
    let both = batch(&mut state);
    assert!(both.len() == 2 && receipts(&mut read).is_empty());
    state.settle(both, 1);
    assert_eq!((receipts(&mut written), receipts(&mut read)), (vec![true], vec![true; 3]));
    // What is on the disk is acknowledged at once; what is new is refused at once.
    assert!(state.next(10).is_none());
    state.submit(reader, &update, false);
    state.submit(reader, &Typist::new(8, ROOT).write("だめ"), false);
    assert_eq!(receipts(&mut read), [true, false]);
    assert_eq!(state.waiting, 0);
}
