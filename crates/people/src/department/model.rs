//! Types and pure rules of departments.

use crate::text;
use jiff::civil::Date;
use platform::define_id;

define_id! { DepartmentId, PostId }

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Department {
    pub id: DepartmentId,
    pub parent: Option<DepartmentId>,
    pub name: String,
    pub since: Date,
    /// People posted in it directly.
    pub people: i64,
    /// Departments below it.
    pub children: i64,
}

/// Where a person is posted.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub id: PostId,
    pub department: DepartmentId,
    /// From the root down: 営業部/営業1課.
    pub path: String,
    pub head: bool,
    pub since: Date,
}

/// How deep a tree may be.
pub const DEEPEST: usize = 10;

/// The names in a path such as 営業部/営業1課; also with the full-width ／ or with >.
///
/// # Errors
/// The key of the reason.
pub fn path_parts(typed: &str) -> Result<Vec<String>, &'static str> {
    let parts = typed.split(['/', '／', '>', '＞']).map(text::line);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.len() > DEEPEST {
        return Err("invalid-department-deep");
    }
    if parts.iter().any(|part| part.chars().count() > text::LONGEST_NAME) {
        return Err("invalid-name-long");
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_people_write_them() {
        for typed in
            ["営業部/営業1課", "営業部／営業1課", " 営業部 > 営業1課 ", "/営業部//営業1課/"]
        {
            assert_eq!(path_parts(typed).unwrap(), ["営業部", "営業1課"]);
        }
        assert!(path_parts(" ").unwrap().is_empty());
        assert_eq!(path_parts(&"a/".repeat(11)), Err("invalid-department-deep"));
        assert_eq!(path_parts(&"a".repeat(101)), Err("invalid-name-long"));
    }
}
