//! A GET cannot write: following a link, or fetching a page ahead, changes nothing.

use platform::{
    access::{SignedIn, Writes},
    routing::Routes,
};

async fn change(SignedIn(_): SignedIn<Writes>) -> &'static str {
    "changed"
}

fn main() {
    let _ = Routes::pages().get("/change", change);
}
