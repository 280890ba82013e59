//! Compared with Yjs itself on random histories: what genuine peers send is admitted, and gluing,
//! slicing and snapshots lead to the same document as Yjs' own functions.

mod support;

use memo_wire::awareness::{AwarenessLimits, AwarenessUpdate};
use memo_wire::fold::{Element, Node, tree};
use memo_wire::frame::hocuspocus::{Address, Auth, Frame, Message, Scope};
use memo_wire::frame::{Sync, plain};
use memo_wire::trace::{Fate, Moment, Removals, Traced, trace};
use memo_wire::{Document, Limits, Moves, StateVector, fold, glue, rewrite};
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

/// Every letter as the peer tells it: its unit, its fate, its author, who deleted it.
fn letters(nodes: &[Traced], into: &mut Vec<Value>) {
    for node in nodes {
        match node {
            Traced::Element(element) => letters(&element.children, into),
            Traced::Text(runs) => {
                for run in runs {
                    let fate = match run.trace.fate {
                        Fate::Stayed => "stayed",
                        Fate::Came => "came",
                        Fate::Went => "went",
                    };
                    let (author, by) = (run.trace.author, run.trace.remover.unwrap_or(-1));
                    into.extend(
                        run.text.encode_utf16().map(|unit| json!([unit, fate, author, by])),
                    );
                }
            }
        }
    }
}

/// A torn surrogate pair shows as it was, or as U+FFFD: that depends on who tore it when.
fn same_letters(ours: &[Value], theirs: &[Value], what: &str) {
    let torn = |unit: &Value| match unit.as_u64() {
        Some(0xd800..=0xdfff) => json!(0xfffd),
        _ => unit.clone(),
    };
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (at, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        assert_eq!(torn(&ours[0]), torn(&theirs[0]), "{what}: letter {at}");
        for part in 1..4 {
            assert_eq!(ours[part], theirs[part], "{what}: letter {at}: {ours} {theirs}");
        }
    }
}

