//! Edits of yrs that put words elsewhere, as editors do when a line is split or joined.

use memo_wire::{Document, Limits, Moved, moved};
use yrs::types::xml::{XmlElementPrelim, XmlTextPrelim};
use yrs::updates::decoder::Decode;
use yrs::{
    Doc, OffsetKind, Options, Text, Transact, TransactionMut, Update, XmlFragment, XmlFragmentRef,
    XmlTextRef,
};

const ROOT: &str = "prosemirror";
const ANNA: usize = 0;
const BERT: usize = 1;

/// Two people at one document; each edit is one transaction and reaches the other at once.
struct Two {
    docs: [Doc; 2],
    document: Document,
}

impl Two {
    fn new() -> Self {
        let doc = |client| {
            let client_id = yrs::block::ClientID::new(client);
            let offset_kind = OffsetKind::Utf16;
            let doc = Doc::with_options(Options { offset_kind, client_id, ..Options::default() });
            doc.get_or_insert_xml_fragment(ROOT);
            doc
        };
        Self { docs: [doc(10), doc(20)], document: Document::new() }
    }

    fn edit(
        &mut self,
        who: usize,
        change: impl FnOnce(&XmlFragmentRef, &mut TransactionMut<'_>),
    ) -> Vec<Moved> {
        let doc = &self.docs[who];
        let root = doc.get_or_insert_xml_fragment(ROOT);
        let mut transaction = doc.transact_mut();
        change(&root, &mut transaction);
        let update = transaction.encode_update_v1();
        drop(transaction);
        let told = Update::decode_v1(&update).expect("yrs wrote it");
        self.docs[1 - who].transact_mut().apply_update(told).expect("it fits");
        self.document.admit(&update, &Limits::trusted()).expect("it fits");
        moved(&self.document, &update).expect("it was admitted")
    }

    /// A paragraph, typed letter by letter.
    fn typed(&mut self, who: usize, at: u32, text: &str) {
        self.edit(who, |root, transaction| paragraph(root, transaction, at, ""));
        for (place, letter) in text.chars().enumerate() {
            let typed = self.edit(who, |root, transaction| {
                line(root, transaction, at).insert(transaction, place as u32, &letter.to_string());
            });
            assert_eq!(typed, [], "typing moves nothing");
        }
    }
}

fn paragraph(root: &XmlFragmentRef, transaction: &mut TransactionMut<'_>, at: u32, text: &str) {
    let element = root.insert(transaction, at, XmlElementPrelim::empty("paragraph"));
    element.insert(transaction, 0, XmlTextPrelim::new(text));
}

fn line(root: &XmlFragmentRef, transaction: &TransactionMut<'_>, at: u32) -> XmlTextRef {
    let element =
        root.get(transaction, at).and_then(|node| node.into_xml_element()).expect("a line");
    element.get(transaction, 0).and_then(|node| node.into_xml_text()).expect("its text")
}

/// Clients and lengths, in the order of the new place.
fn told(mut moved: Vec<Moved>) -> Vec<(u64, u64, u32)> {
    moved.sort_by_key(|one| one.to);
    moved.iter().map(|one| (one.from.client, one.to.client, one.length)).collect()
}

#[test]
fn a_line_that_is_split_is_moved_and_so_is_one_that_is_joined() {
    let mut two = Two::new();
    two.typed(ANNA, 0, "向きに置く");
    // Bert writes before it, and then a character that takes two units, within it.
    two.edit(BERT, |root, transaction| line(root, transaction, 0).insert(transaction, 0, "前置き"));
    two.edit(BERT, |root, transaction| line(root, transaction, 0).insert(transaction, 5, "𠮷"));
    let split = two.edit(BERT, |root, transaction| {
        line(root, transaction, 0).remove_range(transaction, 3, 7);
        paragraph(root, transaction, 1, "向き𠮷に置く");
    });
    assert_eq!(told(split), [(10, 20, 2), (20, 20, 2), (10, 20, 3)]);
    let joined = two.edit(ANNA, |root, transaction| {
        root.remove_range(transaction, 1, 1);
        line(root, transaction, 0).insert(transaction, 3, "向き𠮷に置く");
    });
    assert_eq!(told(joined), [(20, 10, 7)], "from where it was put last");
}

#[test]
fn what_is_written_instead_is_not_moved() {
    let mut two = Two::new();
    two.typed(ANNA, 0, "おねがいします");
    let corrected = two.edit(BERT, |root, transaction| {
        line(root, transaction, 0).remove_range(transaction, 0, 4);
        line(root, transaction, 0).insert(transaction, 0, "お願い");
    });
    assert_eq!(corrected, []);
    let cut = two.edit(BERT, |root, transaction| {
        line(root, transaction, 0).remove_range(transaction, 0, 6);
    });
    assert_eq!(cut, []);
    let written = two.edit(BERT, |root, transaction| {
        line(root, transaction, 0).insert(transaction, 0, "お願いします");
    });
    assert_eq!(written, [], "an edit of its own");
}

#[test]
fn what_cannot_be_read_moves_nothing() {
    let document = Document::new();
    assert!(moved(&document, &[1, 2, 3]).is_err());
    assert_eq!(moved(&document, &[0, 0]), Ok(Vec::new()));
    // Deletes what nobody wrote.
    assert_eq!(moved(&document, &[0, 1, 9, 1, 0, 5]), Ok(Vec::new()));
}
