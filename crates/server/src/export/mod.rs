//! `aizuchi export`: one organization as JSON, for moving out or for looking at it elsewhere.
//!
//! Invariant: who, with whom, when; never what was said. Contents belong to the two who wrote them,
//! and each takes their own from the page "export".

mod queries;

use crate::{Outcome, Trouble};
use platform::{
    OrganizationId,
    access::{Reads, Tx},
    app::App,
};
use serde::Serialize;
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

/// Writes one file for each kind of thing into an empty or new folder; returns their names and how
/// many things are in each.
///
/// # Errors
/// When there is no such organization, or the folder cannot be written or holds something.
pub async fn write(
    app: &App,
    organization: OrganizationId,
    folder: &Path,
) -> Outcome<Vec<(&'static str, usize)>> {
    let mut tx = app.system_reads(organization, "the operator exports an organization");
    let Some(found) = queries::organization(&mut tx).await? else {
        return Err(Trouble::new(format!("there is no organization {organization}")));
    };
    make_empty(folder)?;
    let tx = &mut tx;
    let mut done = vec![("organization.json", one(folder, "organization.json", &found)?)];
    done.push((
        "departments.json",
        all(folder, "departments.json", tx, queries::departments).await?,
    ));
    done.push(("people.json", all(folder, "people.json", tx, queries::people).await?));
    done.push(("posts.json", all(folder, "posts.json", tx, queries::posts).await?));
    done.push(("pairs.json", all(folder, "pairs.json", tx, queries::pairs).await?));
    done.push((
        "one_on_ones.json",
        all(folder, "one_on_ones.json", tx, queries::one_on_ones).await?,
    ));
    Ok(done)
}

fn make_empty(folder: &Path) -> Outcome<()> {
    let shown = folder.display();
    let failed = || Trouble::during(format!("{shown} cannot be written"));
    std::fs::create_dir_all(folder).map_err(failed())?;
    match std::fs::read_dir(folder).map_err(failed())?.next() {
        None => Ok(()),
        Some(_) => Err(Trouble::new(format!("{shown} is not empty: choose a new folder"))),
    }
}

fn one(folder: &Path, name: &str, thing: &impl Serialize) -> Outcome<usize> {
    let path = folder.join(name);
    let text = serde_json::to_vec_pretty(thing).map_err(|error| Trouble::new(error.to_string()))?;
    std::fs::write(&path, text).map_err(Trouble::during(path.display()))?;
    Ok(1)
}

/// Writes things page by page as one JSON array, a thing a line: an organization need not fit into
/// memory.
async fn all<T: Serialize + queries::Numbered>(
    folder: &Path,
    name: &str,
    tx: &mut Tx<Reads>,
    page: impl AsyncFn(&mut Tx<Reads>, i64) -> platform::Result<Vec<T>>,
) -> Outcome<usize> {
    let path = folder.join(name);
    let failed = || Trouble::during(path.display());
    let mut file = BufWriter::new(File::create_new(&path).map_err(failed())?);
    let (mut count, mut last) = (0, -1);
    file.write_all(b"[").map_err(failed())?;
    loop {
        let things = page(tx, last).await?;
        let Some(end) = things.last() else { break };
        last = end.number();
        for thing in &things {
            let separator = if count == 0 { "\n" } else { ",\n" };
            count += 1;
            let line = serde_json::to_string(thing).map_err(|e| Trouble::new(e.to_string()))?;
            write!(file, "{separator}{line}").map_err(failed())?;
        }
    }
    file.write_all(b"\n]\n").and_then(|()| file.flush()).map_err(failed())?;
    Ok(count)
}
