//! The writers, on trees made by hand; trees themselves are compared with Yjs in `tests/`.

use super::*;
use serde_json::{Value, json};

/// `["name", {attributes}, children…]`; texts are `"text"` or `{"t": "text", mark: value…}`.
fn node(value: &Value) -> Node {
    match value {
        Value::String(text) => Node::Text(vec![Run { text: text.clone(), ..Run::default() }]),
        Value::Object(run) => {
            let text = run["t"].as_str().expect("a text").to_owned();
            let marks = run.iter().filter(|(key, _)| *key != "t");
            let marks = marks.map(|(key, value)| (key.clone(), value.clone())).collect();
            Node::Text(vec![Run { text, marks }])
        }
        Value::Array(parts) => Node::Element(Element {
            name: parts[0].as_str().expect("a name").to_owned(),
            attributes: serde_json::from_value(parts[1].clone()).expect("attributes"),
            children: parts[2..].iter().map(node).collect(),
        }),
        other => panic!("not a node: {other}"),
    }
}

fn folded(nodes: &[Value]) -> Folded {
    let nodes: Vec<Node> = nodes.iter().map(node).collect();
    let blocks = blocks::blocks(&nodes);
    Folded {
        markdown: markdown::write(&blocks),
        text: text::write(&blocks),
        html: html::write(&blocks),
    }
}

fn markdown(nodes: &[Value]) -> String {
    folded(nodes).markdown
}

#[test]
fn a_whole_memo() {
    let memo = folded(&[
        json!(["heading", {"level": 2}, "きょうの話"]),
        json!(["paragraph", {}, "まず", ["hard_break", {}], {"t": "体調", "strong": {}}]),
        json!(["bullet_list", {},
            ["list_item", {}, ["paragraph", {}, "一つ"],
                ["ordered_list", {"order": 3}, ["list_item", {}, ["paragraph", {}, "深い"]]]],
            ["list_item", {}, ["paragraph", {}, "二つ"], ["paragraph", {}, "続き"]]]),
        json!(["check_item", {"checked": true}, "済み"]),
        json!(["check_item", {"checked": false}, ["paragraph", {}, "まだ"]]),
        json!(["blockquote", {}, ["paragraph", {}, "引用"], ["paragraph", {}, "二行目"]]),
        json!(["horizontal_rule", {}]),
    ]);
    assert_eq!(
        memo.markdown,
        "## きょうの話\n\nまず\\\n**体調**\n\n- 一つ\n  3. 深い\n- 二つ\n\n  続き\n\n\
         * [x] 済み\n* [ ] まだ\n\n> 引用\n>\n> 二行目\n\n---\n"
    );
    assert_eq!(
        memo.text,
        "きょうの話\nまず\n体調\n- 一つ\n  3. 深い\n- 二つ\n  続き\n\
         [x] 済み\n[ ] まだ\n> 引用\n> 二行目\n----\n"
    );
    assert_eq!(
        memo.html,
        "<h2>きょうの話</h2><p>まず<br><strong>体調</strong></p>\
         <ul><li><p>一つ</p><ol start=\"3\"><li><p>深い</p></li></ol></li>\
         <li><p>二つ</p><p>続き</p></li></ul>\
         <ul><li data-checked=\"true\">☑ <p>済み</p></li>\
         <li data-checked=\"false\">☐ <p>まだ</p></li></ul>\
         <blockquote><p>引用</p><p>二行目</p></blockquote><hr>"
    );
}

#[test]
fn nothing_is_lost_of_what_is_not_known() {
    let memo = folded(&[
        json!("裸の字"),
        json!(["callout", {}, ["paragraph", {}, "中身"], "外"]),
        json!(["paragraph", {}, "前", ["bullet_list", {}, "項目"], "後"]),
        json!(["bullet_list", {}, ["paragraph", {}, "項目でない"]]),
    ]);
    assert_eq!(memo.text, "裸の字\n中身\n外\n前\n- 項目\n後\n- 項目でない\n");
}

