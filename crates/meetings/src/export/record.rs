//! One 1-on-1 in words, before it becomes Markdown, HTML or plain text.

use super::{html, markdown, text};
use crate::memo::Reading;
use jiff::civil::DateTime;
use platform::{Result, text_enum};

text_enum! {
    /// What a record is written as.
    pub enum Format {
        Html = "html",
        Markdown = "markdown",
        Text = "text",
    }
}

impl Format {
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
        }
    }
}

/// A 1-on-1 with everything that goes into a file.
#[derive(Debug)]
pub struct Record {
    pub language: &'static str,
    pub title: String,
    /// 2026年11月24日(火) 15:00・30分
    pub when: String,
    /// What became of it, where it was not held.
    pub fate: Option<String>,
    pub sections: Vec<Section>,
    /// Says so where there is no section.
    pub nothing: String,
    /// When it was written out, and that it is confidential.
    pub made: String,
    /// In its reader's time zone, for the names of files.
    pub starts_at: DateTime,
}

#[derive(Debug)]
pub struct Section {
    pub label: String,
    /// Only its author can read this; in words.
    pub private: Option<String>,
    pub body: Body,
}

#[derive(Debug)]
pub enum Body {
    /// A document, with its headings lowered below those of the record.
    Said(Reading),
    List(Vec<Entry>),
    Threads(Vec<Thread>),
}

/// A line of a list: a topic, a promise, a wish.
#[derive(Debug)]
pub struct Entry {
    pub done: Option<bool>,
    pub text: String,
    /// What is known of it, in a few words each.
    pub about: Vec<String>,
    /// What was written under it.
    pub below: String,
}

/// What was said beside a passage.
#[derive(Debug)]
pub struct Thread {
    pub quote: String,
    pub said: Vec<Remark>,
}

#[derive(Debug)]
pub struct Remark {
    pub author: String,
    /// 11月24日(火) 15:10; with the year where it is not that of the 1-on-1.
    pub when: String,
    pub text: String,
}

impl Record {
    /// The whole file.
    pub fn write(&self, format: Format) -> Result<String> {
        Ok(match format {
            Format::Html => html::write(self)?,
            Format::Markdown => markdown::write(self),
            Format::Text => text::write(self),
        })
    }

    /// Nothing was written, and nobody met.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.fate.is_some()
    }

    /// What the file is called, without its ending: days sort by name.
    pub fn file_name(&self) -> String {
        format!("1on1-{}", self.starts_at.strftime("%Y-%m-%d-%H%M"))
    }
}
