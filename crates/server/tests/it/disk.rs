//! A full disk: whoever writes is told so in words, whoever reads goes on, and when there is room
//! again everything that was acknowledged is there.
//!
//! The disk is made full by the limit on the size of files, which the kernel takes from us while
//! the server runs, and gives back.

use crate::{child::Running, visitor::Demo};
use platform::db::Engine;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use std::time::Duration;

/// Lets no file of the child grow beyond this.
fn limit(running: &Running, bytes: Option<u64>) {
    let limit = Rlimit { current: bytes, maximum: None };
    prlimit(Some(Pid::from_child(&running.child)), Resource::Fsize, limit).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_loses_nothing_and_says_so() {
    let demo = Demo::fill(Engine::Sqlite, 1).await;
    let visitor = &demo.visitors[0];
    // By default the kernel ends a process that writes too much; ours must meet the error instead.
    let serve = demo.command(&["serve"]);
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" serve"]).arg(serve.get_program());
    shell.env_clear().envs(serve.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let running = Running::start(shell.current_dir(demo.installation.folder.path()));
    let address = &running.address;

    assert_eq!(visitor.make_token(address, "before").unwrap().status, 200);
    limit(&running, Some(0));
    let refused = visitor.make_token(address, "during").unwrap();
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.header("retry-after").is_some());
    assert!(refused.body.contains("保存"), "{}", refused.body);
    let listed = visitor.get(address, "/settings/tokens").unwrap();
    assert_eq!(listed.status, 200);
    assert!(listed.body.contains("before") && !listed.body.contains("during"));
    assert_eq!(running.get("/livez").unwrap().status, 200);
    let ready = running.get("/readyz").unwrap();
    assert!(ready.status == 503 && ready.body.contains("database failed"), "{}", ready.body);

    limit(&running, None);
    assert_eq!(visitor.make_token(address, "after").unwrap().status, 200);
    std::thread::sleep(Duration::from_millis(2_100));
    assert_eq!(running.get("/readyz").unwrap().status, 200);
    drop(running);
    let running = demo.serve();
    let listed = visitor.get(&running.address, "/settings/tokens").unwrap().body;
    assert!(listed.contains("before") && listed.contains("after") && !listed.contains("during"));
    drop(running);
    server::backup::integrity(&demo.data().join("aizuchi.db")).unwrap();
}
