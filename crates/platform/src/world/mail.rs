//! Mail leaves the house here: by SMTP, into a folder (demo, or no server set), or into memory.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{self, authentication::Credentials},
};
use std::{
    future::Future,
    path::PathBuf,
    pin::Pin,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

/// One mail. `subject` never holds content: it shows on lock screens.
#[derive(Clone, Debug, PartialEq)]
pub struct Mail {
    /// The same for every attempt to send the same mail, so that a receiver can drop doubles.
    pub key: String,
    pub to_name: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address itself stays out of logs.
    #[error("the address is not valid")]
    Address,
    #[error("the mail could not be built: {0}")]
    Build(String),
    #[error("the mail could not be sent: {0}")]
    Send(String),
}

type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + 'a>>;

pub trait Mailer: Send + Sync {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a>;
}

fn build(from: &Mailbox, mail: &Mail) -> Result<Message, MailError> {
    let address = mail.to.parse().map_err(|_| MailError::Address)?;
    let name = (!mail.to_name.is_empty()).then(|| mail.to_name.clone());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{}@{}>", mail.key, from.email.domain())))
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| MailError::Build(error.to_string()))
}

/// Where to hand mails over.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// `smtps://user:password@host:465` or `smtp://host:587?tls=required`, as lettre reads it.
    pub url: String,
    pub user: Option<String>,
    pub password: Option<String>,
    /// `Aizuchi <aizuchi@example.co.jp>`
    pub from: String,
}

pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// # Errors
    /// When the URL or the sender cannot be read. No connection is made yet.
    pub fn new(settings: &SmtpSettings) -> Result<Self, MailError> {
        let from = settings.from.parse().map_err(|_| MailError::Address)?;
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url)
            .map_err(|error| MailError::Build(error.to_string()))?;
        if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let transport = builder.timeout(Some(std::time::Duration::from_secs(20))).build();
        Ok(Self { transport, from })
    }

    /// Says hello to the server: for `doctor`.
    pub async fn check(&self) -> Result<(), MailError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailError::Send("the server did not answer".into())),
            Err(error) => Err(MailError::Send(error.to_string())),
        }
    }
}

impl Mailer for SmtpMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async move {
            let message = build(&self.from, mail)?;
            self.transport.send(message).await.map_err(|error| unsent(&error))?;
            Ok(())
        })
    }
}

/// What the operator needs to know. Servers like to repeat the receiver in their answers, and
/// addresses have no place in logs.
fn unsent(error: &smtp::Error) -> MailError {
    MailError::Send(match error.status() {
        Some(code) => format!("the server answered {code}"),
        None => error.to_string(),
    })
}

/// Writes each mail as an `.eml` file: nothing is lost while no server is set.
pub struct FolderMailer {
    folder: PathBuf,
    from: Mailbox,
}

impl FolderMailer {
    pub fn new(folder: PathBuf) -> Self {
        let from = "Aizuchi <aizuchi@localhost>".parse().expect("a valid address");
        Self { folder, from }
    }
}

impl Mailer for FolderMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async move {
            let message = build(&self.from, mail)?.formatted();
            let path = self.folder.join(format!("{}.eml", mail.key));
            let write = async {
                tokio::fs::create_dir_all(&self.folder).await?;
                tokio::fs::write(path, message).await
            };
            write.await.map_err(|error| MailError::Send(error.to_string()))
        })
    }
}

/// Keeps mails for a test to read.
#[derive(Debug, Default)]
pub struct MemoryMailer {
    sent: Mutex<Vec<Mail>>,
    away: AtomicBool,
}

impl MemoryMailer {
    /// All mails so far, and forgets them.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// From now on every mail is refused, or taken again.
    pub fn set_away(&self, away: bool) {
        self.away.store(away, Ordering::Release);
    }
}

impl Mailer for MemoryMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        if self.away.load(Ordering::Acquire) {
            return Box::pin(async { Err(MailError::Send("the server is away".into())) });
        }
        self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(mail.clone());
        Box::pin(async { Ok(()) })
    }
}
