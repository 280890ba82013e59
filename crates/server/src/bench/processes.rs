//! What processes of this machine use, as the system tells it below `/proc`.

use std::{fs, time::Duration};

/// What a process has used so far. Nothing where the system does not tell.
pub(super) fn cpu_of(id: u32) -> Duration {
    let Some(fields) = stat(id) else { return Duration::ZERO };
    // User and system time, in ticks: fields 14 and 15 of the whole line.
    ticks(fields.get(11..13).unwrap_or_default())
}

/// The megabytes that a process holds in memory.
pub(super) fn memory_of(id: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1_024.0
}

/// A PostgreSQL server of this machine: all processes beside the one that serves us.
#[derive(Clone, Copy, Debug)]
pub(super) struct Family(u32);

impl Family {
    /// `None` when the server runs elsewhere.
    pub fn of(child: u32) -> Option<Self> {
        let name = fs::read_to_string(format!("/proc/{child}/comm")).ok()?;
        let parent = stat(child)?.get(1)?.parse().ok()?;
        name.starts_with("postgres").then_some(Self(parent))
    }

    /// What they have used so far, those included that ended.
    pub fn cpu(self) -> Duration {
        let children = fs::read_dir("/proc").into_iter().flatten().filter_map(|entry| {
            let id: u32 = entry.ok()?.file_name().to_str()?.parse().ok()?;
            (stat(id)?.get(1)?.parse() == Ok(self.0)).then(|| cpu_of(id))
        });
        let ended = stat(self.0).map(|fields| ticks(fields.get(13..15).unwrap_or_default()));
        children.sum::<Duration>() + cpu_of(self.0) + ended.unwrap_or_default()
    }
}

/// The fields behind the name, which may itself hold spaces: state, parent, …
fn stat(id: u32) -> Option<Vec<String>> {
    let line = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = line.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn ticks(fields: &[String]) -> Duration {
    let ticks: u64 = fields.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_secs_f64(ticks as f64 / rustix::param::clock_ticks_per_second() as f64)
}

/// SIGTERM, as a service manager sends it.
pub(super) fn terminate(id: u32) {
    let process = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw);
    let sent = process.map(|id| rustix::process::kill_process(id, rustix::process::Signal::TERM));
    if let Some(Err(error)) = sent {
        tracing::debug!(%error, "the measured server was gone already");
    }
}

/// The processor's name, where the system tells it.
pub(super) fn processor() -> String {
    let all = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = all.lines().find_map(|line| line.strip_prefix("model name"));
    line.map_or("unknown", |line| line.trim_start_matches([' ', '\t', ':'])).to_owned()
}
