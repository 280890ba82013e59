//! The shape of every mail: greeting, body, perhaps a list, one link, why it came.

use super::filters::escape;
use crate::{i18n::Texts, world::Mail};

/// The words of one mail.
pub struct Parts {
    pub subject: String,
    pub greeting: String,
    pub body: String,
    /// Lines after the body.
    pub more: Vec<String>,
    /// What the link says.
    pub action: String,
    pub url: String,
    pub footer: String,
}

/// The mail as text and as HTML. `key` is the same for each attempt to send it.
pub fn mail(texts: &Texts, key: String, to_name: &str, to: &str, parts: Parts) -> Mail {
    Mail {
        key,
        to_name: to_name.to_owned(),
        to: to.to_owned(),
        text: plain(&parts),
        html: html(texts, &parts),
        subject: parts.subject,
    }
}

fn plain(parts: &Parts) -> String {
    let more = if parts.more.is_empty() {
        String::new()
    } else {
        format!("{}\n\n", parts.more.join("\n"))
    };
    format!(
        "{}\n\n{}\n\n{more}{}:\n{}\n\n--\n{}\n",
        parts.greeting, parts.body, parts.action, parts.url, parts.footer
    )
}

/// Mail programs know no style sheets, so the few colours stand in attributes; the link is also
/// written out for those who cannot tap it.
fn html(texts: &Texts, parts: &Parts) -> String {
    let lines = |text: &str| text.lines().map(escape).collect::<Vec<_>>().join("<br>");
    let more: String = parts.more.iter().map(|line| format!("<br>{}", escape(line))).collect();
    let url = escape(&parts.url);
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\
         <body style=\"margin:0;background:#f8f7f4;color:#1a1a1a;font-family:sans-serif;line-height:1.7\">\
         <div style=\"max-width:560px;margin:0 auto;padding:24px\">\
         <p>{greeting}</p><p>{body}</p>{more}\
         <p style=\"margin:28px 0\"><a href=\"{url}\" style=\"background:#006173;color:#ffffff;padding:14px 24px;\
border-radius:8px;text-decoration:none;font-weight:bold\">{action}</a></p>\
         <p style=\"font-size:14px;color:#4d4d4d\">{fallback}</p>\
         <hr style=\"border:0;border-top:1px solid #d8d4cb\">\
         <p style=\"font-size:13px;color:#4d4d4d\">{footer}</p></div></body></html>",
        language = texts.language.word(),
        subject = escape(&parts.subject),
        greeting = escape(&parts.greeting),
        body = lines(&parts.body),
        more = if more.is_empty() { String::new() } else { format!("<p>{}</p>", &more[4..]) },
        action = escape(&parts.action),
        fallback = escape(&texts.with("mail-link-fallback", "url", &parts.url)),
        footer = lines(&parts.footer),
    )
}
