//! Admission and slicing on hand-made updates; histories of real peers are in `tests/`.

use super::*;

/// Builds updates the way peers write them.
#[derive(Default)]
struct Made {
    sections: Vec<(u64, u32, Vec<Vec<u8>>)>,
    deletes: DeleteSet,
}

impl Made {
    fn client(client: u64, start: u32, structs: &[Vec<u8>]) -> Self {
        Self::default().and(client, start, structs)
    }

    fn and(mut self, client: u64, start: u32, structs: &[Vec<u8>]) -> Self {
        self.sections.push((client, start, structs.to_vec()));
        self
    }

    fn deleting(mut self, client: u64, range: Range<u32>) -> Self {
        self.deletes.insert(client, range);
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.var_uint(self.sections.len() as u64);
        for (client, start, structs) in &self.sections {
            writer.var_uint(structs.len() as u64);
            writer.var_uint(*client).var_uint(u64::from(*start));
            writer.raw(&structs.concat());
        }
        self.deletes.write(&mut writer);
        writer.finish()
    }
}

/// Text under a root.
fn text(root: &str, text: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.byte(0x04).byte(1).var_str(root).var_str(text);
    writer.finish()
}

/// Text behind a unit.
fn text_behind(client: u8, clock: u8, text: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.raw(&[0x84, client, clock]).var_str(text);
    writer.finish()
}

/// An XML element in a root or in the type of a unit.
fn element(parent: Result<&str, (u8, u8)>, name: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    match parent {
        Ok(root) => writer.raw(&[0x07, 1]).var_str(root),
        Err((client, clock)) => writer.raw(&[0x07, 0, client, clock]),
    };
    writer.byte(3).var_str(name);
    writer.finish()
}

fn admit(document: &mut Document, made: &Made) -> Result<Admitted, Refusal> {
    let before = document.full_update();
    let admitted = document.admit(&made.bytes(), &Limits::default());
    if admitted.is_err() {
        assert_eq!(document.full_update(), before, "a refused update must change nothing");
    }
    admitted
}

fn two_letters() -> Document {
    let mut document = Document::new();
    admit(&mut document, &Made::client(1, 0, &[text("t", "ab")])).expect("genuine");
    document
}

#[test]
fn what_is_known_is_left_out() {
    let mut document = two_letters();
    let again = Made::client(1, 0, &[text("t", "ab")]);
    let known = admit(&mut document, &again).expect("a repetition is harmless");
    assert!(!known.is_new() && known.update.is_empty());

    let longer = Made::client(1, 0, &[text("t", "abcd")]).deleting(1, 0..1);
    let new = admit(&mut document, &longer).expect("an overlap is harmless");
    assert_eq!(new.inserted, [(1, 2..4)]);
    assert!(new.deleted);
    let expected = Made::client(1, 2, &[text_behind(1, 1, "cd")]).deleting(1, 0..1);
    assert_eq!(new.update, expected.bytes());
    assert_eq!(document.state_vector().get(1), 4);
}

#[test]
fn gaps_holes_and_unknown_things_are_refused() {
    let mut document = two_letters();
    let mut refused = |made: Made| admit(&mut document, &made).expect_err("must be refused");
    let gap = refused(Made::client(1, 3, &[text_behind(1, 1, "c")]));
    assert_eq!(gap, Refusal::Gap { client: 1, start: 3, known: 2 });
    assert!(gap.asks_resync());
    assert_eq!(refused(Made::client(2, 0, &[vec![10, 5]])), Refusal::Hole);
    assert_eq!(
        refused(Made::client(2, 0, &[text_behind(1, 2, "c")])),
        Refusal::UnknownReference(Id { client: 1, clock: 2 })
    );
    assert_eq!(
        refused(Made::client(2, 0, &[element(Err((9, 0)), "p")])),
        Refusal::UnknownReference(Id { client: 9, clock: 0 })
    );
    assert_eq!(
        refused(Made::client(2, 0, &[text_behind(2, 0, "c")])),
        Refusal::UnknownReference(Id { client: 2, clock: 0 }),
        "an item beside itself"
    );
    assert_eq!(
        refused(Made::client(2, 0, &[element(Err((1, 1)), "p")])),
        Refusal::NotAParent(Id { client: 1, clock: 1 })
    );
    assert_eq!(
        refused(Made::default().deleting(1, 1..3)),
        Refusal::UnknownDeletion { client: 1, end: 3 }
    );
    let document_inside = [&[0x09, 1, 1, b't'][..], &[1, b'g', 118, 0]].concat();
    assert_eq!(refused(Made::client(2, 0, &[document_inside])), Refusal::SubDocument);
    let ok_then_bad = Made::client(5, 0, &[text("new root", "x"), text_behind(9, 9, "y")]);
    assert!(matches!(refused(ok_then_bad), Refusal::UnknownReference(_)));
    assert!(document.store.types.root("new root").is_none(), "rolled back");
}

