//! All SQL about shares.

mod links;
mod passages;
mod rows;
mod written;

pub(super) use links::{by_token, drop_code, put_link, set_tries};
pub(super) use passages::{
    delete_passage, delete_passages, insert_opening, insert_passage, key_opened_since, opened_since,
};
pub use passages::{openings, passages};
pub(super) use rows::{memo_of, still_runs, unanswered};
pub use rows::{mine, of_pair, readers_of};
pub(super) use written::{
    delete, insert, set_agreed, set_asked, set_declined, set_lapsed, set_reader, set_revoked,
};

use platform::{OrganizationId, vault::Place};

const OUTSIDER: &str = "shares.outsider";
const PURPOSE: &str = "shares.purpose";
const WORDS: &str = "shares.words";
const HTML: &str = "share_passages.html";

fn place(organization: OrganizationId, column: &'static str, row: i64) -> Place {
    Place { organization, column, row }
}
