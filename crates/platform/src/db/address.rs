//! The address of a PostgreSQL server, and how the way to it is protected.
//!
//! `sslmode=require` and `sslmode=verify-full` mean the same here: encrypted, and the certificate
//! must be good for this host. (In libpq `require` believes any certificate, which stops nobody who
//! stands in between.) `sslrootcert=FILE` names the authority of a private network; without it
//! those of the operating system count. Without `sslmode` nothing is encrypted, which is right for
//! a server on the same machine.

use super::DbError;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};
use std::{str::FromStr, sync::Arc};
use tokio_postgres::{Config, config::SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Where to connect and whom to trust.
pub(super) struct Address {
    pub config: Config,
    pub tls: MakeRustlsConnect,
}

impl FromStr for Address {
    type Err = DbError;

    fn from_str(url: &str) -> Result<Self, DbError> {
        let (plain, wishes) = split(url)?;
        // Neither the address nor the parser's error is repeated: they may hold the password.
        let mut config = plain.parse::<Config>().map_err(|_| unreadable("it is not an address"))?;
        config.ssl_mode(if wishes.encrypted { SslMode::Require } else { SslMode::Disable });
        Ok(Self { config, tls: MakeRustlsConnect::new(client(&wishes)?) })
    }
}

#[derive(Debug, Default, PartialEq)]
struct Wishes {
    encrypted: bool,
    authority: Option<String>,
}

fn unreadable(why: &str) -> DbError {
    DbError::unavailable(format!("DATABASE_URL: {why}"))
}

/// Takes our own parameters out of the address.
fn split(url: &str) -> Result<(String, Wishes), DbError> {
    let (address, parameters) = url.split_once('?').unwrap_or((url, ""));
    let mut wishes = Wishes::default();
    let mut rest = Vec::new();
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        match parameter.split_once('=') {
            Some(("sslmode", "require" | "verify-full")) => wishes.encrypted = true,
            Some(("sslmode", "disable")) => wishes.encrypted = false,
            Some(("sslmode", _)) => {
                return Err(unreadable("sslmode is one of disable, require, verify-full"));
            }
            Some(("sslrootcert", file)) => wishes.authority = Some(file.replace("%2F", "/")),
            _ => rest.push(parameter),
        }
    }
    let plain =
        if rest.is_empty() { address.into() } else { format!("{address}?{}", rest.join("&")) };
    Ok((plain, wishes))
}

fn client(wishes: &Wishes) -> Result<ClientConfig, DbError> {
    let mut roots = RootCertStore::empty();
    match (&wishes.authority, wishes.encrypted) {
        (_, false) => (),
        (Some(file), true) => {
            let wrong = |error| unreadable(&format!("sslrootcert {file}: {error}"));
            for certificate in CertificateDer::pem_file_iter(file).map_err(wrong)? {
                let added = roots.add(certificate.map_err(wrong)?);
                added.map_err(|error| unreadable(&format!("sslrootcert {file}: {error}")))?;
            }
        }
        (None, true) => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| unreadable(&error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(url: &str) -> Wishes {
        split(url).unwrap().1
    }

    #[test]
    fn the_way_is_encrypted_when_asked_for() {
        let url = "postgresql://u:p@db.example/aizuchi";
        assert_eq!(split(url).unwrap(), (url.to_owned(), Wishes::default()));
        assert!(wishes(&format!("{url}?sslmode=require")).encrypted);
        assert!(!wishes(&format!("{url}?sslmode=disable")).encrypted);
        let (plain, found) =
            split(&format!("{url}?connect_timeout=3&sslmode=verify-full&sslrootcert=/etc/ca.pem"))
                .unwrap();
        assert_eq!(plain, format!("{url}?connect_timeout=3"));
        assert_eq!(found, Wishes { encrypted: true, authority: Some("/etc/ca.pem".into()) });
    }

    #[test]
    fn half_measures_and_missing_files_are_refused_without_showing_the_password() {
        for tail in ["sslmode=prefer", "sslmode=require&sslrootcert=/none.pem", "port=x"] {
            let outcome = format!("postgresql://u:hunter2@db/a?{tail}").parse::<Address>();
            let message = outcome.err().expect(tail).to_string();
            assert!(!message.contains("hunter2"), "{message}");
        }
    }
}
