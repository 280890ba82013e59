//! A private PostgreSQL for one run: made, started, ended and removed with it.
//!
//! Invariants: it listens on the loopback interface only, behind a password that nobody else
//! knows (its superuser could run programs as us); it never outlives the run; as root it runs as
//! a user without rights, which PostgreSQL demands.

use crate::fail::{Result, While, fail};
use crate::leash::{Leash, Server, Stop};
use crate::place;
use crate::run::{Run, User};
use crate::setup::postgres;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::{Duration, Instant};

/// How much a cluster is to survive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Durability {
    /// Every commit reaches the disk: for tests that pull the plug, and for figures.
    Honest,
    /// Nothing is forced to the disk, for all other tests: several times faster.
    Fast,
}

const NAME: &str = "aizuchi";
const START_LIMIT: Duration = Duration::from_secs(60);

/// One running cluster, or the address of somebody else's.
pub struct Cluster {
    url: String,
    running: Option<Running>,
}

/// Fields are dropped in this order: first the server ends, then its folder goes.
struct Running {
    _leash: Leash,
    _home: Home,
}

impl Cluster {
    /// The cluster for this purpose: one that the developer named, else a new one. The port may
    /// be taken between asking the kernel and using it, hence more than one attempt.
    pub fn start(durability: Durability) -> Result<Cluster> {
        let found = postgres::find()?;
        if let Some(url) = place::variable(postgres::ADDRESS) {
            return Ok(Cluster { url: url.to_string_lossy().into_owned(), running: None });
        }
        let attempts = (0..3).map(|_| Cluster::make(&found.path, durability));
        let mut last = fail("no attempt");
        for attempt in attempts {
            last = attempt;
            if last.is_ok() {
                break;
            }
        }
        last
    }

    fn make(programs: &Path, durability: Durability) -> Result<Cluster> {
        let home = Home::make()?;
        let programs = home.reachable(programs)?;
        let password = password()?;
        home.initialize(&programs, &password)?;
        let port = place::free_port()?;
        let mut leash = home.launch(&programs, port, durability)?;
        home.wait_until_ready(&mut leash)?;
        let url = format!("postgres://{NAME}:{password}@127.0.0.1:{port}/postgres");
        Ok(Cluster { url, running: Some(Running { _leash: leash, _home: home }) })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Hands its address to a program in the variable that all tests read.
    pub fn announce(&self, run: Run) -> Run {
        let whose = if self.running.is_some() { "a private cluster" } else { "the given server" };
        println!("PostgreSQL: {whose}");
        run.env(postgres::ADDRESS, &self.url)
    }
}

/// `cargo xtask with-postgres -- COMMAND`.
pub fn command(words: &[String]) -> Result<ExitCode> {
    let Some((program, rest)) = words.split_first() else {
        return fail("with-postgres needs a command: cargo xtask with-postgres -- cargo test");
    };
    let cluster = Cluster::start(Durability::Fast)?;
    let code = cluster.announce(Run::new(program).args(rest)).interactive();
    drop(cluster);
    Ok(ExitCode::from(code?))
}

/// The folder of one cluster and the user it belongs to.
struct Home {
    path: PathBuf,
    user: Option<User>,
}

impl Home {
    /// Below the target folder, or in the system's folder for temporary files when the user that
    /// PostgreSQL runs as may not go into the target folder.
    fn make() -> Result<Home> {
        let user = User::without_rights()?;
        let target = place::scratch("postgres-clusters")?;
        let base = match may_enter(&target, user) {
            true => target,
            false => std::env::temp_dir().join("aizuchi-postgres-clusters"),
        };
        std::fs::create_dir_all(&base).while_doing(base.display())?;
        // A server that outlived its run still has this file; its folder is not ours to take.
        place::sweep(&base, |folder| !folder.join("data/postmaster.pid").exists());
        let name = format!("{}-{}", std::process::id(), place::free_port()?);
        let path = base.join(name);
        std::fs::create_dir(&path).while_doing(path.display())?;
        let home = Home { path, user };
        if let Some(user) = user {
            std::os::unix::fs::chown(&home.path, Some(user.id), Some(user.group))?;
        }
        Ok(home)
    }

    fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// The programs where the user may run them: in place, else a copy beside the cluster.
    fn reachable(&self, programs: &Path) -> Result<PathBuf> {
        if may_enter(programs, self.user) {
            return Ok(programs.to_owned());
        }
        let installation = programs.parent().unwrap_or(programs);
        let copy = self.path.join("installation");
        Run::new("cp").args(["-R"]).args([installation, &copy]).output()?;
        Ok(copy.join("bin"))
    }

    fn initialize(&self, programs: &Path, password: &str) -> Result<()> {
        let file = self.path.join("password");
        std::fs::write(&file, password)?;
        let result = Run::new(programs.join("initdb"))
            .args(["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync"])
            .args([format!("--username={NAME}"), format!("--pwfile={}", file.display())])
            .args([format!("--pgdata={}", self.data().display())])
            .dir(&self.path)
            .user(self.user)
            .output();
        std::fs::remove_file(&file)?;
        result.map(|_| ()).while_doing("making a PostgreSQL cluster")
    }

    fn launch(&self, programs: &Path, port: u16, durability: Durability) -> Result<Leash> {
        let forced = if durability == Durability::Honest { "on" } else { "off" };
        let settings = [
            ("listen_addresses", "127.0.0.1"),
            ("port", &port.to_string()),
            ("unix_socket_directories", ""),
            ("max_connections", "300"),
            ("fsync", forced),
            ("full_page_writes", forced),
            ("log_min_messages", "fatal"),
            ("timezone", "UTC"),
        ];
        let data = ["-D".to_owned(), self.data().to_string_lossy().into_owned()];
        let settings = settings.iter().map(|(name, value)| format!("--{name}={value}"));
        Leash::start(Server {
            program: &programs.join("postgres"),
            arguments: data.into_iter().chain(settings).collect(),
            variables: Vec::new(),
            folder: &self.path,
            user: self.user,
            stop: Stop::Interrupt,
            remove: Some(&self.data()),
            output: Stdio::null(),
            complaints: Stdio::from(std::fs::File::create(self.log())?),
        })
    }

    fn log(&self) -> PathBuf {
        self.path.join("log")
    }

    /// `pg_isready` is a client program that not every installation has; the last line of the
    /// server's own file says the same.
    fn wait_until_ready(&self, leash: &mut Leash) -> Result<()> {
        let began = Instant::now();
        let file = self.data().join("postmaster.pid");
        while began.elapsed() < START_LIMIT {
            let words = std::fs::read_to_string(&file).unwrap_or_default();
            if words.lines().last().is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            if let Some(status) = leash.ended() {
                let log = std::fs::read_to_string(self.log()).unwrap_or_default();
                return fail(format!("PostgreSQL ended at once ({status}): {}", log.trim()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        fail(format!("PostgreSQL is not ready after {} s", START_LIMIT.as_secs()))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

fn may_enter(folder: &Path, user: Option<User>) -> bool {
    let look = Run::new("sh").args(["-c", "cd \"$1\"", "look"]).args([folder]);
    user.is_none() || look.dir("/").user(user).output().is_ok()
}

/// 32 hexadecimal digits from the kernel.
fn password() -> Result<String> {
    use std::io::Read;
    let mut bytes = [0_u8; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
