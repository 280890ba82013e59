//! From texts to settings. Reading goes on after a mistake, so that all of them are found.

use super::{
    Config, Database, Key, Log, Mail, Mistake, Mistakes, Nats, Secret, Sources, Tls,
    keys::{self, KEYS, nearest},
};
use std::path::PathBuf;

const DEFAULT_FILTER: &str = "info";
const DEFAULT_CONNECTIONS: usize = 16;
const DEFAULT_REQUESTS: usize = 256;

pub(super) fn config(sources: &Sources) -> Result<Config, Mistakes> {
    let mut reader = Reader::new(sources);
    let config = Config {
        data_dir: reader.text(keys::DATA_DIR).map_or("data".into(), PathBuf::from),
        address: reader
            .parsed(keys::ADDRESS, "config-address", |text| text.parse().ok())
            .unwrap_or(std::net::SocketAddr::from(([127, 0, 0, 1], 8080))),
        origin: reader.parsed(keys::ORIGIN, "config-origin", origin),
        database: reader.database(),
        nats: reader.nats(),
        mail: reader.mail(),
        log: reader.log(),
        tls: reader.tls(),
        trust_proxy: reader.parsed(keys::TRUST_PROXY, "config-yes-no", yes_no).unwrap_or(false),
        most_requests: reader.count(keys::MOST_REQUESTS, 1..=100_000, DEFAULT_REQUESTS),
        memo_history_days: reader
            .parsed(keys::MEMO_HISTORY_DAYS, "config-days", days)
            .unwrap_or(meetings::versions::USUAL_DAYS),
    };
    if reader.mistakes.0.is_empty() { Ok(config) } else { Err(reader.mistakes) }
}

/// A value and where it was written.
struct Found {
    key: Key,
    place: String,
    value: String,
}

struct Reader {
    found: Vec<Found>,
    mistakes: Mistakes,
}

impl Reader {
    fn new(sources: &Sources) -> Self {
        let mut reader = Self { found: Vec::new(), mistakes: Mistakes::default() };
        reader.environment(&sources.environment);
        if let Some((name, text)) = &sources.file {
            reader.file(name, text);
        }
        reader
    }

    fn mistake(&mut self, place: impl Into<String>, text: &'static str, value: impl Into<String>) {
        self.mistakes.0.push(Mistake { place: place.into(), text, value: value.into() });
    }

    /// Other programs may own other `AIZUCHI_` names, so only a near miss of ours is a mistake.
    fn environment(&mut self, variables: &[(String, String)]) {
        for (name, value) in variables {
            let known = KEYS.iter().find(|key| key.environment == name);
            match known {
                Some(key) if !value.is_empty() => {
                    let (place, value) = (name.clone(), value.clone());
                    self.found.push(Found { key: *key, place, value });
                }
                Some(_) => (),
                None if name.starts_with("AIZUCHI_") => {
                    let names = KEYS.iter().map(|key| key.environment);
                    if let Some((near, apart)) = nearest(name, names)
                        && is_near_miss(near, apart)
                    {
                        self.mistake(name, "config-unknown", near);
                    }
                }
                None => (),
            }
        }
    }

