//! Which slices there are: the one list of tables, texts, routes, jobs and menu entries.
//!
//! Tests build their houses from the same functions, so that nothing works in a test only.

use platform::{
    access::{Authenticator, Viewer},
    app::Parts,
    db::{Migration, migrate},
    i18n::{Catalogue, TextFile},
    jobs::JobRegistry,
    render::{Menu, MenuItem, assets_routes},
    routing::Routes,
};
use std::sync::Arc;

const TEXTS: &[TextFile] = platform::text_files!["server"];

const HEARTBEATS: Migration = Migration::both(
    "server/memo_0001_heartbeats",
    include_str!("../migrations/memo_0001_heartbeats.sql"),
);

/// The tables, in the order of dependency.
pub fn migrations() -> Vec<Migration> {
    [migrate::MIGRATIONS, people::MIGRATIONS, meetings::MIGRATIONS].concat()
}

/// The tables of the memo log: a file of its own on SQLite, the same database on PostgreSQL.
pub fn memo_migrations() -> Vec<Migration> {
    [meetings::MEMO_MIGRATIONS, &[HEARTBEATS]].concat()
}

pub fn texts() -> Vec<&'static [TextFile]> {
    vec![platform::TEXTS, people::TEXTS, meetings::TEXTS, TEXTS]
}

/// All texts of the product.
pub fn catalogue() -> Arc<Catalogue> {
    Arc::new(
        Catalogue::load(&texts()).expect("the embedded catalogues are valid: a test loads them"),
    )
}

pub fn authenticator() -> Arc<dyn Authenticator> {
    Arc::new(people::sign_in::Doors)
}

pub fn routes() -> Routes {
    assets_routes()
        .merge(people::routes())
        .merge(people::api_routes())
        .merge(meetings::routes())
        .merge(meetings::api_routes())
        .merge(crate::api::routes())
        .merge(crate::serve::routes())
}

pub fn jobs() -> JobRegistry {
    meetings::jobs(people::jobs(JobRegistry::default()))
}

/// Parts of the slices that live as long as the process.
pub fn parts() -> Parts {
    meetings::parts(people::parts(Parts::default()))
}

/// What a viewer finds in the menu. Who takes no part in 1-on-1s sees no new menus.
pub fn menu(viewer: &Viewer) -> Menu {
    let item = |label, path, icon| MenuItem { label, path, icon };
    if !viewer.participates() && !viewer.is_administrator() {
        return Menu::default();
    }
    let mut items = Vec::new();
    if viewer.participates() {
        items.push(item("menu-home", "/", "house"));
        if viewer.leads() {
            items.push(item("menu-today", "/today", "users"));
        }
        items.push(item("menu-journey", "/journey", "sprout"));
    }
    items.push(item("menu-me", "/settings", "user"));
    Menu(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::{
        OrganizationId, PersonId,
        access::{Display, ViewerKind},
        i18n::Language,
    };

    fn viewer(administrator: bool, participates: bool, leads: bool) -> Viewer {
        let person = PersonId(1);
        let kind = ViewerKind::Person {
            person,
            administrator,
            participates,
            leads,
            scopes: None,
            session: 1,
        };
        Viewer {
            kind,
            organization: OrganizationId(1),
            ..Viewer::nobody(Language::Ja, Display::default())
        }
    }

    fn paths(viewer: &Viewer) -> Vec<&'static str> {
        menu(viewer).0.iter().map(|item| item.path).collect()
    }

    #[test]
    fn only_those_who_take_part_see_menus() {
        assert!(paths(&Viewer::nobody(Language::Ja, Display::default())).is_empty());
        assert!(paths(&viewer(false, false, false)).is_empty());
        assert_eq!(paths(&viewer(false, true, false)), ["/", "/journey", "/settings"]);
        assert_eq!(paths(&viewer(false, true, true)), ["/", "/today", "/journey", "/settings"]);
        assert_eq!(paths(&viewer(true, false, false)), ["/settings"]);
    }

    #[test]
    fn the_catalogues_load_and_have_the_menu_in_both_languages() {
        let catalogue = catalogue();
        for language in Language::ALL {
            let keys: Vec<_> = catalogue.keys(language).collect();
            for item in menu(&viewer(true, true, true)).0 {
                assert!(keys.contains(&item.label), "{} {}", item.label, language.word());
            }
        }
    }
}
