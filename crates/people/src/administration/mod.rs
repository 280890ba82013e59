//! 組織の管理: the people of an organization, as a directory.
//!
//! Invariants. Administrators see who is here and what may be done at the doors, never what two
//! people said. There is always somebody left who administers. A suspension ends sessions and
//! tokens in its own transaction, and so does another address, which is also told at the old one.
//!
//! Uses: audit, department, letter, organization, pair, pairing, person, sign_in

mod actions;
mod department_pages;
mod export;
mod jobs;
mod pair_pages;
mod people_pages;
mod person_pages;
mod start_pages;
#[cfg(test)]
mod tests;

pub use start_pages::Exception;

use platform::{jobs::JobRegistry, routing::Routes};

pub(crate) fn routes() -> Routes {
    people_routes()
        .get("/administration", start_pages::start)
        .get("/administration/audit", start_pages::audit_list)
        .get("/administration/organization", start_pages::organization)
        .post("/administration/organization", start_pages::save_organization)
        .get("/administration/departments", department_pages::show)
        .post("/administration/departments", department_pages::add)
        .post("/administration/departments/{id}", department_pages::rename)
        .post("/administration/departments/{id}/ending", department_pages::end)
        .get("/administration/pairs", pair_pages::list)
        .post("/administration/pairs", pair_pages::begin)
}

fn people_routes() -> Routes {
    Routes::pages()
        .get("/administration/people", people_pages::list)
        .post("/administration/people", people_pages::add)
        .get("/administration/people/new", people_pages::new)
        .post("/administration/people/export", export::download)
        .get("/administration/people/{id}", person_pages::show)
        .post("/administration/people/{id}", person_pages::correct)
        .post("/administration/people/{id}/suspension", person_pages::suspend)
        .post("/administration/people/{id}/reactivation", person_pages::reactivate)
        .post("/administration/people/{id}/administrator", person_pages::set_role)
        .post("/administration/people/{id}/link", person_pages::send_link)
}

pub(crate) fn jobs(registry: JobRegistry) -> JobRegistry {
    registry.with::<jobs::AddressChanged>()
}
