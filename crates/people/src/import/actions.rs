//! Applying an import, all of it or nothing.

use super::{
    model::{Counts, Outcome, Preview, Step},
    preview::preview,
    rows::rows,
};
use crate::{
    audit::{self, Subject},
    department,
    organization::Organization,
    pair::{self, Kind},
    person::{self, NewPerson, Person},
    sign_in,
};
use platform::{
    Error, Result,
    access::{Administer, Mode, Permit, Tx, Writes},
};

/// What the text would do now.
///
/// # Errors
/// `Invalid` when there is nothing to read or too much.
pub async fn propose<M: Mode>(tx: &mut Tx<M>, typed: &str) -> Result<Preview> {
    let rows = rows(typed).map_err(|reason| Error::field("text", reason))?;
    preview(tx, rows).await
}

/// Does what the text says, planned anew: somebody else may have been faster. `Err` of the inner
/// result is a preview that cannot be applied.
pub async fn apply(
    tx: &mut Tx<Writes>,
    organization: &Permit<Administer, Organization>,
    typed: &str,
    welcome: bool,
) -> Result<Result<Counts, Preview>> {
    let preview = propose(tx, typed).await?;
    let counts = preview.counts();
    if counts.problems > 0 {
        return Ok(Err(preview));
    }
    for step in &preview.steps {
        keep_person(tx, organization, step, welcome).await?;
    }
    for step in preview.steps.iter().filter(|step| step.begins_pair) {
        begin_pair(tx, step).await?;
    }
    let Counts { added, changed, pairs, .. } = counts;
    let detail = format!("added={added} changed={changed} pairs={pairs}");
    audit::record_detail(tx, "people-imported", Subject::Organization, &detail).await?;
    Ok(Ok(counts))
}

async fn keep_person(
    tx: &mut Tx<Writes>,
    organization: &Permit<Administer, Organization>,
    step: &Step,
    welcome: bool,
) -> Result<()> {
    let typed = &step.particulars;
    let id = match (step.person, step.outcome) {
        (_, Outcome::Same) => return Ok(()),
        (Some(id), _) => {
            let known = tx.load::<Administer, Person>(id).await?;
            person::correct(tx, &known, typed, known.changed_at).await?;
            id
        }
        (None, _) => {
            let new = NewPerson {
                name: typed.name.clone(),
                kana: typed.kana.clone(),
                email: typed.email.clone(),
                language: organization.language,
                administrator: false,
            };
            let id = person::create(tx, &new).await?;
            if welcome {
                tx.enqueue(&sign_in::Welcome { person: id }).await?;
            }
            id
        }
    };
    if step.department.is_empty() {
        return Ok(());
    }
    let department = department::ensure_path(tx, organization, &step.department).await?;
    let head = department::post_of(tx, id).await?.is_some_and(|post| {
        // Still the head where nothing changed; a new post starts without it.
        Some(post.department) == department && post.head
    });
    department::post(tx, organization, id, department, head).await
}

async fn begin_pair(tx: &mut Tx<Writes>, step: &Step) -> Result<()> {
    let leader = person::find_by_email(tx, &step.leader).await?;
    let member = person::find_by_email(tx, &step.particulars.email).await?;
    let (Some(leader), Some(member)) = (leader, member) else { return Err(Error::NotFound) };
    if pair::lasting_of(tx, leader.id, member.id).await?.is_none() {
        pair::begin(tx, leader.id, member.id, Kind::Line).await?;
    }
    Ok(())
}
