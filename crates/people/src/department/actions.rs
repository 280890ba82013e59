//! What administrators do with departments. Whoever holds the organization to administer it may.

use super::{
    model::{DEEPEST, Department, DepartmentId},
    queries,
};
use crate::{
    audit::{self, Subject},
    organization::Organization,
    text,
};
use jiff::civil::Date;
use platform::{
    Error, PersonId, Result,
    access::{Administer, Permit, Tx, Writes},
};

type Administered = Permit<Administer, Organization>;

fn today(tx: &Tx<Writes>, organization: &Organization) -> Date {
    tx.now().to_zoned(organization.time_zone()).date()
}

/// Adds a department below another one, or at the top.
///
/// # Errors
/// `Invalid` for a name that is empty, too long or taken there, or a tree that gets too deep;
/// `NotFound` when the parent does not last.
pub async fn add(
    tx: &mut Tx<Writes>,
    organization: &Administered,
    parent: Option<DepartmentId>,
    name: &str,
) -> Result<DepartmentId> {
    let name = text::name(name).map_err(|reason| Error::field("name", reason))?;
    if let Some(parent) = parent {
        let above = queries::ancestors(tx, parent).await?;
        if above.is_empty() {
            return Err(Error::NotFound);
        }
        if above.len() >= DEEPEST {
            return Err(Error::field("name", "invalid-department-deep"));
        }
    }
    unclaimed(tx, parent, &name, None).await?;
    let since = today(tx, organization);
    let id = queries::insert(tx, parent, &name, since).await?;
    audit::record(tx, "department-added", Subject::Row("department", id.0)).await?;
    Ok(id)
}

/// Gives a department another name.
///
/// # Errors
/// As [`add`].
pub async fn rename(
    tx: &mut Tx<Writes>,
    _: &Administered,
    id: DepartmentId,
    name: &str,
) -> Result<()> {
    let name = text::name(name).map_err(|reason| Error::field("name", reason))?;
    let department = lasting(tx, id).await?;
    unclaimed(tx, department.parent, &name, Some(id)).await?;
    queries::set_name(tx, id, &name).await?;
    audit::record(tx, "department-renamed", Subject::Row("department", id.0)).await
}

/// Ends a department as of today.
///
/// # Errors
/// `Invalid` while somebody is posted in it or something is below it.
pub async fn end(tx: &mut Tx<Writes>, organization: &Administered, id: DepartmentId) -> Result<()> {
    let department = lasting(tx, id).await?;
    if department.people > 0 || department.children > 0 {
        return Err(Error::field("department", "invalid-department-in-use"));
    }
    let until = today(tx, organization);
    queries::set_until(tx, id, until).await?;
    audit::record(tx, "department-ended", Subject::Row("department", id.0)).await
}

/// The department at the end of a path, made where it is missing. `None` for an empty path.
pub async fn ensure_path(
    tx: &mut Tx<Writes>,
    organization: &Administered,
    path: &[String],
) -> Result<Option<DepartmentId>> {
    let mut at = None;
    for name in path {
        at = match queries::find_child(tx, at, name).await? {
            Some(found) => Some(found),
            None => Some(add(tx, organization, at, name).await?),
        };
    }
    Ok(at)
}

/// Posts a person in a department, as its head or not, and ends the post before. `None`: nowhere.
pub async fn post(
    tx: &mut Tx<Writes>,
    organization: &Administered,
    person: PersonId,
    department: Option<DepartmentId>,
    head: bool,
) -> Result<()> {
    let before = queries::post_of(tx, person).await?;
    let same = before.as_ref().map(|post| (post.department, post.head));
    if same == department.map(|department| (department, head)) {
        return Ok(());
    }
    let today = today(tx, organization);
    if let Some(before) = before {
        queries::end_post(tx, before.id, today).await?;
    }
    if let Some(department) = department {
        queries::insert_post(tx, person, department, head, today).await?;
    }
    Ok(())
}

/// Posts somebody who is nowhere yet.
pub async fn first_post(
    tx: &mut Tx<Writes>,
    organization: &Administered,
    person: PersonId,
    department: DepartmentId,
) -> Result<()> {
    let today = today(tx, organization);
    queries::insert_post(tx, person, department, false, today).await
}

async fn lasting(tx: &mut Tx<Writes>, id: DepartmentId) -> Result<Department> {
    queries::find(tx, id).await?.ok_or(Error::NotFound)
}

async fn unclaimed(
    tx: &mut Tx<Writes>,
    parent: Option<DepartmentId>,
    name: &str,
    except: Option<DepartmentId>,
) -> Result<()> {
    match queries::find_child(tx, parent, name).await? {
        Some(other) if Some(other) != except => {
            Err(Error::field("name", "invalid-department-taken"))
        }
        _ => Ok(()),
    }
}