#[test]
fn text_reads_as_it_stands() {
    let line = |text: &str| markdown(&[json!(["paragraph", {}, text])]);
    assert_eq!(line("# 見出し"), "\\# 見出し\n");
    assert_eq!(line("1. 番号"), "1\\. 番号\n");
    assert_eq!(line("12) 番号"), "12\\) 番号\n");
    assert_eq!(line("- 項目"), "\\- 項目\n");
    assert_eq!(line("*a* [b](c) <i> & `x`"), "\\*a\\* \\[b\\](c) \\<i\\> & \\`x\\`\n");
    assert_eq!(line("a_b _c_ &amp; a&b=c; &#x41;"), "a_b \\_c\\_ \\&amp; a&b=c; \\&#x41;\n");
    assert_eq!(line("はい! え!"), "はい! え\\!\n");
    assert_eq!(line("    字下げ"), "&#32;&#32;&#32;&#32;字下げ\n");
    assert_eq!(line("一\n# 二"), "一\\\n\\# 二\n");
    let hostile = folded(&[json!(["paragraph", {}, "<script>\"'&\u{0}"])]);
    assert_eq!(hostile.html, "<p>&lt;script&gt;&quot;&#39;&amp;\u{fffd}</p>");
    assert_eq!(hostile.text, "<script>\"'&\u{fffd}\n");
}

#[test]
fn emphasis_is_seen_in_japanese_too() {
    let line = |runs: &[Value]| {
        let mut paragraph = vec![json!("paragraph"), json!({})];
        paragraph.extend_from_slice(runs);
        markdown(&[Value::Array(paragraph)])
    };
    let strong = |text: &str| json!({"t": text, "strong": {}});
    assert_eq!(line(&[json!("これは"), strong("大事"), json!("です")]), "これは**大事**です\n");
    assert_eq!(
        line(&[json!("これは"), strong("「大事」"), json!("です")]),
        "これは<strong>「大事」</strong>です\n"
    );
    assert_eq!(line(&[strong(" a ")]), "<strong> a </strong>\n");
    let both = json!({"t": "b", "strong": {}, "em": {}});
    assert_eq!(line(&[strong("a"), both.clone()]), "<strong>a*b*</strong>\n");
    let em = json!({"t": "a", "em": {}});
    assert_eq!(line(&[em, both]), "*a*<strong>*b*</strong>\n");
    let overlapping = json!({"t": "x", "strike--aB3=": {}});
    assert_eq!(line(&[overlapping]), "~~x~~\n");
    assert_eq!(line(&[json!({"t": "a`b", "code": {}})]), "``a`b``\n");
}

#[test]
fn links_lead_only_to_safe_places() {
    let fold = |href: Value| {
        let run = json!({"t": "ここ", "link": {"href": href}});
        folded(&[json!(["paragraph", {}, run])])
    };
    let good = fold(json!("https://example.jp/a?b=1&c=\"(2)"));
    assert_eq!(good.markdown, "[ここ](<https://example.jp/a?b=1&c=\"(2)>)\n");
    assert_eq!(
        good.html,
        "<p><a href=\"https://example.jp/a?b=1&amp;c=&quot;(2)\" \
         rel=\"noopener noreferrer nofollow\">ここ</a></p>"
    );
    for bad in [
        json!("javascript:alert(1)"),
        json!(" javascript:alert(1)"),
        json!("java\nscript:alert(1)"),
        json!("data:text/html,x"),
        json!("//example.jp"),
        json!("https:"),
        json!("https://a b"),
        json!(7),
    ] {
        assert_eq!(fold(bad.clone()).html, "<p>ここ</p>", "{bad}");
        assert_eq!(fold(bad).markdown, "ここ\n");
    }
}

#[test]
fn depth_does_not_blow_up_the_output() {
    let mut deep = json!(["list_item", {}, ["paragraph", {}, "底"]]);
    for _ in 0..100 {
        deep = json!(["list_item", {}, ["bullet_list", {}, deep]]);
    }
    let memo = folded(&[deep]);
    assert!(memo.markdown.len() < 1_000 && memo.markdown.ends_with("底\n"));
}