#[test]
fn clients_of_one_update_may_refer_to_each_other_but_not_in_a_circle() {
    let mut document = two_letters();
    let crossed = Made::client(3, 0, &[text_behind(1, 1, "x"), text_behind(4, 0, "y")]).and(
        4,
        0,
        &[text_behind(3, 0, "z"), text_behind(3, 1, "w")],
    );
    let admitted = admit(&mut document, &crossed).expect("there is an order");
    assert_eq!(admitted.inserted.len(), 2);
    let circle = Made::client(5, 0, &[text_behind(6, 0, "x")]).and(6, 0, &[text_behind(5, 0, "y")]);
    assert!(matches!(admit(&mut document, &circle), Err(Refusal::UnknownReference(_))));
}

#[test]
fn another_persons_client_is_refused() {
    let mut document = two_letters();
    let bytes = Made::client(2, 0, &[text_behind(1, 1, "c")]).deleting(1, 0..1).bytes();
    let refused = document.admit_from(&bytes, &Limits::default(), |client| client == 1);
    assert_eq!(refused, Err(Refusal::ForeignClient(2)));
    assert!(document.admit_from(&bytes, &Limits::default(), |client| client == 2).is_ok());
    let deletion = Made::default().deleting(1, 0..2).bytes();
    assert!(document.admit_from(&deletion, &Limits::default(), |_| false).is_ok());
}

#[test]
fn limits_hold() {
    let mut document = two_letters();
    let long = Made::client(2, 0, &[text("t", &"x".repeat(5_000))]).bytes();
    let limits = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        limits
    };
    let mut refused = |limits: Limits| document.admit(&long, &limits).expect_err("refused");
    assert_eq!(refused(limits(|it| it.update_bytes = 4_000)), Refusal::UpdateTooLarge);
    assert_eq!(refused(limits(|it| it.document_bytes = 4_000)), Refusal::DocumentFull);
    assert_eq!(refused(limits(|it| it.clients = 1)), Refusal::TooManyClients);
    assert_eq!(refused(limits(|it| it.update_clients = 0)), Refusal::TooManyClients);
    let tight = limits(|it| (it.document_bytes, it.name_bytes) = (1, 4));
    let deletion = Made::default().deleting(1, 0..1).bytes();
    assert!(document.admit(&deletion, &tight).is_ok(), "a full memo can still be shortened");
    let named = Made::client(2, 0, &[text("a long name", "x")]).bytes();
    assert_eq!(document.admit(&named, &tight), Err(Refusal::NameTooLong));
}

#[test]
fn nesting_is_bounded() {
    let mut document = Document::new();
    let mut structs = vec![element(Ok("r"), "p")];
    structs.extend((0..127).map(|above| element(Err((1, above)), "p")));
    admit(&mut document, &Made::client(1, 0, &structs)).expect("128 levels");
    let deeper = Made::client(1, 128, &[element(Err((1, 127)), "p")]);
    assert_eq!(admit(&mut document, &deeper), Err(Refusal::TooDeep));
}

