//! What systemd wants to hear (`Type=notify`): ready, stopping. Without it, nothing happens.

use std::os::unix::net::UnixDatagram;

pub(super) fn ready() {
    say("READY=1");
}

pub(super) fn stopping() {
    say("STOPPING=1");
}

#[expect(clippy::disallowed_methods, reason = "the service manager speaks through this variable")]
fn say(state: &str) {
    let Some(socket) = std::env::var_os("NOTIFY_SOCKET") else { return };
    if let Err(error) = send(&socket, state) {
        tracing::warn!(%error, "the service manager did not hear {state}");
    }
}

fn send(socket: &std::ffi::OsStr, state: &str) -> std::io::Result<()> {
    let sender = UnixDatagram::unbound()?;
    #[cfg(target_os = "linux")]
    if let Some(name) = socket.to_str().and_then(|name| name.strip_prefix('@')) {
        use std::os::{linux::net::SocketAddrExt, unix::net::SocketAddr};
        let address = SocketAddr::from_abstract_name(name)?;
        return sender.send_to_addr(state.as_bytes(), &address).map(drop);
    }
    sender.send_to(state.as_bytes(), socket).map(drop)
}
