//! Compared with yrs: as a replica of Yjs histories, and as a client that writes itself.

mod support;

use memo_wire::fold::{Node, tree};
use memo_wire::{Document, Limits, StateVector, glue};
use std::collections::BTreeMap;
use support::{Peer, Random};
use yrs::types::Attrs;
use yrs::types::text::YChange;
use yrs::types::xml::{XmlElementPrelim, XmlOut, XmlTextPrelim};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, Doc, OffsetKind, Options, Out, ReadTxn, Text, Transact, Update, Xml, XmlFragment,
    XmlTextRef,
};

const ROOT: &str = "prosemirror";

fn doc(client: u64) -> Doc {
    let client_id = yrs::block::ClientID::new(client);
    let doc = Doc::with_options(Options {
        offset_kind: OffsetKind::Utf16,
        client_id,
        ..Options::default()
    });
    doc.get_or_insert_xml_fragment(ROOT);
    doc
}

fn apply(doc: &Doc, update: &[u8]) {
    let update = Update::decode_v1(update).expect("yrs reads it");
    doc.transact_mut().apply_update(update).expect("it fits");
    assert!(!doc.transact().has_missing_updates(), "something is missing");
}

fn replica(updates: &[Vec<u8>]) -> Doc {
    let replica = doc(1);
    updates.iter().for_each(|update| apply(&replica, update));
    replica
}

fn state(doc: &Doc) -> StateVector {
    let bytes = doc.transact().state_vector().encode_v1();
    StateVector::decode(&bytes, 1_000).expect("yrs wrote it")
}

fn admitted(updates: &[Vec<u8>]) -> Document {
    let mut document = Document::new();
    for update in updates {
        document.admit(update, &Limits::default()).expect("genuine");
    }
    document
}

/// All runs of all texts, in order, with their marks.
fn shown(doc: &Doc) -> Vec<Vec<(String, String)>> {
    let fragment = doc.get_or_insert_xml_fragment(ROOT);
    let transaction = doc.transact();
    let runs = |text: XmlTextRef| {
        let parts = text.diff(&transaction, YChange::identity);
        let runs = parts.into_iter().filter_map(|part| match part.insert {
            Out::Any(Any::String(text)) => {
                let marks: BTreeMap<_, _> =
                    part.attributes.into_iter().flat_map(|it| *it).collect();
                Some((text.to_string(), format!("{marks:?}")))
            }
            _ => None,
        });
        runs.collect()
    };
    let nodes = fragment.successors(&transaction);
    nodes
        .filter_map(|node| match node {
            XmlOut::Text(node) => Some(runs(node)),
            _ => None,
        })
        .collect()
}

fn texts(doc: &Doc) -> Vec<String> {
    let texts = shown(doc).into_iter();
    texts.map(|runs| runs.into_iter().map(|(text, _)| text).collect()).collect()
}

fn our_texts(nodes: &[Node]) -> Vec<String> {
    nodes
        .iter()
        .flat_map(|node| match node {
            Node::Text(runs) => vec![runs.iter().map(|run| run.text.as_str()).collect()],
            Node::Element(element) => our_texts(&element.children),
        })
        .collect()
}

#[test]
fn replicas_of_yjs_histories_are_equal() {
    let mut peer = Peer::start();
    for seed in 200..216 {
        let history = peer.history(seed, 3, 200, seed % 4 == 0);
        let document = admitted(&history.updates);
        let step_by_step = replica(&history.updates);
        let at_once = replica(&[glue(&history.updates).expect("contiguous")]);
        assert_eq!(shown(&at_once), shown(&step_by_step), "history {seed}");
        assert_eq!(our_texts(&tree(&document, ROOT)), texts(&at_once), "history {seed}");
        let half = replica(&history.updates[..history.updates.len() / 2]);
        apply(&half, &document.diff(&state(&half)));
        assert_eq!(shown(&half), shown(&step_by_step), "history {seed}");
        assert_eq!(state(&half), document.state_vector(), "history {seed}");
    }
}

/// A yrs client that types, formats, deletes and nests at random. It writes no surrogate pairs:
/// a replica that tore one without leaving a trace shows it torn for ever, others never.
fn edit(doc: &Doc, random: &mut Random) {
    let fragment = doc.get_or_insert_xml_fragment(ROOT);
    let mut transaction = doc.transact_mut();
    let nodes: Vec<XmlOut> = fragment.successors(&transaction).collect();
    let pick = random.below(nodes.len() + 1);
    match nodes.into_iter().nth(pick) {
        Some(XmlOut::Text(text)) => {
            let len = text.len(&transaction) as usize;
            let at = random.below(len + 1);
            match random.below(4) {
                0 if len > at => {
                    let mark = Attrs::from([("strong".into(), Any::from(true))]);
                    let len = 1 + random.below(len - at);
                    text.format(&mut transaction, at as u32, len as u32, mark);
                }
                1 if len > at => text.remove_range(&mut transaction, at as u32, 1),
                _ => text.insert(&mut transaction, at as u32, ["相槌", "あ", "x"][random.below(3)]),
            }
        }
        Some(XmlOut::Element(element)) => {
            element.insert_attribute(&mut transaction, "level", "2");
            element.push_back(&mut transaction, XmlTextPrelim::new("うん"));
        }
        _ if random.below(5) == 0 && fragment.len(&transaction) > 0 => {
            fragment.remove_range(&mut transaction, 0, 1);
        }
        _ => {
            let at = random.below(fragment.len(&transaction) as usize + 1) as u32;
            fragment.insert(&mut transaction, at, XmlElementPrelim::empty("paragraph"));
        }
    }
}

#[test]
fn what_yrs_clients_write_is_admitted() {
    for seed in 0..12 {
        let mut random = Random(seed);
        let clients = [doc(77), doc(u64::from(u32::MAX) + 5), doc(3)];
        let mut document = Document::new();
        for _ in 0..150 {
            let client = &clients[random.below(3)];
            for _ in 0..random.below(4) {
                edit(client, &mut random);
            }
            // Two-way sync, as the protocol does it.
            let known = yrs::StateVector::decode_v1(&document.state_vector().encode());
            let known = known.expect("yrs reads it");
            let update = client.transact().encode_diff_v1(&known);
            let answer = document.diff(&state(client));
            document.admit(&update, &Limits::default()).expect("yrs is a genuine client");
            apply(client, &answer);
        }
        clients.iter().for_each(|client| apply(client, &document.full_update()));
        for client in &clients {
            assert_eq!(shown(client), shown(&clients[0]), "seed {seed}");
            assert_eq!(texts(client), our_texts(&tree(&document, ROOT)), "seed {seed}");
        }
    }
}
