//! Who may see a row may not therefore change it.

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

impl Policy<Edit> for Diary {
    fn allows(&self, _: &Viewer) -> bool {
        false
    }
}

fn rewrite(_: &Permit<Edit, Diary>) {}

async fn handler(tx: &mut Tx<Writes>) -> Result<()> {
    let seen: Permit<Read, Diary> = tx.load(1).await?;
    rewrite(&seen);
    Ok(())
}

fn main() {
    let _ = handler;
}
