//! How and when a person wants to be told: what they chose, or what holds until they do.
use super::plan::{Quiet, time};
use super::{Channel, NotificationKind, NotificationSettings, SmtpSecurity, email, sql};
use crate::db::Id;
use crate::op::Nothing;
use crate::{Error, Result, Tx};
use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use sqlx::types::Json;

/// No bill is told of earlier than this, in days.
const MOST_BILL_DAYS: i64 = 30;

impl Default for NotificationSettings {
    fn default() -> Self {
        Self {
            id: Id::nil(),
            desktop: true,
            email: false,
            quiet_from: None,
            quiet_to: None,
            at: "09:00".into(),
            bill_days: 1,
            off: Json(vec![]),
            smtp_host: String::new(),
            smtp_port: 465,
            smtp_security: SmtpSecurity::Tls,
            smtp_user: String::new(),
            smtp_from: String::new(),
            smtp_to: String::new(),
            version: 0,
        }
    }
}

impl NotificationSettings {
    pub(super) fn channels(&self) -> impl Iterator<Item = Channel> + use<> {
        let on = [(self.desktop, Channel::Desktop), (self.email, Channel::Email)];
        on.into_iter().filter_map(|(on, channel)| on.then_some(channel))
    }

    pub(super) fn tells(&self, kind: NotificationKind) -> bool {
        !self.off.0.contains(&kind)
    }

    pub(super) fn quiet(&self) -> Option<Quiet> {
        Quiet::of(self)
    }

    /// When in the day to tell of what has no time of its own.
    pub(super) fn time(&self) -> NaiveTime {
        time(&self.at).unwrap_or_default()
    }
}

/// What the person chose; version 0 until they have.
pub async fn get_settings(tx: &mut Tx, _: Nothing) -> Result<NotificationSettings> {
    Ok(sql::settings(tx).await?.unwrap_or_default())
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UpdateSettings {
    /// As it was read; 0 the first time.
    pub version: i64,
    pub desktop: Option<bool>,
    pub email: Option<bool>,
    /// `22:00`; null for no quiet hours.
    #[serde(deserialize_with = "given")]
    pub quiet_from: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    pub quiet_to: Option<Option<String>>,
    pub at: Option<String>,
    pub bill_days: Option<i64>,
    pub off: Option<Vec<NotificationKind>>,
    pub smtp_host: Option<String>,
    pub smtp_port: Option<i64>,
    pub smtp_security: Option<SmtpSecurity>,
    pub smtp_user: Option<String>,
    pub smtp_from: Option<String>,
    pub smtp_to: Option<String>,
}

/// Null is given, too.
fn given<'de, D: Deserializer<'de>>(
    json: D,
) -> std::result::Result<Option<Option<String>>, D::Error> {
    Option::deserialize(json).map(Some)
}

pub async fn update_settings(tx: &mut Tx, input: UpdateSettings) -> Result<NotificationSettings> {
    let kept = sql::settings(tx).await?;
    let is_new = kept.is_none();
    let mut now = kept.unwrap_or_default();
    let trim = |text: Option<String>, old: &mut String| {
        if let Some(text) = text {
            *old = text.trim().into();
        }
    };
    now.desktop = input.desktop.unwrap_or(now.desktop);
    now.email = input.email.unwrap_or(now.email);
    now.quiet_from = input.quiet_from.unwrap_or(now.quiet_from);
    now.quiet_to = input.quiet_to.unwrap_or(now.quiet_to);
    trim(input.at, &mut now.at);
    now.bill_days = input.bill_days.unwrap_or(now.bill_days);
    now.off = input.off.map_or(now.off, Json);
    trim(input.smtp_host, &mut now.smtp_host);
    now.smtp_port = input.smtp_port.unwrap_or(now.smtp_port);
    now.smtp_security = input.smtp_security.unwrap_or(now.smtp_security);
    trim(input.smtp_user, &mut now.smtp_user);
    trim(input.smtp_from, &mut now.smtp_from);
    trim(input.smtp_to, &mut now.smtp_to);
    let mut now = sound(now)?;
    if is_new {
        if input.version != 0 {
            return Err(Error::not_found("notification settings"));
        }
        (now.id, now.version) = (tx.new_id(), 1);
        tx.insert(&now).await?;
    } else {
        tx.update(&mut now, input.version).await?;
    }
    tx.label("changed the reminders".into()).await?;
    Ok(now)
}

/// Them, or what is wrong with them.
fn sound(mut settings: NotificationSettings) -> Result<NotificationSettings> {
    let quiet = [("quiet_from", &settings.quiet_from), ("quiet_to", &settings.quiet_to)];
    let hours = quiet.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?)));
    for (field, text) in hours.chain([("at", &settings.at)]) {
        if time(text).is_none() {
            return Err(Error::invalid(field, "write a time of day such as 22:00"));
        }
    }
    if settings.quiet_from.is_some() != settings.quiet_to.is_some() {
        let field = if settings.quiet_from.is_some() { "quiet_to" } else { "quiet_from" };
        return Err(Error::invalid(field, "quiet hours need a beginning and an end"));
    }
    if !(0..=MOST_BILL_DAYS).contains(&settings.bill_days) {
        let message = format!("choose 0 to {MOST_BILL_DAYS} days");
        return Err(Error::invalid("bill_days", message));
    }
    if !(1..=65_535).contains(&settings.smtp_port) {
        return Err(Error::invalid("smtp_port", "a port is a number from 1 to 65535"));
    }
    settings.off.0.sort_by_key(|kind| kind.as_str());
    settings.off.0.dedup();
    if settings.email {
        email::check(&settings)?;
    }
    Ok(settings)
}
