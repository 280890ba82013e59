//! Compared with Yjs itself on random histories: what genuine peers send is admitted, and gluing,
//! slicing and snapshots lead to the same document as Yjs' own functions.

mod support;

use memo_wire::awareness::{AwarenessLimits, AwarenessUpdate};
use memo_wire::fold::{Element, Node, tree};
use memo_wire::frame::hocuspocus::{Address, Auth, Frame, Message, Scope};
use memo_wire::frame::{Sync, plain};
use memo_wire::{Document, Limits, StateVector, fold, glue};
use serde_json::{Value, json};
use support::{History, Peer, amount, bytes, hex};

/// Histories in an ordinary run; `MEMO_WIRE_HISTORIES` asks for more.
const HISTORIES: u64 = 20;

fn each_history(mut test: impl FnMut(&mut Peer, u64, &History)) {
    let mut peer = Peer::start();
    for seed in 0..amount("MEMO_WIRE_HISTORIES", HISTORIES) {
        let (clients, steps) = (2 + seed as u32 % 4, 60 + 12 * (seed as u32 % 20));
        let history = peer.history(seed, clients, steps, seed % 3 == 0);
        test(&mut peer, seed, &history);
    }
}

fn admitted(history: &History) -> Document {
    admitted_updates(&history.updates)
}

fn admitted_updates(updates: &[Vec<u8>]) -> Document {
    let mut document = Document::new();
    for (index, update) in updates.iter().enumerate() {
        let admitted = document.admit(update, &Limits::default());
        assert!(admitted.is_ok(), "update {index}: {admitted:?} {}", hex(update));
    }
    document
}

/// Yjs forgets a flag without meaning (key of a child whose parent is inherited) whenever it
/// writes a struct again; we keep the bytes. So bytes are compared after it wrote both.
fn rewritten(peer: &mut Peer, update: &[u8]) -> Value {
    peer.ask(&json!({"do": "diff", "update": hex(update), "vector": "00"}))["update"].clone()
}

/// What is known, what is alive and what it says must be equal.
fn assert_same(left: &Value, right: &Value, what: &str) {
    assert_eq!(left["pending"], false, "{what}");
    for part in ["state_vector", "tree", "rest", "alive"] {
        assert_eq!(left[part], right[part], "{what}: {part}");
    }
}

#[test]
fn genuine_histories_are_admitted_and_glue_to_the_same_document() {
    each_history(|peer, seed, history| {
        let document = admitted(history);
        let what = format!("history {seed}");
        assert_same(&peer.apply(&[document.full_update()]), &history.document, &what);
        assert_eq!(
            hex(&document.state_vector().encode()),
            history.document["state_vector"].as_str().expect("hex"),
            "{what}"
        );
        let glued = glue(&history.updates).expect("contiguous");
        assert_eq!(hex(&glued), hex(&document.full_update()), "{what}: two ways to glue");
    });
}

#[test]
fn glued_bytes_are_those_of_merge_updates() {
    let (mut equal, mut all) = (0, 0);
    each_history(|peer, seed, history| {
        let glued = glue(&history.updates).expect("contiguous");
        let both = peer.apply(&[glued.clone(), history.merged.clone()]);
        assert_same(&both, &history.document, &format!("history {seed}"));
        let (ours, theirs) = (rewritten(peer, &glued), rewritten(peer, &history.merged));
        equal += u64::from(ours == theirs);
        all += 1;
    });
    // The others differ where Yjs joins neighbouring graves.
    assert!(equal >= all / 2, "only {equal} of {all} are equal byte for byte");
}

#[test]
fn a_peer_with_any_state_vector_gets_what_it_lacks() {
    each_history(|peer, seed, history| {
        let document = admitted(history);
        let full = document.full_update();
        for vector in &history.vectors {
            let known = StateVector::decode(vector, 1_000).expect("genuine");
            let diff = document.diff(&known);
            let request = json!({"do": "diff", "update": hex(&full), "vector": hex(vector)});
            let theirs = peer.ask(&request)["update"].clone();
            assert_eq!(rewritten(peer, &diff), theirs, "history {seed}");
        }
    });
}

