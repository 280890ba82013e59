//! Fetching a row by hand needs a key that only `Tx::load` has.

use platform::{
    Result,
    access::{Guarded, Key, Mode, Reads, Tx},
};

struct Diary;

impl Guarded for Diary {
    type Id = i64;
    const NAME: &'static str = "diaries";

    async fn find<M: Mode>(_: &mut Tx<M>, _: i64, _: Key) -> Result<Option<Self>> {
        Ok(Some(Self))
    }
}

async fn peek(tx: &mut Tx<Reads>) -> Result<Option<Diary>> {
    Diary::find(tx, 1, Key(())).await
}

fn main() {
    let _ = peek;
}