/// A text in which every surrogate pair is torn.
fn torn(text: &str) -> String {
    text.encode_utf16().map(|unit| char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')).collect()
}

/// What was there then, of what was there then or now.
fn then(nodes: &[Traced]) -> Vec<Value> {
    let was_there = |fate| fate != Fate::Came;
    let one = |node: &Traced| match node {
        Traced::Text(runs) => {
            let texts = runs.iter().filter(|run| was_there(run.trace.fate));
            let text: String = texts.map(|run| run.text.as_str()).collect();
            (!text.is_empty()).then(|| json!(torn(&text)))
        }
        Traced::Element(element) => was_there(element.trace.fate)
            .then(|| json!({"name": element.name, "children": then(&element.children)})),
    };
    nodes.iter().filter_map(one).collect()
}

/// The peer's tree in the same form.
fn bare(tree: &Value) -> Vec<Value> {
    let one = |node: &Value| match node.get("runs") {
        Some(runs) => {
            let texts = runs.as_array().expect("runs").iter().map(|run| &run["text"]);
            let text: String = texts.map(|text| text.as_str().expect("a text")).collect();
            (!text.is_empty()).then(|| json!(torn(&text)))
        }
        None => Some(json!({"name": node["name"], "children": bare(&node["children"])})),
    };
    tree.as_array().expect("a tree").iter().filter_map(one).collect()
}

#[test]
fn what_came_and_went_is_what_the_snapshots_of_yjs_tell() {
    each_history(|peer, seed, history| {
        for part in 0..3 {
            let from = history.updates.len() * part / 3;
            let mut document = admitted_updates(&history.updates[..from]);
            let since = Moment::of(&document);
            let mut removals = Removals::default();
            for (index, update) in history.updates.iter().enumerate().skip(from) {
                document.admit(update, &Limits::default()).expect("genuine");
                removals.note(update, index as i64).expect("well-formed");
            }
            let ours = trace(&document, "prosemirror", &since, (&removals, &Moves::default()));
            let updates: Vec<String> = history.updates.iter().map(|update| hex(update)).collect();
            let theirs = peer.ask(&json!({"do": "trace", "updates": updates, "from": from}));
            let mut told = Vec::new();
            letters(&ours, &mut told);
            let what = format!("history {seed} from {from}");
            same_letters(&told, theirs["letters"].as_array().expect("letters"), &what);
            assert_eq!(then(&ours), bare(&theirs["then"]), "{what}");
            let authors = trace(
                &document,
                "prosemirror",
                &Moment::of(&document),
                (&removals, &Moves::default()),
            );
            told.retain(|letter| letter[1] != "went");
            let mut stayed = Vec::new();
            letters(&authors, &mut stayed);
            assert_eq!(stayed.len(), told.len(), "{what}");
            assert!(stayed.iter().all(|letter| letter[1] == "stayed"), "{what}");
        }
    });
}

#[test]
fn the_words_between_two_snapshots_are_the_same_as_between_two_moments() {
    each_history(|_, seed, history| {
        let from = history.updates.len() / 2;
        let mut document = admitted_updates(&history.updates[..from]);
        let before = document.compacted();
        let since = Moment::of(&document);
        for update in &history.updates[from..] {
            document.admit(update, &Limits::default()).expect("genuine");
        }
        let whole =
            trace(&document, "prosemirror", &since, (&Removals::default(), &Moves::default()));
        let mut kept = Document::from_snapshot(&before).expect("our own bytes");
        assert_eq!(Moment::of(&kept), since);
        kept.admit(&document.compacted(), &Limits::trusted()).expect("our own bytes");
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        letters(
            &trace(&kept, "prosemirror", &since, (&Removals::default(), &Moves::default())),
            &mut ours,
        );
        letters(&whole, &mut theirs);
        same_letters(&ours, &theirs, &format!("history {seed}"));
    });
}

/// Texts that are empty say nothing.
fn without_empty(tree: &Value) -> Vec<Value> {
    let one = |node: &Value| match node.get("runs") {
        Some(runs) => (runs != &json!([])).then(|| node.clone()),
        None => {
            let (name, attrs) = (&node["name"], &node["attrs"]);
            Some(
                json!({"name": name, "attrs": attrs, "children": without_empty(&node["children"])}),
            )
        }
    };
    tree.as_array().expect("a tree").iter().filter_map(one).collect()
}

#[test]
fn a_restored_memo_says_what_it_said_then_here_and_in_yjs() {
    let (mut kept, mut written) = (0, 0);
    each_history(|peer, seed, history| {
        let mut document = admitted(history);
        let mut updates = history.updates.clone();
        for part in [3, 1, 2] {
            let then = admitted_updates(&history.updates[..history.updates.len() * part / 4]);
            let wanted = tree(&then, "prosemirror");
            let client = 7_000_000 + part as u64;
            if let Some(edit) = rewrite(&document, "prosemirror", client, &wanted) {
                let blocks = tree(&document, "prosemirror").len();
                (kept, written) =
                    (kept + blocks - edit.removed.min(blocks), written + edit.written);
                document.admit(&edit.update, &Limits::default()).expect("an edit like any other");
                updates.push(edit.update);
            }
            let what = format!("history {seed}, back to {part} of 4");
            let wanted = without_empty(&as_json(&wanted));
            assert_eq!(without_empty(&as_json(&tree(&document, "prosemirror"))), wanted, "{what}");
            let encoded: Vec<String> = updates.iter().map(|update| hex(update)).collect();
            let theirs = peer.ask(&json!({"do": "tree", "updates": encoded}));
            assert_eq!(without_empty(&theirs["tree"]), wanted, "{what}");
            let again = rewrite(&document, "prosemirror", 1, &tree(&then, "prosemirror"));
            assert_eq!(again, None, "{what}");
        }
    });
    assert!(kept > 0 && written > 0, "{kept} blocks stayed, {written} were written");
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
