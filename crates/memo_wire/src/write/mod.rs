//! Writes for somebody who has no editor: Markdown becomes Yjs updates like those of the editor.
//!
//! The counterpart of [`crate::fold`]: what is written here reads there as it stood.
//!
//! Understood: paragraphs, headings, lists, check boxes, quotes, rules, hard breaks, and emphasis,
//! code and links inside a line. Each line is a block of its own, as in the editor.

mod encode;
mod inline;
mod lines;
mod rewrite;

pub use encode::Typist;
pub use rewrite::{Rewrite, rewrite};

/// A block as the editor's schema names it.
#[derive(Clone, Debug, PartialEq)]
enum Block {
    Paragraph(Vec<Inline>),
    Heading(i64, Vec<Inline>),
    Check(bool, Vec<Inline>),
    Rule,
    Quote(Vec<Block>),
    List { ordered: bool, items: Vec<Vec<Block>> },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
enum Inline {
    Text { text: String, marks: Vec<Mark> },
    Break,
}

#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Strong,
    Em,
    Strike,
    Code,
    Link(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Limits, Schema};

    const ROOT: &str = "memo";

    fn limits() -> Limits {
        let nodes = [
            "paragraph",
            "heading",
            "bullet_list",
            "ordered_list",
            "list_item",
            "check_item",
            "blockquote",
            "horizontal_rule",
            "hard_break",
        ];
        let schema = Schema::new([ROOT], nodes, ["link", "strong", "em", "strike", "code"]);
        Limits { schema: Some(schema), ..Limits::default() }
    }

    fn written(markdown: &str) -> String {
        let mut document = Document::new();
        let update = Typist::new(77, ROOT).write(markdown);
        let admitted = document.admit(&update, &limits()).expect("the schema has a place for it");
        assert_eq!(admitted.is_new(), !markdown.trim().is_empty());
        crate::fold(&document, ROOT).markdown
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let memo = "## 石黒さんへの聞き方\n\n- 聞きたいことは付せんにためる\n- 昼前の10分に\n  - まとめて\n  - 持っていく\n\nそして\n\n\
            1. 型を先に見せる\n2. 手戻りが減る\n\n> 「自分で気づけなかったのがくやしい」\n\n---\n\n### つぎ\n\n𠮷野さんは *とても* 忙しい\n\n終わり 😀\n";
        assert_eq!(written(memo), memo);
    }

    #[test]
    fn lines_are_blocks_and_check_boxes_are_kept() {
        let fold = written("一行目\n二行目\n- [ ] まだ\n- [x] できた\n");
        assert_eq!(fold, "一行目\n\n二行目\n\n- [ ] まだ\n- [x] できた\n");
    }

    #[test]
    fn marks_links_and_breaks() {
        let line =
            "**大事** と ~~消した~~ と `x*y` と [場所](<https://example.jp/a>) と \\*星\\*\n";
        assert_eq!(written(line), line);
        assert_eq!(written("一\\\n二\n"), "一\\\n二\n");
        assert_eq!(
            written("「は」<strong>「相槌」</strong>です\n"),
            "「は」<strong>「相槌」</strong>です\n"
        );
        assert_eq!(written("[危険](javascript:alert)\n"), "\\[危険\\](javascript:alert)\n");
    }

    #[test]
    fn nothing_and_nonsense_are_no_trouble() {
        assert_eq!(written(""), "");
        assert_eq!(written("\n \n\n"), "");
        for odd in [
            "**", "*a", "`", "[", "[]()", "~~~~", "- ", "> ", "#", "# ", "1.", "\\", "<b>x",
            "- [x]",
        ] {
            written(odd);
        }
        let deep: String = (0..200).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
        assert!(written(&deep).contains('x'));
        assert!(written(&"> ".repeat(300)).len() < 2_000);
    }
}
