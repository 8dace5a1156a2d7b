//! Looking at the queue, and what else stands in the table of operations.
pub use super::act::answer_notification;
pub use super::due::find_due;
pub use super::email::{get_email_password, send_test_email, set_email_password};
pub use super::evaluate::evaluate;
pub use super::queue::{report_told, take_due};
pub use super::settings::{get_settings, update_settings};
use super::*;
use crate::{Result, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListNotifications {
    /// Only what was told, is still of use and has no answer yet.
    pub unanswered: bool,
    /// How many of those that are over; 50 unless told, 1000 at most.
    pub limit: Option<u32>,
}

pub async fn list_notifications(
    tx: &mut Tx,
    input: ListNotifications,
) -> Result<Vec<ShownNotification>> {
    let mut all = vec![];
    if input.unanswered {
        let now = tx.now();
        all.append(&mut sql::told(tx, now).await?);
    } else {
        all.append(&mut sql::open(tx).await?);
        all.append(&mut sql::over(tx, input.limit.unwrap_or(50).min(1000)).await?);
    }
    Ok(all.into_iter().map(Notification::shown).collect())
}
