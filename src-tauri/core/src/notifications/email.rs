//! Letters about what is due, by the person's own mail server: TLS unless the server is this machine,
//! and the password in the system's keychain. Nothing is sent until the person turned it on.
use super::words::Words;
use super::{NotificationSettings, SmtpSecurity, Telling};
use crate::op::Nothing;
use crate::{Actor, App, Error, Result};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const SERVICE: &str = "PocketSage mail";
/// A server that says nothing for longer is not there.
const PATIENCE: Duration = Duration::from_secs(30);

/// Refuses, in words, what no letter could be sent by.
pub(super) fn check(settings: &NotificationSettings) -> Result<()> {
    if settings.smtp_host.is_empty() {
        return Err(Error::invalid("smtp_host", "name the mail server, such as smtp.example.org"));
    }
    address("smtp_from", &settings.smtp_from)?;
    address("smtp_to", &settings.smtp_to)?;
    let is_here = matches!(&*settings.smtp_host, "localhost" | "127.0.0.1" | "::1");
    if settings.smtp_security == SmtpSecurity::None && !is_here {
        let message = "without TLS a letter can be read on its way; only a server on this \
            machine may do without";
        return Err(Error::invalid("smtp_security", message));
    }
    Ok(())
}

fn address(field: &str, text: &str) -> Result<Mailbox> {
    let wrong =
        |_| Error::invalid(field, format!("\"{text}\" is no address, such as me@example.org"));
    text.parse().map_err(wrong)
}

/// Sends one; the answers are given in the window. The Message-ID follows from what it tells, so that a
/// letter that had to be sent again shows once.
pub(super) async fn send(
    app: &App,
    settings: &NotificationSettings,
    telling: &Telling,
) -> Result<()> {
    check(settings)?;
    let host = settings.smtp_from.rsplit_once('@').map_or("localhost", |(_, host)| host);
    let first = telling.ids.first().map(ToString::to_string).unwrap_or_default();
    let end = Words::of(app.config.language).letter_end;
    let letter = Message::builder()
        .from(address("smtp_from", &settings.smtp_from)?)
        .to(address("smtp_to", &settings.smtp_to)?)
        .subject(telling.title.replace(['\r', '\n'], " "))
        .date(app.clock.now().into())
        .message_id(Some(format!("<{first}@{}>", host.trim_end_matches('>'))))
        .body(format!("{}\r\n\r\n-- \r\n{end}\r\n", telling.body))
        .map_err(|error| Error::internal(error.to_string()))?;
    let mailer = mailer(app, settings)?;
    mailer.send(letter).await.map_err(refused)?;
    Ok(())
}

fn mailer(
    app: &App,
    settings: &NotificationSettings,
) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    let host = settings.smtp_host.as_str();
    let tls = || TlsParameters::new(host.into()).map_err(refused);
    let security = match settings.smtp_security {
        SmtpSecurity::Tls => Tls::Wrapper(tls()?),
        SmtpSecurity::Starttls => Tls::Required(tls()?),
        SmtpSecurity::None => Tls::None,
    };
    let port = u16::try_from(settings.smtp_port).unwrap_or(465);
    let mut mailer = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(port)
        .tls(security)
        .timeout(Some(PATIENCE));
    if !settings.smtp_user.is_empty() {
        let password = password(app)?.ok_or_else(|| {
            Error::invalid("password", "the mail server needs a password; enter it again")
        })?;
        mailer = mailer.credentials(Credentials::new(settings.smtp_user.clone(), password));
    }
    Ok(mailer.build())
}

/// What the server or the way to it said, without what was sent.
fn refused(error: lettre::transport::smtp::Error) -> Error {
    let mut why = error.to_string();
    let mut cause = std::error::Error::source(&error);
    // The innermost says what it was.
    while let Some(inner) = cause {
        why = inner.to_string();
        cause = inner.source();
    }
    if error.is_timeout() {
        why = "it does not answer".into();
    }
    Error::denied(format!("the mail server refused: {why}"))
}

/// Where the password is: the settings of a machine without a keychain, or the keychain.
fn password(app: &App) -> Result<Option<String>> {
    if let Some(password) = &app.config.smtp_password {
        return Ok(Some(password.clone()));
    }
    match entry(app)?.get_password() {
        Ok(password) => Ok(Some(password)),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(no_keychain(error)),
    }
}

fn entry(app: &App) -> Result<keyring::Entry> {
    let file = app.config.file();
    keyring::Entry::new(SERVICE, &file.to_string_lossy()).map_err(no_keychain)
}

fn no_keychain(error: keyring::Error) -> Error {
    let message = "this system's keychain cannot be reached; set POCKETSAGE_SMTP_PASSWORD instead";
    Error { source: Some(error.into()), ..Error::denied(message) }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetEmailPassword {
    pub password: String,
}

/// Whether there is one; never what it is.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct EmailPassword {
    pub is_set: bool,
    /// It stands in the settings of this machine, and is changed there.
    pub in_settings: bool,
}

pub async fn set_email_password(app: &App, input: SetEmailPassword) -> Result<EmailPassword> {
    let entry = entry(app)?;
    let done = match input.password.as_str() {
        "" => entry.delete_credential(),
        password => entry.set_password(password),
    };
    match done {
        Ok(()) | Err(keyring::Error::NoEntry) => get_email_password(app, Nothing {}).await,
        Err(error) => Err(no_keychain(error)),
    }
}

pub async fn get_email_password(app: &App, _: Nothing) -> Result<EmailPassword> {
    let in_settings = app.config.smtp_password.is_some();
    // A keychain that cannot be reached holds none.
    let is_set = in_settings || password(app).is_ok_and(|found| found.is_some());
    Ok(EmailPassword { is_set, in_settings })
}

/// A letter that was accepted by the server.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct EmailSent {
    pub to: String,
}

pub async fn send_test_email(app: &App, _: Nothing) -> Result<EmailSent> {
    let caller = crate::Caller { actor: Actor::Schedule, id: None };
    let read = app.call_as(caller, "notifications.get_settings", serde_json::Value::Null).await?;
    let settings: NotificationSettings = serde_json::from_value(read).map_err(Error::internal)?;
    let words = Words::of(app.config.language);
    let telling = Telling {
        ids: vec![crate::db::new_id()],
        kind: None,
        title: words.test_title.into(),
        body: words.test_body.into(),
        open: String::new(),
        open_name: String::new(),
        answers: vec![],
    };
    send(app, &settings, &telling).await?;
    Ok(EmailSent { to: settings.smtp_to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> NotificationSettings {
        NotificationSettings {
            smtp_host: "mail.example.org".into(),
            smtp_from: "PocketSage <sage@example.org>".into(),
            smtp_to: "me@example.org".into(),
            ..Default::default()
        }
    }

    #[test]
    fn what_no_letter_could_be_sent_by_is_refused_by_name() {
        assert!(check(&settings()).is_ok());
        let field = |change: fn(&mut NotificationSettings)| {
            let mut wrong = settings();
            change(&mut wrong);
            check(&wrong).unwrap_err().field.unwrap()
        };
        assert_eq!(field(|s| s.smtp_host.clear()), "smtp_host");
        assert_eq!(field(|s| s.smtp_to = "me at home".into()), "smtp_to");
        assert_eq!(field(|s| s.smtp_from = "a@b\r\nBcc: c@d".into()), "smtp_from");
        assert_eq!(field(|s| s.smtp_security = SmtpSecurity::None), "smtp_security");
    }
}
