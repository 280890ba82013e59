//! From text to rows: a table with tabs or commas, or lines as people write them.
//!
//! The first field with an @ is the person's address, the second one the leader's; what stands
//! before is the name, what stands between is the department. A first line with headings may name
//! the columns in any order.

use super::model::{MOST_LINES, Row};
use crate::text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Kana,
    Email,
    Department,
    Leader,
}

/// The rows of a text.
///
/// # Errors
/// The key of the reason: nothing there, too many lines.
pub fn rows(typed: &str) -> Result<Vec<Row>, &'static str> {
    let lines = fields(typed);
    let mut lines = lines.into_iter().peekable();
    let columns = lines.peek().and_then(|(_, first)| columns(first));
    if columns.is_some() {
        lines.next();
    }
    let rows: Vec<Row> = lines
        .map(|(line, fields)| match &columns {
            Some(columns) => by_heading(line, columns, &fields),
            None => by_shape(line, &fields),
        })
        .collect();
    match rows.len() {
        0 => Err("invalid-import-empty"),
        count if count > MOST_LINES => Err("invalid-import-long"),
        _ => Ok(rows),
    }
}

/// The lines that hold something, with their numbers, cut into fields.
fn fields(typed: &str) -> Vec<(usize, Vec<String>)> {
    let first = typed.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let records = match first {
        first if first.contains('\t') => table(typed, b'\t'),
        first if first.contains(',') => table(typed, b','),
        first if first.contains(['、', '，']) => table(&typed.replace(['、', '，'], ","), b','),
        _ => by_spaces(typed),
    };
    let filled = |(_, fields): &(usize, Vec<String>)| fields.iter().any(|field| !field.is_empty());
    records.into_iter().filter(filled).collect()
}

fn table(typed: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(typed.as_bytes());
    // Text is valid UTF-8 and rows may have any length, so no record can be unreadable.
    let records = reader.records().filter_map(Result::ok);
    let cleaned = records.map(|record| {
        let line = record.position().map_or(0, |position| position.line() as usize);
        (line, record.iter().map(unescaped).collect())
    });
    cleaned.collect()
}

/// What our own export wrote: a quote before a cell that a spreadsheet would take for a formula.
fn unescaped(field: &str) -> String {
    let field = text::line(field);
    let formula = field.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    formula.map(str::to_owned).unwrap_or(field)
}

/// Names have a space in the middle: only the addresses cut such a line.
fn by_spaces(typed: &str) -> Vec<(usize, Vec<String>)> {
    let lines = typed.lines().enumerate();
    lines.map(|(index, line)| (index + 1, spaced_fields(&text::line(line)))).collect()
}

fn spaced_fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    for word in line.split(' ') {
        let last = fields.last_mut().expect("there is always one");
        if word.contains('@') || last.contains('@') {
            fields.push(word.to_owned());
        } else {
            *last = format!("{last} {word}").trim().to_owned();
        }
    }
    fields.retain(|field| !field.is_empty());
    fields
}

fn by_shape(line: usize, fields: &[String]) -> Row {
    let filled = fields.iter().filter(|field| !field.is_empty());
    let (addresses, words): (Vec<_>, Vec<_>) = filled.partition(|field| field.contains('@'));
    let nth =
        |list: &[&String], index: usize| list.get(index).copied().cloned().unwrap_or_default();
    Row {
        line,
        name: nth(&words, 0),
        kana: String::new(),
        email: nth(&addresses, 0),
        department: nth(&words, 1),
        leader: nth(&addresses, 1),
    }
}

fn by_heading(line: usize, columns: &[Option<Column>], fields: &[String]) -> Row {
    let of = |wanted: Column| {
        let index = columns.iter().position(|column| *column == Some(wanted));
        index.and_then(|index| fields.get(index)).cloned().unwrap_or_default()
    };
    Row {
        line,
        name: of(Column::Name),
        kana: of(Column::Kana),
        email: of(Column::Email),
        department: of(Column::Department),
        leader: of(Column::Leader),
    }
}

