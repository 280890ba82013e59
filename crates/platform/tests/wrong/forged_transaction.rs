//! No viewer, no transaction: only guards and `App::system` make one.

use platform::{
    access::{Display, Reads, Tx, Viewer},
    app::App,
    i18n::Language,
};

fn forge(app: &App) -> Tx<Reads> {
    Tx::new(app, Viewer::nobody(Language::Ja, Display::default()))
}

fn main() {
    let _ = forge;
}
