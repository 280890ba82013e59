//! 組織の管理: the people of an organization, as a directory.
//!
//! Invariants. Administrators see who is here and what may be done at the doors, never what two
//! people said. There is always somebody left who administers. A suspension ends sessions and
//! tokens in its own transaction.
//!
//! Uses: audit, organization, pair, pairing, person, sign_in

mod actions;
mod pair_pages;
mod people_pages;
mod start_pages;
#[cfg(test)]
mod tests;

use platform::routing::Routes;

pub(crate) fn routes() -> Routes {
    Routes::pages()
        .get("/administration", start_pages::start)
        .get("/administration/audit", start_pages::audit_list)
        .get("/administration/organization", start_pages::organization)
        .post("/administration/organization", start_pages::save_organization)
        .get("/administration/pairs", pair_pages::list)
        .post("/administration/pairs", pair_pages::begin)
        .get("/administration/people", people_pages::list)
        .get("/administration/people/{id}", people_pages::show)
        .post("/administration/people/{id}", people_pages::correct)
        .post("/administration/people/{id}/suspension", people_pages::suspend)
        .post("/administration/people/{id}/reactivation", people_pages::reactivate)
        .post("/administration/people/{id}/administrator", people_pages::set_role)
        .post("/administration/people/{id}/link", people_pages::send_link)
}
