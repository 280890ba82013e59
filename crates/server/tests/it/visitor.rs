//! Somebody with a session, over real HTTP.

use crate::{
    child::{Installation, Running},
    http::{self, Answer},
};
use platform::db::Engine;
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

/// A demo that was filled once and is served as an ordinary installation since, so that a restart
/// is quick.
pub struct Demo {
    pub installation: Installation,
    /// People of the demo, signed in.
    pub visitors: Vec<Visitor>,
    /// Live memos that are still written: the document's name, and a token of its member.
    pub memos: Vec<(String, String)>,
    /// Everything else that the demo tells.
    pub manifest: serde_json::Value,
}

/// A person's session.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub cookie: String,
}

impl Demo {
    pub async fn fill(engine: Engine, people: usize) -> Self {
        let installation = Installation::new(engine).await;
        let manifest = manifest_of(&installation);
        let words = ["demo", "--manifest", manifest.to_str().unwrap()];
        let running = Running::start(&mut installation.command(&words));
        let text = wait_for(&manifest);
        let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        let found = manifest["people"].as_array().unwrap();
        let visitors = found.iter().take(people).map(|person| {
            let (_, path) =
                person["sign_in_url"].as_str().unwrap().split_once(&running.address).unwrap();
            Visitor::enter(&running, path)
        });
        let visitors = visitors.collect();
        drop(running);
        Self { installation, visitors, memos: memos_of(&manifest), manifest }
    }

    /// Serves what the demo filled.
    pub fn serve(&self) -> Running {
        Running::start(&mut self.command(&["serve"]))
    }

    pub fn command(&self, words: &[&str]) -> std::process::Command {
        let mut command = self.installation.command(words);
        command.env("AIZUCHI_DATA_DIR", self.data());
        command
    }

    pub fn data(&self) -> PathBuf {
        self.installation.data().join("demo")
    }

    /// What `--manifest` wrote.
    pub fn manifest(&self) -> PathBuf {
        manifest_of(&self.installation)
    }
}

fn manifest_of(installation: &Installation) -> PathBuf {
    installation.folder.path().join("manifest.json")
}

fn memos_of(manifest: &serde_json::Value) -> Vec<(String, String)> {
    let word = |memo: &serde_json::Value, key: &str| memo[key].as_str().unwrap().to_owned();
    let memos = manifest["memos"].as_array().unwrap();
    memos.iter().map(|memo| (word(memo, "document"), word(memo, "token"))).collect()
}

fn wait_for(file: &std::path::Path) -> String {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(120) {
        if let Ok(text) = std::fs::read_to_string(file) {
            return text;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{} did not appear", file.display());
}

impl Visitor {
    pub fn enter(running: &Running, path: &str) -> Self {
        let nobody = Self { cookie: String::new() };
        let answer = nobody.post(&running.address, path, "").expect("an answer");
        let cookie = answer.header("set-cookie").expect("a session").split(';').next().unwrap();
        Self { cookie: cookie.into() }
    }

    /// Sends a form as a browser does. `None`: no whole answer came.
    pub fn post(&self, address: &str, path: &str, form: &str) -> Option<Answer> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\
             connection: close\r\n\r\n{form}",
            self.cookie,
            form.len()
        );
        http::send(address, &request)
    }

    pub fn get(&self, address: &str, path: &str) -> Option<Answer> {
        http::get_with(address, path, &format!("cookie: {}\r\n", self.cookie))
    }

    /// Makes a personal access token of this name; whether that was acknowledged.
    pub fn make_token(&self, address: &str, name: &str) -> Option<Answer> {
        self.post(address, "/settings/tokens", &format!("name={name}&scopes=read&days=30"))
    }
}