#[test]
fn a_schema_lets_only_its_own_in() {
    let schema = Schema::new(["prosemirror"], ["paragraph"], ["strong"]);
    let limits = Limits { schema: Some(schema), ..Limits::default() };
    let mut document = Document::new();
    let mut admit = |structs: &[Vec<u8>], start| {
        document.admit(&Made::client(1, start, structs).bytes(), &limits).map(drop)
    };
    let name = |name: &str| Err(Refusal::ForbiddenName(name.to_owned()));
    assert_eq!(admit(&[text("other", "x")], 0), name("other"));
    assert_eq!(admit(&[text("prosemirror", "x")], 0), Err(Refusal::ForbiddenContent));
    assert_eq!(admit(&[element(Ok("prosemirror"), "script")], 0), name("script"));
    let xml_text = vec![0x07, 0, 1, 0, 6];
    assert_eq!(admit(&[element(Ok("prosemirror"), "paragraph"), xml_text], 0), Ok(()));
    let in_text = |content: &[u8]| [&[content[0], 0, 1, 1], &content[1..]].concat();
    assert_eq!(admit(&[in_text(&[0x04, 1, b'x'])], 2), Ok(()));
    let mark = |key: &str| {
        let mut writer = Writer::new();
        writer.raw(&[0x06, 0, 1, 1]).var_str(key).var_str("{}");
        writer.finish()
    };
    assert_eq!(admit(&[mark("strong"), mark("strong--aB3=")], 3), Ok(()));
    assert_eq!(admit(&[mark("blink")], 5), name("blink"));
    assert_eq!(admit(&[in_text(&[0x05, 2, b'{', b'}'])], 5), Err(Refusal::ForbiddenContent));
    let attribute = [&[0x28, 0, 1, 0, 5][..], b"level", &[1, 125, 2]].concat();
    assert_eq!(admit(&[attribute], 5), Ok(()));
}

#[test]
fn a_peer_gets_exactly_what_it_lacks() {
    let mut document = two_letters();
    let more = Made::client(2, 0, &[text_behind(1, 0, "あ𠮷い")]).deleting(1, 0..1);
    admit(&mut document, &more).expect("genuine");
    let known = StateVector::from_iter([(1, 2), (2, 2), (7, 9)]);
    let torn = Made::client(2, 2, &[text_behind(2, 1, "\u{fffd}い")]).deleting(1, 0..1);
    assert_eq!(document.diff(&known), torn.bytes());
    let known = StateVector::from_iter([(1, 1), (2, 4)]);
    let rest = Made::client(1, 1, &[text_behind(1, 0, "b")]).deleting(1, 0..1);
    assert_eq!(document.diff(&known), rest.bytes());
    let all = document.diff(&document.state_vector());
    assert_eq!(all, Made::default().deleting(1, 0..1).bytes());
    let copy = Document::from_snapshot(&document.full_update()).expect("our own bytes");
    assert_eq!(copy.full_update(), document.full_update());
    assert_eq!(copy.size(), document.size());
}

#[test]
fn what_hangs_beside_a_grave_hangs_nowhere() {
    let mut document = Document::new();
    let made = Made::client(1, 0, &[vec![0, 3], text_behind(1, 2, "x"), text("t", "y")]);
    admit(&mut document, &made).expect("graves are genuine");
    let place = |clock| document.store.place_of(Id { client: 1, clock }).parent();
    assert_eq!((place(0), place(3), place(4)), (None, None, Some(0)));
}

#[test]
fn a_compact_document_has_runs_and_no_deleted_words() {
    let mut document = Document::new();
    let mut structs = vec![text("t", "秘")];
    structs.extend((0..9).map(|at| text_behind(1, at, "x")));
    structs.extend([element(Ok("r"), "p"), vec![0x04, 0, 1, 10, 3, 0xe5, 0x86, 0x85]]);
    admit(&mut document, &Made::client(1, 0, &structs).deleting(1, 0..2).deleting(1, 10..11))
        .expect("genuine");
    let expected = Made::client(
        1,
        0,
        &[
            vec![0x01, 1, 1, b't', 2],
            text_behind(1, 1, "xxxxxxxx"),
            vec![0x01, 1, 1, b'r', 1],
            vec![0, 1],
        ],
    );
    let expected = expected.deleting(1, 0..2).deleting(1, 10..11);
    assert_eq!(document.compacted(), expected.bytes());
}
