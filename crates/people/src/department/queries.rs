//! All SQL about departments and posts.

use super::model::{DEEPEST, Department, DepartmentId, Post, PostId};
use jiff::civil::Date;
use platform::{
    PersonId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn department(row: &Row) -> Result<Department> {
    Ok(Department {
        id: row.get(0)?,
        parent: row.get(1)?,
        name: row.get(2)?,
        since: row.get(3)?,
        people: row.get(4)?,
        children: row.get(5)?,
    })
}

/// A department that lasts.
pub async fn find<M: Mode>(tx: &mut Tx<M>, id: DepartmentId) -> Result<Option<Department>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT d.id, d.parent_id, d.name, d.since,
                    (SELECT COUNT(*) FROM posts p WHERE p.organization_id = d.organization_id AND p.department_id = d.id AND p.until IS NULL),
                    (SELECT COUNT(*) FROM departments c WHERE c.organization_id = d.organization_id AND c.parent_id = d.id AND c.until IS NULL)
             FROM departments d WHERE d.organization_id = $1 AND d.id = $2 AND d.until IS NULL"
        ),
        params![organization, id],
        department,
    )
    .await
}

/// The departments that last right below this one (or at the top), by name.
pub async fn children<M: Mode>(
    tx: &mut Tx<M>,
    parent: Option<DepartmentId>,
) -> Result<Vec<Department>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT d.id, d.parent_id, d.name, d.since,
                    (SELECT COUNT(*) FROM posts p WHERE p.organization_id = d.organization_id AND p.department_id = d.id AND p.until IS NULL),
                    (SELECT COUNT(*) FROM departments c WHERE c.organization_id = d.organization_id AND c.parent_id = d.id AND c.until IS NULL)
             FROM departments d
             WHERE d.organization_id = $1 AND COALESCE(d.parent_id, 0) = $2 AND d.until IS NULL
             ORDER BY d.name, d.id"
        ),
        params![organization, parent.map_or(0, |parent| parent.0)],
        department,
    )
    .await
}

/// The department with this name right below another one (or at the top).
pub async fn find_child<M: Mode>(
    tx: &mut Tx<M>,
    parent: Option<DepartmentId>,
    name: &str,
) -> Result<Option<DepartmentId>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id FROM departments
             WHERE organization_id = $1 AND COALESCE(parent_id, 0) = $2 AND name = $3 AND until IS NULL"
        ),
        params![organization, parent.map_or(0, |parent| parent.0), name],
        |row| Ok(row.get(0)?),
    )
    .await
}

/// A department and all above it, from the root down.
pub async fn ancestors<M: Mode>(tx: &mut Tx<M>, id: DepartmentId) -> Result<Vec<Department>> {
    let mut line = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next.filter(|_| line.len() <= DEEPEST) {
        let Some(found) = find(tx, id).await? else { break };
        next = found.parent;
        line.push(found);
    }
    line.reverse();
    Ok(line)
}

pub(super) async fn insert(
    tx: &mut Tx<Writes>,
    parent: Option<DepartmentId>,
    name: &str,
    since: Date,
) -> Result<DepartmentId> {
    let id = tx.new_id(DepartmentId);
    let organization = tx.organization();
    tx.execute(
        sql!(
            "INSERT INTO departments (organization_id, id, parent_id, name, since, until)
             VALUES ($1, $2, $3, $4, $5, NULL)"
        ),
        params![organization, id, parent, name, since],
    )
    .await?;
    Ok(id)
}

pub(super) async fn set_name(tx: &mut Tx<Writes>, id: DepartmentId, name: &str) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE departments SET name = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, name],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_until(tx: &mut Tx<Writes>, id: DepartmentId, until: Date) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!(
            "UPDATE departments SET until = $3
             WHERE organization_id = $1 AND id = $2 AND until IS NULL"
        ),
        params![organization, id, until],
    )
    .await?;
    Ok(())
}

/// A person's post that lasts; of several, the one set last.
pub async fn post_of<M: Mode>(tx: &mut Tx<M>, person: PersonId) -> Result<Option<Post>> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT id, department_id, head, since FROM posts
                 WHERE organization_id = $1 AND person_id = $2 AND until IS NULL
                 ORDER BY id DESC LIMIT 1"
            ),
            params![organization, person],
            |row| {
                let (id, department): (PostId, DepartmentId) = (row.get(0)?, row.get(1)?);
                Ok((id, department, row.get::<bool>(2)?, row.get::<Date>(3)?))
            },
        )
        .await?;
    let Some((id, department, head, since)) = found else { return Ok(None) };
    let line = ancestors(tx, department).await?;
    let path = line.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join("/");
    Ok(Some(Post { id, department, path, head, since }))
}

pub(super) async fn insert_post(
    tx: &mut Tx<Writes>,
    person: PersonId,
    department: DepartmentId,
    head: bool,
    since: Date,
) -> Result<()> {
    let id = tx.new_id(PostId);
    let organization = tx.organization();
    tx.execute(
        sql!(
            "INSERT INTO posts (organization_id, id, person_id, department_id, head, since, until)
             VALUES ($1, $2, $3, $4, $5, $6, NULL)"
        ),
        params![organization, id, person, department, head, since],
    )
    .await?;
    Ok(())
}

/// Ends a post; one that began on the same day never was.
pub(super) async fn end_post(tx: &mut Tx<Writes>, post: PostId, until: Date) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM posts WHERE organization_id = $1 AND id = $2 AND since = $3"),
        params![organization, post, until],
    )
    .await?;
    tx.execute(
        sql!("UPDATE posts SET until = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, post, until],
    )
    .await?;
    Ok(())
}
