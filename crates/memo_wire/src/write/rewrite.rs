//! From what a document says to what it shall say again, as an edit that goes forward.
//!
//! Top-level blocks are compared; those that are equal stay, and with them whoever wrote them. The
//! rest is deleted, and what is wanted is written as new structs of a client of its own. Nothing
//! is taken back: for peers it is an edit like any other.

use super::encode::{Place, Structs};
use crate::codec::{MAX_SAFE_INTEGER, Writer};
use crate::document::{Document, TypeIndex};
use crate::fold::sequence::{Piece, Sequences};
use crate::fold::{Element, Node, tree};
use crate::update::{DeleteSet, Id};
use std::collections::{HashMap, HashSet};

/// Longer comparisons keep only what is equal at the beginning and at the end.
const MOST_COMPARED: usize = 4_000_000;

/// An edit that makes a document say something again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    pub update: Vec<u8>,
    /// How many top-level blocks go, and how many come.
    pub removed: usize,
    pub written: usize,
}

/// What makes the fragment `root` say `wanted`; `None` if it does already. `client`: an id that
/// nobody has used, cut to the 53 bits that peers can hold.
pub fn rewrite(document: &Document, root: &str, client: u64, wanted: &[Node]) -> Option<Rewrite> {
    let sequences = Sequences::of(document);
    let index = document.store().types.root(root);
    let standing: Vec<&Piece<'_>> =
        index.map(|index| sequences.all_children(index).collect()).unwrap_or_default();
    let said: Vec<Option<Vec<Node>>> = standing
        .iter()
        .map(|piece| (!piece.deleted).then(|| read(document, &sequences, piece)))
        .collect();
    let wanted: Vec<Node> = wanted.iter().filter_map(normal).collect();
    let kept = kept(&said, &wanted);
    let mut deletes = DeleteSet::default();
    let mut removed = 0;
    let stays: HashSet<usize> = kept.iter().map(|(stands, _)| *stands).collect();
    for (at, piece) in standing.iter().enumerate() {
        if !piece.deleted && !stays.contains(&at) {
            removed += 1;
            delete(document, &sequences, piece, &mut deletes);
        }
    }
    let written = wanted.len() - kept.len();
    if deletes.is_empty() && written == 0 {
        return None;
    }
    let mut structs = Structs::new(client & MAX_SAFE_INTEGER, root, 0);
    write_between(&mut structs, &standing, &wanted, &kept);
    let mut update = Writer::new();
    structs.finish(&mut update);
    deletes.write(&mut update);
    Some(Rewrite { update: update.finish(), removed, written })
}

fn read(document: &Document, sequences: &Sequences<'_>, piece: &Piece<'_>) -> Vec<Node> {
    tree::of_piece(document, sequences, piece).iter().filter_map(normal).collect()
}

/// Without texts that are empty: an editor makes and forgets them as it likes.
fn normal(node: &Node) -> Option<Node> {
    match node {
        Node::Text(runs) if runs.is_empty() => None,
        Node::Text(_) => Some(node.clone()),
        Node::Element(Element { name, attributes, children }) => Some(Node::Element(Element {
            name: name.clone(),
            attributes: attributes.clone(),
            children: children.iter().filter_map(normal).collect(),
        })),
    }
}

/// A block, as a number that equal ones share.
#[derive(Default)]
struct Numbers(HashMap<String, usize>);

impl Numbers {
    fn of(&mut self, node: &Node) -> usize {
        let next = self.0.len();
        *self.0.entry(format!("{node:?}")).or_insert(next)
    }
}

/// Which standing pieces stay, as which of the wanted: the longest common sequence.
fn kept(said: &[Option<Vec<Node>>], wanted: &[Node]) -> Vec<(usize, usize)> {
    let mut numbers = Numbers::default();
    let theirs: Vec<usize> = wanted.iter().map(|node| numbers.of(node)).collect();
    let ours: Vec<(usize, usize)> = said
        .iter()
        .enumerate()
        .filter_map(|(at, nodes)| match nodes.as_deref() {
            Some([node]) => Some((at, numbers.of(node))),
            _ => None,
        })
        .collect();
    let equal = |(ours, theirs): &(&(usize, usize), &usize)| ours.1 == **theirs;
    let head = ours.iter().zip(&theirs).take_while(equal).count();
    let (ours_rest, theirs_rest) = (&ours[head..], &theirs[head..]);
    let tail = ours_rest.iter().rev().zip(theirs_rest.iter().rev()).take_while(equal).count();
    let middle =
        common(&ours_rest[..ours_rest.len() - tail], &theirs_rest[..theirs_rest.len() - tail]);
    let heads = (0..head).map(|at| (ours[at].0, at));
    let middles = middle.into_iter().map(|(left, right)| (ours[head + left].0, head + right));
    let tails = (1..=tail).rev().map(|at| (ours[ours.len() - at].0, theirs.len() - at));
    heads.chain(middles).chain(tails).collect()
}

/// The longest common sequence of two lists, as pairs of places.
fn common(ours: &[(usize, usize)], theirs: &[usize]) -> Vec<(usize, usize)> {
    if ours.len().saturating_mul(theirs.len()) > MOST_COMPARED {
        return Vec::new();
    }
    let width = theirs.len() + 1;
    let mut longest = vec![0_u32; (ours.len() + 1) * width];
    for left in (0..ours.len()).rev() {
        for right in (0..theirs.len()).rev() {
            longest[left * width + right] = if ours[left].1 == theirs[right] {
                longest[(left + 1) * width + right + 1] + 1
            } else {
                longest[(left + 1) * width + right].max(longest[left * width + right + 1])
            };
        }
    }
    let (mut left, mut right, mut pairs) = (0, 0, Vec::new());
    while left < ours.len() && right < theirs.len() {
        if ours[left].1 == theirs[right] {
            pairs.push((left, right));
            (left, right) = (left + 1, right + 1);
        } else if longest[(left + 1) * width + right] >= longest[left * width + right + 1] {
            left += 1;
        } else {
            right += 1;
        }
    }
    pairs
}

/// Deletes a piece with everything in it, as an editor does.
fn delete(
    document: &Document,
    sequences: &Sequences<'_>,
    piece: &Piece<'_>,
    deletes: &mut DeleteSet,
) {
    deletes.insert(piece.id.client, piece.id.clock..piece.last().clock + 1);
    let inside: Option<TypeIndex> = document.store().types.of_item(piece.id);
    let Some(inside) = inside else { return };
    let attributes = sequences.attributes(inside).map(|(_, piece)| piece);
    for piece in sequences.children(inside).chain(attributes) {
        delete(document, sequences, piece, deletes);
    }
}

/// Writes each wanted block that does not stand yet behind the one that stands before it.
fn write_between(
    structs: &mut Structs<'_>,
    standing: &[&Piece<'_>],
    wanted: &[Node],
    kept: &[(usize, usize)],
) {
    let first = |at: usize| standing.get(at).map(|piece| piece.id);
    let last = |at: usize| -> Option<Id> { standing.get(at).map(|piece| piece.last()) };
    let mut place = Place::between(None, first(0));
    let mut kept = kept.iter().peekable();
    for (at, node) in wanted.iter().enumerate() {
        match kept.next_if(|(_, stays)| *stays == at) {
            Some((stands, _)) => place = Place::between(last(*stands), first(stands + 1)),
            None => structs.node(&mut place, node),
        }
    }
}
