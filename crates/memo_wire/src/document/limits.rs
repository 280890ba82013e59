//! What a document may hold, and why an update is refused.

use crate::codec::CodecError;
use crate::update::{Content, Id, TypeKind};
use std::collections::BTreeSet;
use thiserror::Error;

/// No limit may allow deeper nesting than this; readers recurse.
pub const MAX_DEPTH: u16 = 256;

/// The bounds that admission enforces.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Longest update in bytes.
    pub update_bytes: usize,
    /// Most clients with structs in one update; each costs far more than its bytes.
    pub update_clients: usize,
    /// Largest document in bytes ([`super::Document::size`]); deletions are still admitted above.
    pub document_bytes: usize,
    /// Most client ids that ever wrote; each page load is a new one.
    pub clients: usize,
    /// Deepest nesting of types, at most [`MAX_DEPTH`].
    pub depth: u16,
    /// Longest name of a root, node, attribute or mark in bytes.
    pub name_bytes: usize,
    /// If set, what the document may consist of.
    pub schema: Option<Schema>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            update_bytes: 256 * 1024,
            update_clients: 512,
            document_bytes: 2 * 1024 * 1024,
            clients: 20_000,
            depth: 128,
            name_bytes: 256,
            schema: None,
        }
    }
}

impl Limits {
    /// For bytes that were admitted before: only what keeps this crate itself safe.
    pub fn trusted() -> Self {
        Self {
            update_bytes: u32::MAX as usize,
            update_clients: usize::MAX,
            document_bytes: u32::MAX as usize,
            clients: usize::MAX,
            depth: MAX_DEPTH,
            name_bytes: usize::MAX,
            schema: None,
        }
    }
}

/// The shape of a ProseMirror document in Yjs: elements and texts under known roots.
///
/// Editors delete nodes and marks that they do not know, and stop at content that cannot be in
/// such a document, so one participant could destroy the other's text with either.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    pub roots: BTreeSet<String>,
    /// Names of XML elements.
    pub nodes: BTreeSet<String>,
    /// Names of marks; a suffix after `--` tells overlapping marks of one name apart.
    pub marks: BTreeSet<String>,
}

impl Schema {
    pub fn new<'a>(
        roots: impl IntoIterator<Item = &'a str>,
        nodes: impl IntoIterator<Item = &'a str>,
        marks: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let owned = |name: &str| name.to_owned();
        Self {
            roots: roots.into_iter().map(owned).collect(),
            nodes: nodes.into_iter().map(owned).collect(),
            marks: marks.into_iter().map(owned).collect(),
        }
    }

    pub(super) fn check_root(&self, name: &str) -> Result<(), Refusal> {
        if self.roots.contains(name) {
            Ok(())
        } else {
            Err(Refusal::ForbiddenName(name.to_owned()))
        }
    }

    /// May `content` be in a type of this kind (`None`: a root), as an attribute or a child?
    pub(super) fn check_content(
        &self,
        parent: Option<TypeKind>,
        keyed: bool,
        content: &Content<'_>,
    ) -> Result<(), Refusal> {
        match (parent, content) {
            (_, Content::Deleted) => Ok(()),
            (Some(_), Content::Any(_)) if keyed => Ok(()),
            (None | Some(TypeKind::XmlElement), Content::Type { kind, name }) if !keyed => {
                self.check_node(*kind, name.unwrap_or_default())
            }
            (Some(TypeKind::XmlText), Content::Text(_)) if !keyed => Ok(()),
            (Some(TypeKind::XmlText), Content::Format { key, .. }) if !keyed => {
                self.check_mark(key)
            }
            _ => Err(Refusal::ForbiddenContent),
        }
    }

    fn check_node(&self, kind: TypeKind, name: &str) -> Result<(), Refusal> {
        match kind {
            TypeKind::XmlText => Ok(()),
            TypeKind::XmlElement if self.nodes.contains(name) => Ok(()),
            TypeKind::XmlElement => Err(Refusal::ForbiddenName(name.to_owned())),
            _ => Err(Refusal::ForbiddenContent),
        }
    }

    fn check_mark(&self, key: &str) -> Result<(), Refusal> {
        let name = key.split_once("--").map_or(key, |(name, _)| name);
        if self.marks.contains(name) {
            Ok(())
        } else {
            Err(Refusal::ForbiddenName(name.to_owned()))
        }
    }
}

/// Why an update was not admitted. The document is then as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("malformed update: {0}")]
    Malformed(#[from] CodecError),
    #[error("the update has too many bytes")]
    UpdateTooLarge,
    #[error("the document is full")]
    DocumentFull,
    #[error("too many clients in the update or in the document")]
    TooManyClients,
    #[error("client {0} may not be written for by this sender")]
    ForeignClient(u64),
    #[error("the update has a hole")]
    Hole,
    #[error("documents inside the document are not allowed")]
    SubDocument,
    #[error("client {client} starts at {start}, but only {known} is known")]
    Gap { client: u64, start: u32, known: u32 },
    #[error("the update refers to {0:?}, which is unknown")]
    UnknownReference(Id),
    #[error("the update deletes up to {end} of client {client}, which is unknown")]
    UnknownDeletion { client: u64, end: u32 },
    #[error("{0:?} cannot have children")]
    NotAParent(Id),
    #[error("types are nested too deeply")]
    TooDeep,
    #[error("a name is too long")]
    NameTooLong,
    #[error("{0:?} is not a name of this document's schema")]
    ForbiddenName(String),
    #[error("content that this document's schema has no place for")]
    ForbiddenContent,
}

impl Refusal {
    /// Whether the sender may be honest and only holds something that we lost or have not seen:
    /// then a first sync step, with our state vector, asks it for everything.
    pub fn asks_resync(&self) -> bool {
        matches!(
            self,
            Self::Hole
                | Self::Gap { .. }
                | Self::UnknownReference(_)
                | Self::UnknownDeletion { .. }
        )
    }
}
