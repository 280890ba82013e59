//! A row without a policy for an action cannot be loaded for it.

use platform::{
    Result,
    access::{Edit, Guarded, Key, Mode, Permit, Policy, Read, Tx, Viewer, Writes},
};

struct Diary;

impl Guarded for Diary {
    type Id = i64;
    const NAME: &'static str = "diaries";

    async fn find<M: Mode>(_: &mut Tx<M>, _: i64, _: Key) -> Result<Option<Self>> {
        Ok(Some(Self))
    }
}

impl Policy<Read> for Diary {
    fn allows(&self, _: &Viewer) -> bool {
        true
    }
}

async fn handler(tx: &mut Tx<Writes>) -> Result<()> {
    let _: Permit<Edit, Diary> = tx.load(1).await?;
    Ok(())
}

fn main() {
    let _ = handler;
}
