//! A guard that comes second would let others run before it.

use platform::{
    access::SignedIn,
    routing::{Path, Routes},
};

async fn late(Path(_): Path<i64>, SignedIn(_): SignedIn) -> &'static str {
    "hello"
}

fn main() {
    let _ = Routes::pages().get("/secrets/{id}", late);
}