#[test]
fn cutting_anywhere_leads_to_the_same_document() {
    each_history(|peer, seed, history| {
        let document = admitted(history);
        let full = document.full_update();
        let mut random = support::Random(seed);
        for _ in 0..6 {
            let cut: StateVector = document
                .state_vector()
                .iter()
                .map(|(client, end)| (client, random.below(end as usize + 1) as u32))
                .collect();
            let request = json!({"do": "diff", "update": hex(&full), "vector": hex(&cut.encode())});
            let ours = document.diff(&cut);
            let theirs = peer.ask(&request)["update"].clone();
            assert_eq!(rewritten(peer, &ours), theirs, "history {seed}");
        }
    });
}

#[test]
fn snapshots_of_yjs_open_and_accept_what_came_after() {
    each_history(|peer, seed, history| {
        let opened = Document::from_snapshot(&history.snapshot).expect("Yjs wrote it");
        let what = format!("history {seed}");
        assert_same(&peer.apply(&[opened.full_update()]), &history.document, &what);
        // Late repetitions of everything change nothing.
        let mut repeated = opened.clone();
        for update in &history.updates {
            let admitted = repeated.admit(update, &Limits::default()).expect("known");
            assert!(!admitted.is_new(), "{what}: {admitted:?}");
        }
        assert_eq!(repeated.full_update(), opened.full_update());
    });
}

#[test]
fn compacting_changes_nothing_that_peers_see() {
    let (mut before, mut after) = (0, 0);
    each_history(|peer, seed, history| {
        let what = format!("history {seed}");
        let (early, late) = history.updates.split_at(history.updates.len() / 2);
        let mut document = Document::new();
        for update in early {
            document.admit(update, &Limits::default()).expect("genuine");
        }
        let full = document.full_update();
        let compacted = document.compacted();
        let expected = peer.apply(std::slice::from_ref(&full));
        assert_same(&peer.apply(std::slice::from_ref(&compacted)), &expected, &what);
        // Peers that hold everything as it was do not mind, and neither does what comes later.
        assert_same(&peer.apply(&[full.clone(), compacted.clone()]), &expected, &what);
        let mut opened = Document::from_snapshot(&compacted).expect("our own bytes");
        assert_eq!(opened.state_vector(), document.state_vector());
        assert_eq!(opened.deletes(), document.deletes());
        for update in late {
            opened.admit(update, &Limits::default()).expect("genuine");
        }
        assert_same(&peer.apply(&[opened.full_update()]), &history.document, &what);
        assert_same(&peer.apply(&[full, opened.full_update()]), &history.document, &what);
        assert_same(&peer.apply(&[opened.compacted()]), &history.document, &what);
        let again = Document::from_snapshot(&opened.compacted()).expect("our own bytes");
        assert_eq!(again.compacted(), opened.compacted(), "{what}: compact is compact");
        assert_eq!(as_json(&tree(&again, "prosemirror")), history.document["tree"], "{what}");
        (before, after) = (before + history.merged.len(), after + again.full_update().len());
    });
    assert!(after * 3 < before * 2, "{before} bytes became {after}");
}

#[test]
fn peers_that_lag_behind_catch_up_from_a_compacted_document() {
    each_history(|peer, seed, history| {
        let document = admitted(history);
        let compacted = Document::from_snapshot(&document.compacted()).expect("our own bytes");
        for part in 1..4 {
            let known = &history.updates[..history.updates.len() * part / 4];
            let vector = admitted_updates(known).state_vector();
            let mut updates = known.to_vec();
            updates.push(compacted.diff(&vector));
            assert_same(&peer.apply(&updates), &history.document, &format!("history {seed}"));
        }
    });
}

#[test]
fn what_admission_passes_on_is_enough() {
    each_history(|peer, seed, history| {
        let mut document = Document::new();
        let mut relayed = Vec::new();
        for update in &history.updates {
            let admitted = document.admit(update, &Limits::default()).expect("genuine");
            relayed.extend(admitted.is_new().then_some(admitted.update));
        }
        assert_same(&peer.apply(&relayed), &history.document, &format!("history {seed}"));
    });
}