    fn file(&mut self, name: &str, text: &str) {
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                // The parser's own words quote the line, which may hold a password.
                let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
                return self.mistake(name, "config-file", line.to_string());
            }
        };
        for (file_key, value) in table {
            let place = format!("{name}: {file_key}");
            let Some(key) = KEYS.iter().find(|key| key.file == file_key) else {
                let near = nearest(&file_key, KEYS.iter().map(|key| key.file));
                self.mistake(place, "config-unknown", near.map_or("", |(near, _)| near));
                continue;
            };
            match plain(&value) {
                Some(value) => self.found.push(Found { key: *key, place, value }),
                None => self.mistake(place, "config-plain", ""),
            }
        }
    }

    /// The value that counts: of the environment, else of the file.
    fn found(&self, key: Key) -> Option<&Found> {
        self.found.iter().find(|found| found.key.file == key.file)
    }

    fn place(&self, key: Key) -> String {
        self.found(key).map_or(key.environment.to_owned(), |found| found.place.clone())
    }

    fn text(&self, key: Key) -> Option<String> {
        self.found(key).map(|found| found.value.clone())
    }

    fn secret(&self, key: Key) -> Option<Secret> {
        self.text(key).map(Secret)
    }

    fn parsed<T>(
        &mut self,
        key: Key,
        text: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = self.found(key)?;
        let parsed = parse(found.value.trim());
        if parsed.is_none() {
            let value = if key.secret { String::new() } else { found.value.clone() };
            let place = found.place.clone();
            self.mistake(place, text, value);
        }
        parsed
    }

    fn count(&mut self, key: Key, range: std::ops::RangeInclusive<usize>, usual: usize) -> usize {
        let parse = |text: &str| text.parse().ok().filter(|number| range.contains(number));
        self.parsed(key, "config-count", parse).unwrap_or(usual)
    }

    fn database(&mut self) -> Database {
        let url = self.parsed(keys::DATABASE_URL, "config-database", postgres_url);
        let owner_url = self.parsed(keys::OWNER_DATABASE_URL, "config-database", postgres_url);
        let connections = self.count(keys::DATABASE_CONNECTIONS, 2..=1000, DEFAULT_CONNECTIONS);
        if owner_url.is_some() && self.found(keys::DATABASE_URL).is_none() {
            self.mistake(self.place(keys::OWNER_DATABASE_URL), "config-owner-alone", "");
        }
        match url {
            Some(url) => Database::Postgres { url, owner_url, connections },
            None => Database::Embedded,
        }
    }

    fn nats(&mut self) -> Option<Nats> {
        let url = self.secret(keys::NATS_URL);
        let subject = self.parsed(keys::NATS_SUBJECT, "config-nats-subject", nats_subject);
        let credentials = self.file_of(keys::NATS_CREDENTIALS);
        let authority = self.file_of(keys::NATS_CA);
        let certificate = match (self.file_of(keys::NATS_CERT), self.file_of(keys::NATS_KEY)) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            (known, _) => {
                let known = if known.is_some() { keys::NATS_CERT } else { keys::NATS_KEY };
                self.mistake(self.place(known), "config-nats-pair", "");
                None
            }
        };
        if url.is_some() && self.found(keys::DATABASE_URL).is_none() {
            self.mistake(self.place(keys::NATS_URL), "config-nats-embedded", "");
        }
        let subject = subject.unwrap_or_else(|| "aizuchi".into());
        let nats = Nats { url: url?, subject, credentials, authority, certificate };
        if nats.settings().servers().is_err() {
            self.mistake(self.place(keys::NATS_URL), "config-nats", "");
        }
        Some(nats)
    }

    /// A file that must be there.
    fn file_of(&mut self, key: Key) -> Option<PathBuf> {
        let path = PathBuf::from(self.text(key)?);
        if !path.is_file() {
            self.mistake(self.place(key), "config-no-file", path.display().to_string());
        }
        Some(path)
    }

    fn mail(&mut self) -> Option<Mail> {
        let url = self.parsed(keys::SMTP_URL, "config-smtp", smtp_url);
        let from = self.parsed(keys::SMTP_FROM, "config-from", |text| {
            text.contains('@').then(|| text.to_owned())
        });
        let (user, password) = (self.text(keys::SMTP_USER), self.secret(keys::SMTP_PASSWORD));
        if user.is_some() != password.is_some() {
            let known = if user.is_some() { keys::SMTP_USER } else { keys::SMTP_PASSWORD };
            self.mistake(self.place(known), "config-smtp-pair", "");
        }
        let alone =
            [keys::SMTP_USER, keys::SMTP_FROM].into_iter().find(|k| self.found(*k).is_some());
        match (self.found(keys::SMTP_URL).is_some(), alone) {
            (false, Some(key)) => self.mistake(self.place(key), "config-smtp-alone", ""),
            (true, _) if self.found(keys::SMTP_FROM).is_none() => {
                self.mistake(self.place(keys::SMTP_URL), "config-from-missing", "");
            }
            _ => (),
        }
        let mail = Mail { url: url?, user, password, from: from? };
        if platform::world::SmtpMailer::new(&mail.settings()).is_err() {
            self.mistake(self.place(keys::SMTP_URL), "config-smtp", "");
        }
        Some(mail)
    }

    fn log(&mut self) -> Log {
        let usual = Log { json: false, filter: DEFAULT_FILTER.into() };
        self.parsed(keys::LOG, "config-log", log).unwrap_or(usual)
    }

    fn tls(&mut self) -> Option<Tls> {
        let (certificate, key) = (self.text(keys::TLS_CERT), self.text(keys::TLS_KEY));
        if certificate.is_some() != key.is_some() {
            let known = if key.is_some() { keys::TLS_KEY } else { keys::TLS_CERT };
            self.mistake(self.place(known), "config-tls-pair", "");
        }
        let tls = Tls { certificate: certificate?.into(), key: key?.into() };
        for (key, path) in [(keys::TLS_CERT, &tls.certificate), (keys::TLS_KEY, &tls.key)] {
            if !path.is_file() {
                self.mistake(self.place(key), "config-no-file", path.display().to_string());
            }
        }
        Some(tls)
    }
}

/// Few letters apart, and fewer than half of the setting's own: three letters of `LOG` changed are
/// another word.
fn is_near_miss(setting: &str, apart: usize) -> bool {
    let own = setting.trim_start_matches("AIZUCHI_").len();
    (1..=3).contains(&apart) && apart * 2 < own
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// Up to ten years.
fn days(text: &str) -> Option<u32> {
    text.parse().ok().filter(|days| (1..=3_650).contains(days))
}

fn yes_no(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// `https://host` or `https://host:port`, nothing behind it.
fn origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let address = text.parse::<axum::http::Uri>().ok()?;
    let plain = matches!(address.scheme_str(), Some("http" | "https"))
        && address.host().is_some_and(|host| !host.is_empty())
        && address.path() == "/"
        && address.query().is_none()
        && !text.contains('@')
        && !text.ends_with('/');
    plain.then(|| text.to_owned())
}

fn postgres_url(text: &str) -> Option<Secret> {
    let scheme = text.starts_with("postgresql://") || text.starts_with("postgres://");
    scheme.then(|| Secret(text.to_owned()))
}

/// One or more words of a NATS subject.
fn nats_subject(text: &str) -> Option<String> {
    let word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    text.split('.').all(word).then(|| text.to_owned())
}

fn smtp_url(text: &str) -> Option<Secret> {
    let scheme = text.starts_with("smtp://") || text.starts_with("smtps://");
    scheme.then(|| Secret(text.to_owned()))
}

/// `json`, `text`, `debug`, `json,info,platform=debug`.
fn log(text: &str) -> Option<Log> {
    let (first, rest) = text.split_once(',').unwrap_or((text, ""));
    let (json, filter) = match first {
        "json" => (true, rest),
        "text" => (false, rest),
        _ => (false, text),
    };
    let filter = if filter.is_empty() { DEFAULT_FILTER } else { filter };
    tracing_subscriber::EnvFilter::try_new(filter).ok()?;
    Some(Log { json, filter: filter.into() })
}
