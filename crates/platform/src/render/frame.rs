//! What stands around every page: language, theme, menu, the viewer's name.

use crate::{
    access::{Mode, Theme, Tx, Viewer},
    app::App,
    i18n::{Argument, Texts},
    id::PersonId,
};
use jiff::{Timestamp, civil};

/// The menu of a viewer: few words, on the phone at most four.
#[derive(Clone, Debug, Default)]
pub struct Menu(pub Vec<MenuItem>);

/// One entry.
#[derive(Clone, Copy, Debug)]
pub struct MenuItem {
    /// A key of the catalogues.
    pub label: &'static str,
    pub path: &'static str,
    /// A name in the icon sprite.
    pub icon: &'static str,
}

/// The first field of every page struct, by convention named `f`.
pub struct Frame {
    texts: Texts,
    menu: Menu,
    pub viewer: Viewer,
    pub now: Timestamp,
    current: &'static str,
    app: App,
    /// A key for forms of this page that must have one effect only.
    pub form_key: String,
}

impl Frame {
    pub fn new(app: &App, viewer: &Viewer) -> Self {
        Self {
            texts: app.texts(viewer.language, viewer.zone.clone()),
            menu: app.menu(viewer),
            viewer: viewer.clone(),
            now: app.world().now(),
            current: "",
            app: app.clone(),
            form_key: crate::id::encode(app.world().new_id()),
        }
    }

    /// The frame for the viewer of this transaction.
    pub fn of<M: Mode>(tx: &Tx<M>) -> Self {
        Self::new(tx.app(), tx.viewer())
    }

    /// Marks the menu entry with this path as the place where we are.
    pub fn at(self, path: &'static str) -> Self {
        Self { current: path, ..self }
    }

    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.texts.t(key)
    }

    pub fn with(&self, key: impl AsRef<str>, name: &'static str, value: impl Argument) -> String {
        self.texts.with(key, name, value)
    }

    pub fn with2(
        &self,
        key: impl AsRef<str>,
        name: &'static str,
        value: impl Argument,
        name2: &'static str,
        value2: impl Argument,
    ) -> String {
        self.texts.with2(key, name, value, name2, value2)
    }

    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// きょう 15:00
    pub fn when(&self, at: &Timestamp) -> String {
        self.texts.when(*at, self.now)
    }

    /// 15:00
    pub fn time(&self, at: &Timestamp) -> String {
        self.texts.time(*at)
    }

    /// 11月26日(木)
    pub fn day_of(&self, at: &Timestamp) -> String {
        self.texts.day(self.texts.date_of(*at), self.texts.date_of(self.now))
    }

    /// 11月26日(木)
    pub fn day(&self, date: &civil::Date) -> String {
        self.texts.day(*date, self.texts.date_of(self.now))
    }

    pub fn menu(&self) -> &[MenuItem] {
        &self.menu.0
    }

    pub fn is_current(&self, item: &MenuItem) -> bool {
        item.path == self.current
    }

    /// The address of a built asset.
    pub fn asset(&self, name: &str) -> String {
        self.app.assets().path(name).to_owned()
    }

    /// The address of an icon of the sprite.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", self.app.assets().path("icons.svg"))
    }

    pub fn language(&self) -> &'static str {
        self.texts.language.word()
    }

    /// The attribute `data-theme`, where the viewer chose one.
    pub fn theme(&self) -> Option<&'static str> {
        let theme = self.viewer.display.theme;
        (theme != Theme::System).then(|| theme.word())
    }

    pub fn text_size(&self) -> u16 {
        self.viewer.display.text_size
    }

    pub fn is_signed_in(&self) -> bool {
        self.viewer.person().is_some()
    }

    /// Now with the viewer's offset: the countdowns of a page start from the server's clock.
    pub fn now_local(&self) -> String {
        let local = self.now.to_zoned(self.texts.zone.clone());
        local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The ground of the viewer's round badge.
    pub fn my_hue(&self) -> i64 {
        self.viewer.person().map_or(1, hue)
    }

    /// The first letter of a name, for the round badge beside it.
    pub fn initial(&self, name: &str) -> String {
        name.chars().next().map(String::from).unwrap_or_default()
    }
}

/// One of six grounds without meaning, always the same for the same person.
pub fn hue(person: PersonId) -> i64 {
    ((person.0 >> 22) ^ person.0).rem_euclid(6) + 1
}
