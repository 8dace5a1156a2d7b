//! Telling a person what is due: a queue in the file, filled by one evaluator, emptied by whoever can
//! tell. `plan` says what is to be told and when, from what the features say is due, and knows neither
//! file nor clock; `evaluate` brings the queue in line with it; `queue` hands out what has come due
//! and takes back what became of it; `email` sends; `run` does all this as time goes by.
//!
//! Exactly once: what is handed out is first marked as being told, in a transaction of its own, so no
//! two programs tell the same. Whoever told it says so. If a program dies in between, nobody can know
//! whether it was seen: after [`queue::LOST`] it is told again, rather twice than never. A letter then
//! carries the same Message-ID, by which mail programs show it once.
mod act;
mod due;
mod email;
mod evaluate;
mod model;
mod ops;
mod plan;
mod queue;
mod run;
mod settings;
mod sql;
mod words;

use crate::history::Kind;
use crate::op::Nothing;
pub use email::{EmailPassword, EmailSent, SetEmailPassword};
pub use {act::*, evaluate::*, model::*, ops::*, queue::*, settings::*};

/// What history can bring back: what a person chose. What became of a reminder is no choice.
pub const KINDS: &[Kind] = &[Kind::of::<NotificationSettings>()];

crate::ops! { "notifications"
    /// What is to be told, is being told and was told: what is still to come first, then the newest.
    GET "/notifications" list_notifications(ListNotifications) -> Vec<ShownNotification>;
    /// Bring the queue in line with what is due now; tells when to look again.
    POST "/notifications/evaluate" evaluate(Evaluate) -> Evaluated;
    /// What the ledger says a person should be told of: bills, overdue statements, charges of note.
    GET "/notifications/due" find_due(Nothing) -> Vec<plan::Due>;
    /// Take what has come due, to tell it; say afterwards what became of it.
    POST "/notifications/take" take_due(TakeDue) -> Vec<Telling>;
    /// Say that what was taken was told, or why it could not be.
    POST "/notifications/report" report_told(ReportTold) -> Vec<Notification>;
    /// Answer a reminder: done, skipped, later, or no more of it.
    POST "/notifications/{id}/answer" answer_notification(AnswerNotification) -> Notification;
    /// How and when a person wants to be told.
    GET "/notifications/settings" get_settings(Nothing) -> NotificationSettings;
    /// Change how and when to be told; only the fields given change.
    PATCH "/notifications/settings" update_settings(UpdateSettings) -> NotificationSettings;
    /// Keep the password of the mail server in the system's keychain; empty forgets it.
    POST "/notifications/email/password" set_email_password(SetEmailPassword) -> EmailPassword, app;
    /// Whether there is a password for the mail server.
    GET "/notifications/email/password" get_email_password(Nothing) -> EmailPassword, app;
    /// Send a letter now, to see that it arrives.
    POST "/notifications/email/test" send_test_email(Nothing) -> EmailSent, app;
}
