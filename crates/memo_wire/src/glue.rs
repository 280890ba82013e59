//! Joins updates into one without a document, byte by byte.
//!
//! Structs are context-free, so the updates of one batch are joined by putting each client's
//! structs behind one another and uniting what is deleted: linear, where `Y.mergeUpdates` is
//! not. The result is an update for the same documents that the first of them was for.

use crate::codec::{CodecError, Writer};
use crate::update::{Body, DeleteSet, Section, Update};
use std::collections::BTreeMap;
use thiserror::Error;

/// Why updates could not be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum GlueError {
    #[error("malformed update: {0}")]
    Malformed(#[from] CodecError),
    #[error("the structs of client {0} are not contiguous")]
    Gap(u64),
}

/// The joined structs of one client.
struct Glued {
    start: u32,
    end: u32,
    count: u64,
    structs: Writer,
}

/// Joins updates that were admitted in this order; what is repeated is left out.
///
/// # Errors
/// When an update is malformed, or a client's structs leave a gap or come out of order.
pub fn glue<U: AsRef<[u8]>>(updates: &[U]) -> Result<Vec<u8>, GlueError> {
    let mut clients = BTreeMap::new();
    let mut deletes = DeleteSet::default();
    for update in updates {
        let update = Update::parse(update.as_ref())?;
        for section in &update.sections {
            let glued = clients.entry(section.client).or_insert_with(|| Glued::at(section.start()));
            glued.append(section)?;
        }
        deletes.unite(&update.deletes);
    }
    let mut writer = Writer::new();
    writer.var_uint(clients.len() as u64);
    for (client, glued) in clients.into_iter().rev() {
        writer.var_uint(glued.count).var_uint(client).var_uint(u64::from(glued.start));
        writer.raw(&glued.structs.finish());
    }
    deletes.write(&mut writer);
    Ok(writer.finish())
}

impl Glued {
    fn at(start: u32) -> Self {
        Self { start, end: start, count: 0, structs: Writer::new() }
    }

    fn append(&mut self, section: &Section<'_>) -> Result<(), GlueError> {
        if section.start() > self.end || section.start() < self.start {
            return Err(GlueError::Gap(section.client));
        }
        for read in &section.structs {
            if read.body == Body::Skip {
                return Err(GlueError::Gap(section.client));
            }
            if read.end() > self.end {
                read.write_from(section.client, self.end - read.clock, &mut self.structs);
                self.end = read.end();
                self.count += 1;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `count` units of text "abc…" of client 1 from `start` on, in the root "t".
    fn typed(start: u8, count: u8) -> Vec<u8> {
        let text: Vec<u8> = (0..count).map(|at| b'a' + start + at).collect();
        let place: &[u8] = if start == 0 { &[0x04, 1, 1, b't'] } else { &[0x84, 1, start - 1] };
        [&[1, 1, 1, start], place, &[count], &text, &[0]].concat()
    }

    #[test]
    fn neighbours_are_joined_and_repetitions_left_out() {
        let glued = glue(&[typed(2, 2), typed(2, 4), typed(6, 1)]).expect("contiguous");
        let update = Update::parse(&glued).expect("well-formed");
        let section = &update.sections[0];
        assert_eq!((section.start(), section.end(), section.structs.len()), (2, 7, 3));
        assert_eq!(section.structs[1].bytes, [0x84, 1, 3, 2, b'e', b'f']);
    }

    #[test]
    fn gaps_are_refused() {
        assert_eq!(glue(&[typed(0, 2), typed(3, 1)]), Err(GlueError::Gap(1)));
        assert_eq!(glue(&[typed(3, 1), typed(2, 1)]), Err(GlueError::Gap(1)));
    }

    #[test]
    fn nothing_joined_is_the_empty_update() {
        assert_eq!(glue::<&[u8]>(&[]), Ok(vec![0, 0]));
    }
}
