//! No guard, no route.

use platform::routing::Routes;

async fn open_to_everybody() -> &'static str {
    "hello"
}

fn main() {
    let _ = Routes::pages().get("/secrets", open_to_everybody);
}
