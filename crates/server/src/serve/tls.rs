//! TLS in this process, for installations without a proxy: rustls with ring.

use crate::{Outcome, Trouble, config::Tls};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// Reads certificate and key.
///
/// # Errors
/// When one of the files is not what it should be.
pub(super) fn acceptor(tls: &Tls) -> Outcome<TlsAcceptor> {
    let (certificate, key) = (tls.certificate.display(), tls.key.display());
    let chain = CertificateDer::pem_file_iter(&tls.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| Trouble::new(format!("{certificate} is not a certificate: {error}")))?;
    let secret = PrivateKeyDer::from_pem_file(&tls.key)
        .map_err(|error| Trouble::new(format!("{key} is not a private key: {error}")))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, secret));
    let mut config = config
        .map_err(|error| Trouble::new(format!("{certificate} and {key} do not fit: {error}")))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
