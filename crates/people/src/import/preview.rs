//! Checks every line against the others and against who is here.

use super::model::{Outcome, Preview, Remark, Row, Step};
use crate::{
    department, pair,
    person::{self, Particulars, Person},
    text,
};
use platform::{
    Result,
    access::{Mode, Tx},
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Leaders of leaders that a search for circles follows.
const LONGEST_LINE: usize = 50;

/// What this text would do now.
pub async fn preview<M: Mode>(tx: &mut Tx<M>, rows: Vec<Row>) -> Result<Preview> {
    let mut steps: Vec<Step> = rows.into_iter().map(step).collect();
    mark_doubles(&mut steps);
    mark_circles(&mut steps);
    let within: HashSet<String> = steps.iter().map(|step| step.particulars.email.clone()).collect();
    let mut here = Here::default();
    for step in &mut steps {
        let known = here.find(tx, &step.particulars.email).await?;
        meet_person(tx, step, known.as_ref()).await?;
        let leader = here.find(tx, &step.leader).await?;
        meet_leader(tx, step, known.as_ref(), leader.as_ref(), &within).await?;
    }
    let departments = new_departments(tx, &steps).await?;
    Ok(Preview { steps, departments })
}

/// People looked up before: a leader stands in many lines.
#[derive(Default)]
struct Here(HashMap<String, Option<Person>>);

impl Here {
    async fn find<M: Mode>(&mut self, tx: &mut Tx<M>, email: &str) -> Result<Option<Person>> {
        if email.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.0.get(email) {
            return Ok(known.clone());
        }
        let found = person::find_by_email(tx, email).await?;
        self.0.insert(email.to_owned(), found.clone());
        Ok(found)
    }
}

/// What a line says by itself.
fn step(row: Row) -> Step {
    let mut problems = Vec::new();
    let name = text::name(&row.name).unwrap_or_else(|reason| {
        let key = match reason {
            "invalid-name-missing" => "import-problem-name",
            _ => "import-problem-name-long",
        };
        problems.push(Remark::new(key, &row.name));
        String::new()
    });
    let kana = text::optional_name(&row.kana).unwrap_or_default();
    let email = text::address(&row.email).unwrap_or_else(|| {
        let missing = row.email.trim().is_empty();
        let key = if missing { "import-problem-email-missing" } else { "import-problem-email" };
        problems.push(Remark::new(key, &row.email));
        String::new()
    });
    let department = department::path_parts(&row.department).unwrap_or_else(|_| {
        problems.push(Remark::new("import-problem-department", &row.department));
        Vec::new()
    });
    let leader = leader_of(&row, &email, &mut problems);
    Step {
        outcome: Outcome::Added,
        particulars: Particulars { name, kana, email },
        department,
        leader,
        leader_id: None,
        begins_pair: false,
        person: None,
        problems,
        warnings: Vec::new(),
        row,
    }
}

fn leader_of(row: &Row, email: &str, problems: &mut Vec<Remark>) -> String {
    if row.leader.trim().is_empty() {
        return String::new();
    }
    match text::address(&row.leader) {
        Some(leader) if leader == email => {
            problems.push(Remark::new("import-problem-leader-self", &row.leader));
            String::new()
        }
        Some(leader) => leader,
        None => {
            problems.push(Remark::new("import-problem-leader-email", &row.leader));
            String::new()
        }
    }
}

fn mark_doubles(steps: &mut [Step]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for step in steps {
        let (email, line) = (step.particulars.email.clone(), step.row.line);
        if email.is_empty() {
            continue;
        }
        let earlier = *first.entry(email).or_insert(line);
        if earlier != line {
            step.problems.push(Remark::new("import-problem-twice", earlier.to_string()));
        }
    }
}

/// Warns where following the leaders comes back to the start: allowed, but seldom meant.
fn mark_circles(steps: &mut [Step]) {
    let leaders: HashMap<String, String> = steps
        .iter()
        .filter(|step| !step.leader.is_empty())
        .map(|step| (step.particulars.email.clone(), step.leader.clone()))
        .collect();
    for step in steps {
        let start = &step.particulars.email;
        let mut way = vec![start.as_str()];
        while let Some(next) = way.last().and_then(|at| leaders.get(*at)) {
            if next == start {
                way.push(start);
                step.warnings.push(Remark::new("import-warning-circle", way.join(" → ")));
                break;
            }
            if way.len() > LONGEST_LINE || way.contains(&next.as_str()) {
                break;
            }
            way.push(next);
        }
    }
}

async fn meet_person<M: Mode>(
    tx: &mut Tx<M>,
    step: &mut Step,
    known: Option<&Person>,
) -> Result<()> {
    let Some(known) = known else { return Ok(()) };
    step.person = Some(known.id);
    if known.suspended {
        step.problems.push(Remark::new("import-problem-suspended", &known.name));
    }
    if step.particulars.kana.is_empty() {
        step.particulars.kana.clone_from(&known.kana);
    }
    let post = department::post_of(tx, known.id).await?;
    let moved = !step.department.is_empty()
        && post.is_none_or(|post| post.path != step.department.join("/"));
    let renamed = known.name != step.particulars.name || known.kana != step.particulars.kana;
    if renamed {
        step.warnings.push(Remark::new("import-warning-renamed", &known.name));
    }
    step.outcome = if moved || renamed { Outcome::Changed } else { Outcome::Same };
    Ok(())
}

async fn meet_leader<M: Mode>(
    tx: &mut Tx<M>,
    step: &mut Step,
    known: Option<&Person>,
    leader: Option<&Person>,
    within: &HashSet<String>,
) -> Result<()> {
    if step.leader.is_empty() {
        return Ok(());
    }
    step.leader_id = leader.map(|leader| leader.id);
    match leader {
        None if !within.contains(&step.leader) => {
            step.problems.push(Remark::new("import-problem-leader-unknown", &step.leader));
            return Ok(());
        }
        Some(leader) if leader.suspended => {
            step.problems.push(Remark::new("import-problem-leader-suspended", &leader.name));
            return Ok(());
        }
        _ => (),
    }
    step.begins_pair = true;
    let Some(known) = known else { return Ok(()) };
    if let Some(leader) = leader
        && pair::lasting_of(tx, leader.id, known.id).await?.is_some()
    {
        step.begins_pair = false;
    }
    for now in pair::line_leaders(tx, known.id).await? {
        if leader.is_none_or(|leader| leader.id != now.id) {
            step.warnings.push(Remark::new("import-warning-second-leader", now.name));
        }
    }
    Ok(())
}

/// The paths that do not exist yet, each once, from the root down. What stands in a line with a
/// mistake may not be meant as a department.
async fn new_departments<M: Mode>(tx: &mut Tx<M>, steps: &[Step]) -> Result<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut new = Vec::new();
    let named = |step: &&Step| !step.department.is_empty() && step.problems.is_empty();
    for step in steps.iter().filter(named) {
        if !seen.insert(step.department.clone()) {
            continue;
        }
        let mut at = None;
        let mut exists = true;
        for depth in 0..step.department.len() {
            if exists {
                at = department::find_child(tx, at, &step.department[depth]).await?;
                exists = at.is_some();
            }
            let path = step.department[..=depth].join("/");
            if !exists && !new.contains(&path) {
                new.push(path);
            }
        }
    }
    Ok(new)
}
