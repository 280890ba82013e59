//! Time zones to choose from, as a list of names that people can read.

use jiff::{
    Timestamp,
    tz::{TimeZone, db},
};

/// An IANA name and how it is shown: `Asia/Tokyo`, "Asia/Tokyo (UTC+9)".
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Zone {
    pub name: String,
    pub label: String,
}

/// All places of the time zone database, in the order of their names.
pub(crate) fn all(now: Timestamp) -> Vec<Zone> {
    let mut names: Vec<String> = db().available().map(|name| name.to_string()).collect();
    names.retain(|name| is_place(name));
    names.sort();
    names.into_iter().filter_map(|name| zone(name, now)).collect()
}

fn zone(name: String, now: Timestamp) -> Option<Zone> {
    let offset = TimeZone::get(&name).ok()?.to_offset(now).seconds();
    let (hours, minutes) = (offset / 3600, offset.abs() / 60 % 60);
    let label = match minutes {
        0 => format!("{name} (UTC{hours:+})"),
        minutes => format!("{name} (UTC{hours:+}:{minutes:02})"),
    };
    Some(Zone { name, label })
}

fn is_place(name: &str) -> bool {
    const REGIONS: [&str; 9] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokyo_and_half_hours_are_there() {
        let zones = all("2026-11-23T00:00:00Z".parse().unwrap());
        let label = |name: &str| zones.iter().find(|zone| zone.name == name).unwrap().label.clone();
        assert_eq!(label("Asia/Tokyo"), "Asia/Tokyo (UTC+9)");
        assert_eq!(label("Asia/Kolkata"), "Asia/Kolkata (UTC+5:30)");
        assert!(zones.iter().all(|zone| !zone.name.starts_with("Etc/")));
    }
}
