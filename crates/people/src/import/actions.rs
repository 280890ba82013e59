//! Applying an import, all of it or nothing.

use super::{
    model::{Counts, Outcome, Preview, Step},
    preview::preview,
    rows::rows,
};
use crate::{
    audit::{self, Subject},
    department::{self, DepartmentId},
    organization::Organization,
    pair::{self, Kind},
    person::{self, NewPerson, Person},
    sign_in,
};
use platform::{
    Error, PersonId, Result,
    access::{Administer, Mode, Permit, Tx, Writes},
};
use std::collections::HashMap;

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
    let mut work =
        Work { organization, welcome, people: HashMap::new(), departments: HashMap::new() };
    for step in &preview.steps {
        work.keep_person(tx, step).await?;
    }
    for step in preview.steps.iter().filter(|step| step.begins_pair) {
        work.begin_pair(tx, step).await?;
    }
    let Counts { added, changed, pairs, .. } = counts;
    let detail = format!("added={added} changed={changed} pairs={pairs}");
    audit::record_detail(tx, "people-imported", Subject::Organization, &detail).await?;
    Ok(Ok(counts))
}

/// What is remembered from line to line.
struct Work<'a> {
    organization: &'a Permit<Administer, Organization>,
    welcome: bool,
    /// By address.
    people: HashMap<String, PersonId>,
    /// By path.
    departments: HashMap<Vec<String>, Option<DepartmentId>>,
}

impl Work<'_> {
    async fn keep_person(&mut self, tx: &mut Tx<Writes>, step: &Step) -> Result<()> {
        let typed = &step.particulars;
        let id = match (step.person, step.outcome) {
            (Some(id), Outcome::Same) => id,
            (Some(id), _) => {
                let known = tx.load::<Administer, Person>(id).await?;
                person::correct(tx, &known, typed, known.changed_at).await?;
                self.move_person(tx, id, &step.department).await?;
                id
            }
            (None, _) => self.add_person(tx, step).await?,
        };
        self.people.insert(typed.email.clone(), id);
        Ok(())
    }

    async fn add_person(&mut self, tx: &mut Tx<Writes>, step: &Step) -> Result<PersonId> {
        let new = NewPerson {
            name: step.particulars.name.clone(),
            kana: step.particulars.kana.clone(),
            email: step.particulars.email.clone(),
            language: self.organization.language,
            administrator: false,
        };
        let id = person::create(tx, &new).await?;
        if let Some(department) = self.department(tx, &step.department).await? {
            department::first_post(tx, self.organization, id, department).await?;
        }
        if self.welcome {
            tx.enqueue(&sign_in::Welcome { person: id }).await?;
        }
        Ok(id)
    }

    /// A new post begins without being the head; where nothing changes, the head stays it.
    async fn move_person(
        &mut self,
        tx: &mut Tx<Writes>,
        person: PersonId,
        path: &[String],
    ) -> Result<()> {
        let Some(department) = self.department(tx, path).await? else { return Ok(()) };
        let post = department::post_of(tx, person).await?;
        let head = post.is_some_and(|post| post.department == department && post.head);
        department::post(tx, self.organization, person, Some(department), head).await
    }

    async fn department(
        &mut self,
        tx: &mut Tx<Writes>,
        path: &[String],
    ) -> Result<Option<DepartmentId>> {
        if let Some(known) = self.departments.get(path) {
            return Ok(*known);
        }
        let found = department::ensure_path(tx, self.organization, path).await?;
        self.departments.insert(path.to_vec(), found);
        Ok(found)
    }

    async fn begin_pair(&self, tx: &mut Tx<Writes>, step: &Step) -> Result<()> {
        let added = self.people.get(&step.leader).copied();
        let leader = step.leader_id.or(added).ok_or(Error::NotFound)?;
        let member = self.people.get(&step.particulars.email).copied().ok_or(Error::NotFound)?;
        pair::begin(tx, leader, member, Kind::Line).await?;
        Ok(())
    }
}