/// The columns that a line of headings names; `None` when it is no such line.
fn columns(first: &[String]) -> Option<Vec<Option<Column>>> {
    if first.iter().any(|field| field.contains('@')) {
        return None;
    }
    let columns: Vec<_> = first.iter().map(|field| heading(&text::folded(field))).collect();
    let has = |wanted| columns.contains(&Some(wanted));
    (has(Column::Name) && has(Column::Email)).then_some(columns)
}

fn heading(folded: &str) -> Option<Column> {
    Some(match folded {
        "名前" | "氏名" | "社員名" | "name" | "fullname" => Column::Name,
        "ふりがな" | "かな" | "よみ" | "よみがな" | "氏名かな" | "kana" | "reading" => {
            Column::Kana
        }
        "めーる"
        | "めーるあどれす"
        | "email"
        | "e-mail"
        | "mail"
        | "mailaddress"
        | "emailaddress" => Column::Email,
        "部門" | "部署" | "所属" | "department" => Column::Department,
        "上司"
        | "上司のめーる"
        | "上司のめーるあどれす"
        | "上司めーる"
        | "leader"
        | "leaderemail"
        | "leader'smail"
        | "manager"
        | "manageremail" => Column::Leader,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: usize, fields: [&str; 5]) -> Row {
        let [name, kana, email, department, leader] = fields.map(str::to_owned);
        Row { line, name, kana, email, department, leader }
    }

    #[test]
    fn lines_are_read_as_people_paste_them() {
        let expected = row(1, ["田中 花", "", "h@x.example", "営業部/営業1課", "b@x.example"]);
        for typed in [
            "田中 花\th@x.example\t営業部/営業1課\tb@x.example",
            "田中 花,h@x.example,営業部/営業1課,b@x.example",
            "田中 花、h@x.example、営業部/営業1課、b@x.example",
            "田中　花　h@x.example　営業部/営業1課　b@x.example",
            "田中 花 h@x.example 営業部/営業1課 b@x.example",
            "\"田中 花\",h@x.example,\"営業部/営業1課\",b@x.example\r\n\r\n",
        ] {
            assert_eq!(rows(typed).unwrap(), std::slice::from_ref(&expected), "{typed}");
        }
    }

    #[test]
    fn fields_may_be_missing_and_lines_empty() {
        let typed = "\n\n田中 花 h@x.example\n\n佐藤 m@x.example b@x.example\n";
        assert_eq!(
            rows(typed).unwrap(),
            [
                row(3, ["田中 花", "", "h@x.example", "", ""]),
                row(5, ["佐藤", "", "m@x.example", "", "b@x.example"])
            ]
        );
        assert_eq!(rows("  \n\t\n"), Err("invalid-import-empty"));
        assert_eq!(rows(&"a a@x.example\n".repeat(1_001)), Err("invalid-import-long"));
    }

    #[test]
    fn headings_name_the_columns() {
        let typed = "社員番号,メールアドレス,ふりがな,氏名,部署,上司のメール\n0001,h@x.example,たなか,田中 花,営業部,\n";
        assert_eq!(
            rows(typed).unwrap(),
            [row(2, ["田中 花", "たなか", "h@x.example", "営業部", ""])]
        );
        let typed = "Name\tE-mail\nAnn\ta@x.example";
        assert_eq!(rows(typed).unwrap(), [row(2, ["Ann", "", "a@x.example", "", ""])]);
    }

    #[test]
    fn odd_letters_stay_and_tricks_go() {
        let found = rows("𠮷野 🙂\u{202e}\u{0}\tk@x.example\t'=SUM(A1)").unwrap();
        assert_eq!(found, [row(1, ["𠮷野 🙂", "", "k@x.example", "=SUM(A1)", ""])]);
    }
}
