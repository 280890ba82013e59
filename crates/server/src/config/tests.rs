use super::*;

fn read(file: &str, environment: &[(&str, &str)]) -> Result<Config, Mistakes> {
    let own = |(name, value): &(&str, &str)| (name.to_string(), value.to_string());
    Config::read(&Sources {
        file: (!file.is_empty()).then(|| ("aizuchi.toml".into(), file.into())),
        environment: environment.iter().map(own).collect(),
    })
}

fn mistakes(file: &str, environment: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
    let found = read(file, environment).expect_err("mistakes").0;
    found.into_iter().map(|mistake| (mistake.place, mistake.text, mistake.value)).collect()
}

#[test]
fn nothing_set_is_a_working_installation() {
    let config = read("", &[]).unwrap();
    assert_eq!(config.address.to_string(), "127.0.0.1:8080");
    assert_eq!(config.data_dir, PathBuf::from("data"));
    assert!(matches!(config.database, Database::Embedded));
    assert!(config.mail.is_none() && config.tls.is_none() && !config.trust_proxy);
    assert_eq!(config.log, Log { json: false, filter: "info".into() });
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = "address = '127.0.0.1:1'\norigin = 'https://a.example/'\ntrust_proxy = true\n";
    let config = read(file, &[("AIZUCHI_ADDRESS", "[::1]:0"), ("AIZUCHI_ORIGIN", "")]).unwrap();
    assert_eq!(config.address.to_string(), "[::1]:0");
    assert_eq!(config.origin.as_deref(), Some("https://a.example"));
    assert!(config.trust_proxy);
}

#[test]
fn all_mistakes_come_together() {
    let file = "adress = 'x'\norigin = 'a.example'\nlog = ['x']\nmost_requests = 0\ntls_cert = 'x'";
    let found = mistakes(
        file,
        &[
            ("AIZUCHI_ADDRESS", "here"),
            ("AIZUCHI_ORGIN", "x"),
            ("AIZUCHI_SOMETHING_ELSE", "x"),
            ("AIZUCHI_SMTP_FROM", "nobody"),
            ("AIZUCHI_TRUST_PROXY", "perhaps"),
        ],
    );
    let line = |place: &str, text, value: &str| (place.to_owned(), text, value.to_owned());
    for expected in [
        line("AIZUCHI_ORGIN", "config-unknown", "AIZUCHI_ORIGIN"),
        line("aizuchi.toml: adress", "config-unknown", "address"),
        line("aizuchi.toml: log", "config-plain", ""),
        line("AIZUCHI_ADDRESS", "config-address", "here"),
        line("aizuchi.toml: origin", "config-origin", "a.example"),
        line("AIZUCHI_SMTP_FROM", "config-from", "nobody"),
        line("AIZUCHI_SMTP_FROM", "config-smtp-alone", ""),
        line("aizuchi.toml: tls_cert", "config-tls-pair", ""),
        line("AIZUCHI_TRUST_PROXY", "config-yes-no", "perhaps"),
        line("aizuchi.toml: most_requests", "config-count", "0"),
    ] {
        assert!(found.contains(&expected), "{expected:?} is missing in {found:#?}");
    }
    assert_eq!(found.len(), 10, "{found:#?}");
}

#[test]
fn days_of_the_memo_history_are_days() {
    assert_eq!(read("", &[]).unwrap().memo_history_days, 90);
    assert_eq!(read("memo_history_days = 30", &[]).unwrap().memo_history_days, 30);
    for wrong in ["0", "3651", "-1", "ninety"] {
        let found = mistakes("", &[("AIZUCHI_MEMO_HISTORY_DAYS", wrong)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, "config-days");
    }
}

#[test]
fn a_password_never_shows() {
    let secret = "hunter2";
    let urls = [
        ("DATABASE_URL", "mysql://root:hunter2@localhost"),
        ("AIZUCHI_OWNER_DATABASE_URL", "hunter2"),
        ("AIZUCHI_SMTP_URL", "http://x:hunter2@mail"),
        ("AIZUCHI_SMTP_PASSWORD", "hunter2"),
    ];
    let shown = format!("{:?}", mistakes("", &urls));
    assert!(!shown.contains(secret), "{shown}");
    let broken = format!("{:?}", mistakes("smtp_password = \"hunter2\nlog = 1", &[]));
    assert!(!broken.contains(secret), "{broken}");
    let config = read(
        "smtp_url = 'smtps://u:hunter2@mail.example'\nsmtp_from = 'Aizuchi <a@b.example>'",
        &[("DATABASE_URL", "postgresql://u:hunter2@db/aizuchi")],
    );
    let shown = format!("{config:?}");
    assert!(config.is_ok() && !shown.contains(secret), "{shown}");
}

#[test]
fn addresses_that_are_no_origin_are_refused() {
    for wrong in
        ["1on1.example", "ftp://a.example", "https://a.example/path", "https://", "https://u@a"]
    {
        let found = mistakes("", &[("AIZUCHI_ORIGIN", wrong)]);
        assert_eq!(found[0].1, "config-origin", "{wrong}");
    }
}

#[test]
fn nodes_share_postgres_and_never_the_embedded_database() {
    let postgres = ("DATABASE_URL", "postgresql://db/aizuchi");
    let several = "tls://u:p@nats-1:4222,tls://u:p@nats-2:4222";
    let config = read("", &[postgres, ("NATS_URL", several)]).unwrap();
    let nats = config.nats.unwrap();
    assert_eq!((nats.settings().servers().unwrap().len(), nats.subject.as_str()), (2, "aizuchi"));
    let alone = mistakes("", &[("NATS_URL", "nats://localhost")]);
    assert_eq!(alone, [("NATS_URL".into(), "config-nats-embedded", String::new())]);
    for (key, value, text) in [
        ("NATS_URL", "http://u:hunter2@x", "config-nats"),
        ("AIZUCHI_NATS_SUBJECT", "a.>", "config-nats-subject"),
        ("AIZUCHI_NATS_CREDENTIALS", "/none.creds", "config-no-file"),
        ("AIZUCHI_NATS_CERT", "/none.pem", "config-nats-pair"),
    ] {
        // Of two values under one name the first counts.
        let found = mistakes("", &[(key, value), postgres, ("NATS_URL", "nats://x")]);
        assert!(found.iter().any(|mistake| mistake.1 == text), "{key}: {found:?}");
        assert!(!format!("{found:?}").contains("hunter2"));
    }
}

#[test]
fn logs_take_a_format_and_a_filter() {
    let log = |text: &str| read("", &[("AIZUCHI_LOG", text)]).map(|config| config.log);
    let expected = |json, filter: &str| Ok(Log { json, filter: filter.into() });
    assert_eq!(log("json"), expected(true, "info"));
    assert_eq!(log("text,warn"), expected(false, "warn"));
    assert_eq!(log("json,info,platform=debug"), expected(true, "info,platform=debug"));
    assert_eq!(log("debug"), expected(false, "debug"));
    assert!(log("json,=x=").is_err());
}

#[test]
fn a_name_of_another_program_is_no_mistake() {
    assert!(read("", &[("AIZUCHI_BIN", "target/debug/aizuchi")]).is_ok(), "BIN is not LOG");
    let found = mistakes("", &[("AIZUCHI_LOGG", "info")]);
    assert_eq!(found, [("AIZUCHI_LOGG".into(), "config-unknown", "AIZUCHI_LOG".into())]);
}