/// The tree in the words of the peer.
fn as_json(nodes: &[Node]) -> Value {
    let one = |node: &Node| match node {
        Node::Text(runs) => {
            let runs: Vec<_> =
                runs.iter().map(|run| json!({"text": run.text, "marks": run.marks})).collect();
            json!({"runs": runs})
        }
        Node::Element(Element { name, attributes, children }) => {
            json!({"name": name, "attrs": attributes, "children": as_json(children)})
        }
    };
    nodes.iter().map(one).collect()
}

#[test]
fn the_tree_is_the_one_yjs_shows() {
    each_history(|_, seed, history| {
        let theirs = &history.document["tree"];
        let live = admitted(history);
        assert_eq!(as_json(&tree(&live, "prosemirror")), *theirs, "history {seed}");
        let opened = Document::from_snapshot(&history.snapshot).expect("Yjs wrote it");
        assert_eq!(as_json(&tree(&opened, "prosemirror")), *theirs, "snapshot {seed}");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let shown: usize = all_texts(theirs).iter().map(|text| letters(text)).sum();
        let folded = fold(&live, "prosemirror");
        assert!(letters(&folded.text) >= shown, "history {seed}: text was lost");
        assert!(letters(&folded.markdown) >= shown, "history {seed}: text was lost");
    });
}

fn all_texts(tree: &Value) -> Vec<&str> {
    match tree {
        Value::Array(nodes) => nodes.iter().flat_map(all_texts).collect(),
        Value::Object(node) => match node.get("text") {
            Some(text) => vec![text.as_str().expect("a text")],
            None => ["runs", "children"]
                .iter()
                .filter_map(|part| node.get(*part))
                .flat_map(all_texts)
                .collect(),
        },
        _ => Vec::new(),
    }
}

#[test]
fn frames_are_those_of_the_packages() {
    let mut peer = Peer::start();
    let theirs = peer.ask(&json!({"do": "frames"}));
    let vector = bytes(&theirs["state_vector"]);
    let presence = bytes(&theirs["awareness_update"]);
    let memo = Address { document: "memo", session: None };
    let session = Address { document: "memo", session: Some("k3x") };
    let check = |name: &str, frame: Frame<'_>| {
        assert_eq!(Frame::decode(&bytes(&theirs[name])), Ok(frame), "{name}");
        assert_eq!(hex(&frame.encode()), theirs[name], "{name}");
    };
    let auth = |auth| Frame::Document(memo, Message::Auth(auth));
    check("step1", Frame::Document(memo, Message::Sync(Sync::Step1(&vector))));
    check("awareness", Frame::Document(session, Message::Awareness(&presence)));
    check("token", auth(Auth::Token { token: "secret", version: Some("4.8.0") }));
    check("token_request", auth(Auth::TokenRequest));
    check("denied", auth(Auth::PermissionDenied("permission-denied")));
    check("authenticated", auth(Auth::Authenticated(Scope::ReadOnly)));

    let step2 = bytes(&theirs["step2"]);
    let Ok(Frame::Document(at, Message::Sync(Sync::Step2(update)))) = Frame::decode(&step2) else {
        panic!("a second step");
    };
    assert_eq!(at, session);
    let reply = Frame::Document(memo, Message::SyncReply(Sync::Update(update)));
    assert_eq!(hex(&reply.encode()), theirs["update"]);
    let mut document = Document::new();
    assert!(document.admit(update, &Limits::default()).expect("genuine").is_new());
    assert_eq!(document.state_vector().encode(), vector);

    let plain_step = bytes(&theirs["plain_step1"]);
    let expected = plain::Message::Sync(Sync::Step1(&vector));
    assert_eq!(plain::Message::decode(&plain_step), Ok(expected));
    let plain_presence = plain::Message::Awareness(&presence);
    assert_eq!(hex(&plain_presence.encode()), theirs["plain_awareness"]);
    let decoded = AwarenessUpdate::decode(&presence, &AwarenessLimits::default());
    let decoded = decoded.expect("genuine");
    assert_eq!(decoded.entries[0].client, 7);
    assert_eq!(decoded.encode(), presence);
}
