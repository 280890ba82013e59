//! The names of all settings.

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// In the file.
    pub file: &'static str,
    /// In the environment.
    pub environment: &'static str,
    /// May hold a password: its value is never repeated in a message.
    pub secret: bool,
}

const fn key(file: &'static str, environment: &'static str) -> Key {
    Key { file, environment, secret: false }
}

const fn secret(file: &'static str, environment: &'static str) -> Key {
    Key { file, environment, secret: true }
}

pub const DATA_DIR: Key = key("data_dir", "AIZUCHI_DATA_DIR");
pub const ADDRESS: Key = key("address", "AIZUCHI_ADDRESS");
pub const ORIGIN: Key = key("origin", "AIZUCHI_ORIGIN");
pub const DATABASE_URL: Key = secret("database_url", "DATABASE_URL");
pub const OWNER_DATABASE_URL: Key = secret("owner_database_url", "AIZUCHI_OWNER_DATABASE_URL");
pub const DATABASE_CONNECTIONS: Key = key("database_connections", "AIZUCHI_DATABASE_CONNECTIONS");
pub const NATS_URL: Key = secret("nats_url", "NATS_URL");
pub const NATS_SUBJECT: Key = key("nats_subject", "AIZUCHI_NATS_SUBJECT");
pub const NATS_CREDENTIALS: Key = key("nats_credentials", "AIZUCHI_NATS_CREDENTIALS");
pub const NATS_CA: Key = key("nats_ca", "AIZUCHI_NATS_CA");
pub const NATS_CERT: Key = key("nats_cert", "AIZUCHI_NATS_CERT");
pub const NATS_KEY: Key = key("nats_key", "AIZUCHI_NATS_KEY");
pub const SMTP_URL: Key = secret("smtp_url", "AIZUCHI_SMTP_URL");
pub const SMTP_USER: Key = key("smtp_user", "AIZUCHI_SMTP_USER");
pub const SMTP_PASSWORD: Key = secret("smtp_password", "AIZUCHI_SMTP_PASSWORD");
pub const SMTP_FROM: Key = key("smtp_from", "AIZUCHI_SMTP_FROM");
pub const LOG: Key = key("log", "AIZUCHI_LOG");
pub const TLS_CERT: Key = key("tls_cert", "AIZUCHI_TLS_CERT");
pub const TLS_KEY: Key = key("tls_key", "AIZUCHI_TLS_KEY");
pub const TRUST_PROXY: Key = key("trust_proxy", "AIZUCHI_TRUST_PROXY");
pub const MOST_REQUESTS: Key = key("most_requests", "AIZUCHI_MOST_REQUESTS");
pub const MEMO_HISTORY_DAYS: Key = key("memo_history_days", "AIZUCHI_MEMO_HISTORY_DAYS");

/// All of them.
pub const KEYS: &[Key] = &[
    DATA_DIR,
    ADDRESS,
    ORIGIN,
    DATABASE_URL,
    OWNER_DATABASE_URL,
    DATABASE_CONNECTIONS,
    NATS_URL,
    NATS_SUBJECT,
    NATS_CREDENTIALS,
    NATS_CA,
    NATS_CERT,
    NATS_KEY,
    SMTP_URL,
    SMTP_USER,
    SMTP_PASSWORD,
    SMTP_FROM,
    LOG,
    TLS_CERT,
    TLS_KEY,
    TRUST_PROXY,
    MOST_REQUESTS,
    MEMO_HISTORY_DAYS,
];

/// The known name that is most like this one, and how many letters apart they are.
pub(super) fn nearest(
    name: &str,
    names: impl Iterator<Item = &'static str>,
) -> Option<(&'static str, usize)> {
    names.map(|known| (known, distance(name, known))).min_by_key(|(_, apart)| *apart)
}

/// How many letters must be put in, taken out or changed to make one word the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in to.iter().enumerate() {
            let change = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let names = || KEYS.iter().map(|key| key.file);
        assert_eq!(nearest("adress", names()), Some(("address", 1)));
        assert_eq!(nearest("data-dir", names()), Some(("data_dir", 1)));
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
