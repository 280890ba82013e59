//! A permit comes from `Tx::load`, never out of thin air.

use platform::access::{Edit, Permit};

struct Diary;

fn forge(row: Diary) -> Permit<Edit, Diary> {
    Permit::grant(row)
}

fn main() {
    let _ = forge;
}
