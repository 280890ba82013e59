//! The listening socket: our own, or one handed over by systemd, so that an upgrade refuses nobody.

use crate::{Outcome, Trouble, config::Config};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// A socket that accepts, and the address that browsers use for it.
#[derive(Debug)]
pub struct Listening {
    pub listener: TcpListener,
    pub address: SocketAddr,
    /// Without a slash at the end.
    pub origin: String,
}

/// Listens where the settings say, with the real port where they said 0.
///
/// # Errors
/// When the address is taken or not this machine's.
pub async fn listen(config: &Config) -> Outcome<Listening> {
    let listener = match handed_over()? {
        Some(listener) => listener,
        None => TcpListener::bind(config.address).await.map_err(Trouble::during(format!(
            "cannot listen on {} (set AIZUCHI_ADDRESS to another address)",
            config.address
        )))?,
    };
    let address = listener.local_addr().map_err(Trouble::during("the socket has no address"))?;
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let origin = config.origin.clone().unwrap_or_else(|| format!("{scheme}://{}", shown(address)));
    Ok(Listening { listener, address, origin })
}

/// Nobody can open `http://0.0.0.0`: everywhere includes this machine.
fn shown(address: SocketAddr) -> String {
    match address.ip().is_unspecified() {
        true => format!("localhost:{}", address.port()),
        false => address.to_string(),
    }
}

fn handed_over() -> Outcome<Option<TcpListener>> {
    let taken = listenfd::ListenFd::from_env().take_tcp_listener(0);
    let Some(socket) = taken.map_err(Trouble::during("the socket of LISTEN_FDS is not usable"))?
    else {
        return Ok(None);
    };
    let ready = socket.set_nonblocking(true).and_then(|()| TcpListener::from_std(socket));
    ready.map(Some).map_err(Trouble::during("the socket of LISTEN_FDS is not usable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_for_everywhere_is_shown_as_one_that_opens() {
        assert_eq!(shown("0.0.0.0:80".parse().unwrap()), "localhost:80");
        assert_eq!(shown("[::]:80".parse().unwrap()), "localhost:80");
        assert_eq!(shown("127.0.0.1:8080".parse().unwrap()), "127.0.0.1:8080");
    }
}
