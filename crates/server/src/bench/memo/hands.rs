//! Somebody who types: Yjs updates in the shape that y-prosemirror gives them.
//!
//! Paragraphs of an XML element with one text in it, a letter an update, and at every fifth key a
//! conversion: the last four letters go, two others stand in their place.

use meetings::memo::ROOT;
use memo_wire::codec::Writer;

const HAS_ORIGIN: u8 = 0x80;
const STRING: u8 = 4;
const TYPE: u8 = 7;
const XML_ELEMENT: u64 = 3;
const XML_TEXT: u64 = 6;

const KEYS_OF_A_PARAGRAPH: u32 = 40;
const KEYS_OF_A_WORD: u32 = 5;
const KANA: [&str; 8] = ["か", "く", "に", "ん", "し", "ま", "す", "ね"];
const CONVERTED: [&str; 4] = ["確認", "相談", "予定", "会議"];

/// One person's hands on one memo.
#[derive(Debug)]
pub(super) struct Hands {
    client: u64,
    clock: u32,
    keys: u32,
    /// The item of the paragraph above.
    paragraph: Option<u32>,
    /// The item of the text that is typed into.
    text: u32,
    /// The last letter in it that is not deleted.
    left: Option<u32>,
    /// The letter before the word that is typed now.
    before_word: Option<u32>,
}

impl Hands {
    /// `client`: the Yjs client id, which nobody else may use.
    pub fn new(client: u32) -> Self {
        let (paragraph, left, before_word) = (None, None, None);
        Self { client: client.into(), clock: 0, keys: 0, paragraph, text: 0, left, before_word }
    }

    pub fn client(&self) -> u64 {
        self.client
    }

    /// The first clock that was not used yet.
    pub fn clock(&self) -> u32 {
        self.clock
    }

    /// The update of the next key.
    pub fn press(&mut self) -> Vec<u8> {
        let first = self.clock;
        let mut structs = Writer::with_capacity(64);
        let (mut count, mut deleted) = (1, None);
        if self.keys.is_multiple_of(KEYS_OF_A_PARAGRAPH) {
            self.paragraph(&mut structs);
            count += 2;
        }
        let in_word = self.keys % KEYS_OF_A_WORD;
        if in_word == 0 {
            self.before_word = self.left;
        }
        if in_word == KEYS_OF_A_WORD - 1 {
            deleted = Some((first - in_word, in_word));
            self.left = self.before_word;
            self.letters(&mut structs, CONVERTED[self.keys as usize % CONVERTED.len()]);
        } else {
            self.letters(&mut structs, KANA[self.keys as usize % KANA.len()]);
        }
        self.keys += 1;
        self.update(first, count, structs, deleted)
    }

    fn update(
        &self,
        first: u32,
        count: u64,
        structs: Writer,
        deleted: Option<(u32, u32)>,
    ) -> Vec<u8> {
        let mut update = Writer::with_capacity(structs.len() + 24);
        update.var_uint(1).var_uint(count).var_uint(self.client).var_uint(first.into());
        update.raw(&structs.finish());
        match deleted {
            Some((clock, length)) => {
                update.var_uint(1).var_uint(self.client).var_uint(1);
                update.var_uint(clock.into()).var_uint(length.into());
            }
            None => drop(update.var_uint(0)),
        }
        update.finish()
    }

    fn paragraph(&mut self, out: &mut Writer) {
        match self.paragraph {
            Some(above) => {
                out.byte(TYPE | HAS_ORIGIN).var_uint(self.client).var_uint(above.into());
            }
            None => {
                out.byte(TYPE).var_uint(1).var_str(ROOT);
            }
        }
        out.var_uint(XML_ELEMENT).var_str("paragraph");
        out.byte(TYPE).var_uint(0).var_uint(self.client).var_uint(self.clock.into());
        out.var_uint(XML_TEXT);
        self.paragraph = Some(self.clock);
        self.text = self.clock + 1;
        self.clock += 2;
        (self.left, self.before_word) = (None, None);
    }

    fn letters(&mut self, out: &mut Writer, text: &str) {
        match self.left {
            Some(left) => out.byte(STRING | HAS_ORIGIN).var_uint(self.client).var_uint(left.into()),
            None => out.byte(STRING).var_uint(0).var_uint(self.client).var_uint(self.text.into()),
        };
        out.var_str(text);
        self.clock += text.encode_utf16().count() as u32;
        self.left = Some(self.clock - 1);
    }

    /// Everything that so many keys give, as one update: what somebody offline comes back with.
    pub fn press_all(&mut self, keys: usize) -> Result<Vec<u8>, memo_wire::glue::GlueError> {
        let updates: Vec<Vec<u8>> = (0..keys).map(|_| self.press()).collect();
        memo_wire::glue(&updates.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use memo_wire::{Document, Limits};

    #[test]
    fn what_is_typed_is_admitted_and_reads_as_converted() {
        let (mut hands, mut document) = (Hands::new(7), Document::new());
        for _ in 0..100 {
            let admitted = document.admit(&hands.press(), &Limits::default()).unwrap();
            assert!(admitted.is_new());
        }
        let text = memo_wire::fold(&document, ROOT).text;
        let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| CONVERTED.iter().any(|word| line.starts_with(word))));
        assert!(!text.contains('か'), "{text}");
    }

    #[test]
    fn all_at_once_is_the_same_as_key_by_key() {
        let (mut one, mut many) = (Document::new(), Document::new());
        let (mut left, mut right) = (Hands::new(9), Hands::new(9));
        one.admit(&left.press_all(300).unwrap(), &Limits::default()).unwrap();
        for _ in 0..300 {
            many.admit(&right.press(), &Limits::default()).unwrap();
        }
        assert_eq!(one.full_update(), many.full_update());
    }
}
