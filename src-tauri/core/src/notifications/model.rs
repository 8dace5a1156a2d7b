//! The nouns of telling: a notification and how it is told.
use crate::db::Id;
use crate::{record, text_enum};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

text_enum! {
    /// What a notification is about.
    pub enum NotificationKind {
        /// A habit's own reminder.
        Habit = "habit",
        /// A bill that is due soon, or was.
        Bill = "bill",
        /// A debt's payment that is due soon, or did not come.
        Debt = "debt",
        /// An account whose statement is overdue.
        Statement = "statement",
        /// A charge that is large, unlike the others, or more than it used to be.
        Charge = "charge",
    }
}

text_enum! {
    /// A way of telling.
    pub enum Channel {
        Desktop = "desktop",
        Email = "email",
    }
}

text_enum! {
    pub enum NotificationState {
        /// Its time is still to come, or has come and nobody has told it yet.
        Scheduled = "scheduled",
        /// Somebody is telling it.
        Sending = "sending",
        Sent = "sent",
        /// It could not be told; with attempts left it is tried again when it is due.
        Failed = "failed",
        /// Put off by the person.
        Snoozed = "snoozed",
        /// Answered, no longer needed, or over before it could be told.
        Dismissed = "dismissed",
    }
}

record! {
    /// Something to tell, one way.
    pub struct Notification in "notification" {
        id: Id,
        kind: NotificationKind,
        /// What it is about, the same whenever it is worked out again: `habit ID 2026-11-22`.
        subject: String,
        channel: Channel,
        /// The habit, debt, account or transaction it is about.
        about_id: Option<Id>,
        /// The day it is about, as the person lives it.
        day: NaiveDate,
        due_at: DateTime<Utc>,
        /// From then on nobody wants to hear of it.
        expires_at: DateTime<Utc>,
        state: NotificationState,
        /// How often it was taken to be told.
        attempts: i64,
        title: String,
        body: String,
        /// Why it could not be told.
        error: Option<String>,
        /// When it was last taken to be told.
        taken_at: Option<DateTime<Utc>>,
        version: i64,
    }
}

/// A notification, what may be answered to it, and where it leads.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ShownNotification {
    pub notification: Notification,
    /// What is most wanted comes first.
    pub answers: Vec<Answer>,
    /// The screen it is about, as the address of the window: `#/habits/ID`.
    pub place: String,
}

impl Notification {
    /// What may be answered to it, what is most wanted first.
    pub fn answers(&self) -> &'static [Answer] {
        match self.kind {
            NotificationKind::Habit => {
                &[Answer::Done, Answer::Skip, Answer::SnoozeHour, Answer::SnoozeTomorrow]
            }
            NotificationKind::Bill | NotificationKind::Debt | NotificationKind::Statement => {
                &[Answer::SnoozeHour, Answer::SnoozeTomorrow, Answer::Dismiss]
            }
            NotificationKind::Charge => &[Answer::Dismiss],
        }
    }

    pub(super) fn shown(self) -> ShownNotification {
        let (answers, place) = (self.answers().to_vec(), self.place());
        ShownNotification { notification: self, answers, place }
    }

    /// The screen that it leads to, as the address of the window: `#/habits/ID`.
    pub fn place(&self) -> String {
        match self.kind {
            NotificationKind::Habit => {
                format!("#/habits/{}", self.about_id.map(|id| id.to_string()).unwrap_or_default())
            }
            NotificationKind::Bill => "#/ledger/bills".into(),
            NotificationKind::Debt => {
                let id = self.about_id.map(|id| id.to_string()).unwrap_or_default();
                format!("#/debts/debt/{id}")
            }
            NotificationKind::Statement => "#/imports".into(),
            NotificationKind::Charge => format!("#/ledger?from={0}&to={0}", self.day),
        }
    }
}

text_enum! {
    /// How a connection to the mail server is kept from others.
    pub enum SmtpSecurity {
        /// TLS from the first byte, usually on port 465.
        Tls = "tls",
        /// TLS after a greeting, usually on port 587; refused if the server has none.
        Starttls = "starttls",
        /// None: for a server on this machine only.
        None = "none",
    }
}

record! {
    /// How and when a person wants to be told.
    pub struct NotificationSettings in "notification_settings" {
        id: Id,
        desktop: bool,
        email: bool,
        /// `22:00`, where the person is: from then on nothing is told, until `quiet_to`.
        quiet_from: Option<String>,
        quiet_to: Option<String>,
        /// When in the day to tell of what has no time of its own.
        at: String,
        /// How many days before a bill is due to tell of it.
        bill_days: i64,
        /// What is not told.
        #[schemars(with = "Vec<NotificationKind>")]
        off: Json<Vec<NotificationKind>>,
        smtp_host: String,
        smtp_port: i64,
        smtp_security: SmtpSecurity,
        /// Empty: the server asks for none.
        smtp_user: String,
        smtp_from: String,
        smtp_to: String,
        version: i64,
    }
}

/// What the person may answer at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The habit was done.
    Done,
    /// The habit is skipped today.
    Skip,
    SnoozeHour,
    /// The same time tomorrow; of a habit, no more today.
    SnoozeTomorrow,
    Dismiss,
}

/// One thing to show: a notification, or several at once after a time away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Telling {
    /// All that are told by it; the answers go to each.
    pub ids: Vec<Id>,
    pub kind: Option<NotificationKind>,
    pub title: String,
    pub body: String,
    /// The screen that it leads to, as the address of the window: `#/habits/ID`.
    pub open: String,
    /// How the language of the settings says to open it.
    pub open_name: String,
    /// With what it says, in the language of the settings.
    pub answers: Vec<AnswerName>,
}

/// An answer and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerName {
    pub answer: Answer,
    pub name: String,
}
