//! Hostile bytes: mutated updates must never panic, and what is admitted must apply cleanly.
//!
//! yrs panics, and can even crash, on updates that do not fit its document. It therefore makes a
//! sharp oracle: everything that admission lets through is applied to a yrs document.

mod support;

use memo_wire::awareness::{AwarenessLimits, AwarenessUpdate};
use memo_wire::codec::Writer;
use memo_wire::frame::{hocuspocus::Frame, plain};
use memo_wire::update::Update as Parsed;
use memo_wire::{Admitted, Document, Limits, Refusal, Schema, StateVector, fold, glue};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::{Peer, Random, amount, hex};
use yrs::updates::decoder::Decode;
use yrs::{Doc, OffsetKind, Options, ReadTxn, Transact, Update};

/// Mutated updates in an ordinary run; `MEMO_WIRE_FUZZ` asks for more.
const INPUTS: u64 = 220_000;

/// Bytes that carry meaning in the format, beside random ones.
const TELLING: [u8; 16] = [0, 1, 2, 3, 4, 6, 7, 8, 10, 0x24, 0x44, 0x7f, 0x80, 0x84, 0xc4, 0xff];

fn mutate(random: &mut Random, genuine: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = genuine[random.below(genuine.len())].clone();
    for _ in 0..1 + random.below(3) {
        let at = random.below(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, TELLING[random.below(16)]),
            2 => drop(bytes.remove(at)),
            3 => bytes[at] ^= 1 << random.below(8),
            4 => bytes[at] = TELLING[random.below(16)],
            5 => bytes[at] = bytes[at].wrapping_add(if random.below(2) == 0 { 1 } else { 255 }),
            6 => bytes[at] = random.next() as u8,
            _ => {
                let other = &genuine[random.below(genuine.len())];
                splice(random, &mut bytes, other);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// Replaces a stretch by one of another update: whole structs end up in foreign places.
fn splice(random: &mut Random, bytes: &mut Vec<u8>, other: &[u8]) {
    let start = random.below(bytes.len());
    let end = (start + random.below(24)).min(bytes.len());
    let from = random.below(other.len());
    let to = (from + random.below(24)).min(other.len());
    bytes.splice(start..end, other[from..to].iter().copied());
}

/// Puts genuine structs where they never were: any structs of anybody, as the next of some client.
/// Most of it fits formally and makes no sense.
fn reassemble(random: &mut Random, genuine: &[Vec<u8>], document: &Document) -> Vec<u8> {
    let known = document.state_vector();
    let clients: Vec<(u64, u32)> = known.iter().chain([(99, known.get(99))]).collect();
    let (client, end) = clients[random.below(clients.len())];
    let mut structs = Writer::new();
    let count = 1 + random.below(3);
    for _ in 0..count {
        let parsed = loop {
            let update = &genuine[random.below(genuine.len())];
            let parsed = Parsed::parse(update).expect("genuine");
            if !parsed.sections.is_empty() {
                break parsed;
            }
        };
        let section = &parsed.sections[random.below(parsed.sections.len())];
        let mut bytes = section.structs[random.below(section.structs.len())].bytes.to_vec();
        if random.below(3) == 0 {
            let at = random.below(bytes.len().min(12));
            bytes[at] = bytes[at].wrapping_add(1);
        }
        structs.raw(&bytes);
    }
    let mut writer = Writer::new();
    writer.var_uint(1).var_uint(count as u64).var_uint(client).var_uint(u64::from(end));
    writer.raw(&structs.finish());
    if random.below(3) == 0 {
        let (client, end) = clients[random.below(clients.len())];
        let start = random.below(end.max(1) as usize) as u64;
        writer.var_uint(1).var_uint(client).var_uint(1).var_uint(start);
        writer.var_uint(1 + random.below(4) as u64);
    } else {
        writer.var_uint(0);
    }
    writer.finish()
}

/// Counting bytes, yrs miscounts what a torn surrogate pair leaves and overflows when it deletes.
fn utf16_doc() -> Doc {
    Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() })
}

/// One memo under attack, beside a yrs document that gets what is admitted.
struct Target {
    document: Document,
    oracle: Doc,
    genuine: Vec<Vec<u8>>,
    limits: Limits,
}

impl Target {
    fn new(genuine: Vec<Vec<u8>>, limits: Limits) -> Self {
        Self { document: Document::new(), oracle: utf16_doc(), genuine, limits }
    }

    fn offer(&mut self, bytes: &[u8]) -> Result<Admitted, Refusal> {
        let admitted = self.document.admit(bytes, &self.limits)?;
        if admitted.is_new() {
            let update = Update::decode_v1(&admitted.update).unwrap_or_else(|error| {
                panic!("admitted, but yrs cannot read it: {error}\n{}", hex(&admitted.update))
            });
            let mut transaction = self.oracle.transact_mut();
            transaction.apply_update(update).expect("admitted updates fit");
        }
        Ok(admitted)
    }

    /// yrs must know exactly what we know, with nothing waiting.
    fn check(&self) {
        let transaction = self.oracle.transact();
        assert!(!transaction.has_missing_updates(), "something waits for what never comes");
        let theirs: BTreeMap<u64, u32> = transaction
            .state_vector()
            .iter()
            .map(|(client, clock)| (client.get(), *clock))
            .collect();
        assert_eq!(theirs, self.document.state_vector().iter().collect());
    }
}

/// The whole document, glued and cut, must still be readable by ourselves and by yrs.
fn check_bytes(random: &mut Random, target: &Target, admitted: &[Vec<u8>]) {
    let document = &target.document;
    let full = document.full_update();
    let copy = Document::from_snapshot(&full).expect("our own bytes");
    assert_eq!(copy.full_update(), full);
    assert_eq!(glue(admitted).expect("admitted in this order"), full);
    let cut: StateVector = document
        .state_vector()
        .iter()
        .map(|(client, end)| (client, random.below(end as usize + 1) as u32))
        .collect();
    Parsed::parse(&document.diff(&cut)).expect("a cut is well-formed");
    assert_eq!(fold(document, "prosemirror"), fold(&copy, "prosemirror"));
    // What hangs between a living and a dead neighbour, as no genuine peer makes it, may show
    // before and not after, as in Yjs with and without garbage collection.
    let compacted = Document::from_snapshot(&document.compacted()).expect("our own bytes");
    assert_eq!(compacted.state_vector(), document.state_vector());
    fold(&compacted, "prosemirror");
    let fresh = utf16_doc();
    let update = Update::decode_v1(&full).expect("yrs reads our bytes");
    fresh.transact_mut().apply_update(update).expect("it fits an empty document");
    assert!(!fresh.transact().has_missing_updates());
}

/// The same for Yjs, as browsers would get it, and for what a newcomer gets.
fn check_yjs(peer: &mut Peer, target: &Target, admitted: Vec<Vec<u8>>) {
    let vector = hex(&target.document.state_vector().encode());
    let document = &target.document;
    for updates in [admitted, vec![document.full_update()], vec![document.compacted()]] {
        let theirs = peer.accept(&updates);
        assert_eq!(theirs["pending"], false, "something waits for what never comes");
        assert_eq!(theirs["state_vector"], vector);
    }
}

/// How an attack went.
#[derive(Default)]
struct Attack {
    offered: u64,
    /// How many mutated updates were admitted and brought something.
    changed: u64,
    /// Everything new, in order.
    admitted: Vec<Vec<u8>>,
}

/// Offers a genuine history, and between its updates many that were made of them.
fn attack(random: &mut Random, target: &mut Target) -> Attack {
    let mut attack = Attack::default();
    for index in 0..target.genuine.len() {
        // A mutation may use up a clock that a genuine update wanted: then that one is refused.
        if let Ok(new) = target.offer(&target.genuine[index].clone()) {
            attack.admitted.extend(new.is_new().then_some(new.update));
        }
        for _ in 0..60 {
            let reach = (index + 3).min(target.genuine.len());
            let near = &target.genuine[index.saturating_sub(6)..reach];
            let bytes = match random.below(2) {
                0 => mutate(random, near),
                _ => reassemble(random, near, &target.document),
            };
            attack.offered += 1;
            if let Ok(new) = target.offer(&bytes)
                && new.is_new()
            {
                attack.changed += 1;
                attack.admitted.push(new.update);
            }
        }
    }
    attack
}

/// Every element's name; the peer fails on what is neither an element nor a text.
fn names(tree: &Value) -> Vec<&str> {
    let nodes = tree.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut names: Vec<&str> = nodes.iter().filter_map(|node| node.get("name")?.as_str()).collect();
    for node in nodes {
        names.extend(node.get("children").map(self::names).unwrap_or_default());
    }
    names
}

#[test]
fn nothing_passes_the_schema_that_an_editor_would_stop_at() {
    const NODES: [&str; 6] =
        ["paragraph", "heading", "bullet_list", "list_item", "check_item", "blockquote"];
    const MARKS: [&str; 4] = ["strong", "em", "strike", "link"];
    let mut peer = Peer::start();
    let mut random = Random(3);
    let mut changed = 0;
    for seed in 0..8 {
        let history = peer.history(3_000 + seed, 3, 70, seed % 2 == 0);
        let schema = Schema::new(["prosemirror"], NODES, MARKS);
        let limits = Limits { schema: Some(schema), ..Limits::default() };
        let mut target = Target::new(history.updates, limits);
        let attack = attack(&mut random, &mut target);
        changed += attack.changed;
        target.check();
        let theirs = peer.apply(&attack.admitted);
        assert!(names(&theirs["tree"]).iter().all(|name| NODES.contains(name)));
        assert!(!theirs["tree"].to_string().contains("\"code\""), "a forbidden mark");
        assert_eq!(theirs["rest"], json!({"map": {}, "list": [], "rich": []}), "other roots");
    }
    assert!(changed > 500, "the schema refuses everything: {changed}");
}

#[test]
fn mutated_updates_never_panic_and_what_is_admitted_fits() {
    let mut peer = Peer::start();
    let mut random = Random(20_260_101);
    let inputs = amount("MEMO_WIRE_FUZZ", INPUTS);
    let (mut offered, mut changed) = (0, 0);
    for seed in 0.. {
        let history = peer.history(1_000 + seed, 3, 70, seed % 3 == 0);
        let mut target = Target::new(history.updates, Limits::default());
        let attack = attack(&mut random, &mut target);
        offered += attack.offered;
        changed += attack.changed;
        target.check();
        check_bytes(&mut random, &target, &attack.admitted);
        check_yjs(&mut peer, &target, attack.admitted);
        if offered >= inputs {
            break;
        }
    }
    println!("{offered} mutated updates, {changed} admitted with news");
    assert!(changed * 10 > inputs, "the mutations are too wild to test anything: {changed}");
}

/// The memo's own limits, as `meetings::memo::model` sets them.
fn memo_limits() -> Limits {
    const NODES: [&str; 9] = [
        "paragraph",
        "heading",
        "bullet_list",
        "ordered_list",
        "list_item",
        "check_item",
        "blockquote",
        "horizontal_rule",
        "hard_break",
    ];
    let schema = Schema::new(["memo"], NODES, ["link", "strong", "em", "strike", "code"]);
    Limits { schema: Some(schema), ..Limits::default() }
}

/// Sessions of the real editor in a real browser; see `corpus/README.md`.
fn recorded_sessions() -> Vec<Vec<Vec<u8>>> {
    let lines = include_str!("corpus/editor.jsonl").lines();
    let updates = |line: &str| -> Vec<Value> { serde_json::from_str(line).expect("JSON") };
    lines.map(|line| updates(line).iter().map(support::bytes).collect()).collect()
}

#[test]
fn what_the_editor_sends_passes_and_its_mutations_never_panic() {
    let mut random = Random(20_261_123);
    let inputs = amount("MEMO_WIRE_FUZZ", INPUTS);
    let sessions = recorded_sessions();
    for session in &sessions {
        let mut untouched = Target::new(session.clone(), memo_limits());
        for update in session {
            untouched.offer(update).expect("the editor keeps to the schema");
        }
        untouched.check();
    }
    let (mut offered, mut changed) = (0, 0);
    for session in sessions.iter().cycle() {
        let mut target = Target::new(session.clone(), memo_limits());
        let attack = attack(&mut random, &mut target);
        offered += attack.offered;
        changed += attack.changed;
        target.check();
        check_bytes(&mut random, &target, &attack.admitted);
        if offered >= inputs {
            break;
        }
    }
    println!("{offered} mutations of recorded updates, {changed} admitted with news");
    assert!(changed * 20 > inputs, "the mutations are too wild to test anything: {changed}");
}

#[test]
fn everything_else_a_stranger_sends_never_panics() {
    let mut random = Random(7);
    let mut understood = 0;
    for _ in 0..200_000 {
        let len = random.below(40);
        let bytes: Vec<u8> = (0..len)
            .map(|_| match random.below(3) {
                0 => random.next() as u8,
                1 => TELLING[random.below(16)],
                _ => random.below(12) as u8,
            })
            .collect();
        understood += u32::from(Frame::decode(&bytes).is_ok());
        understood += u32::from(plain::Message::decode(&bytes).is_ok());
        understood += u32::from(StateVector::decode(&bytes, 100).is_ok());
        understood +=
            u32::from(AwarenessUpdate::decode(&bytes, &AwarenessLimits::default()).is_ok());
        understood += u32::from(Parsed::parse(&bytes).is_ok());
    }
    assert!(understood > 1_000, "too wild to test anything: {understood}");
}
