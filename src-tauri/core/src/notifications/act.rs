//! What a person answers to a reminder.
use super::*;
use crate::db::Id;
use crate::habits::plan::State;
use crate::habits::{self, MarkHabit};
use crate::op::Nothing;
use crate::{Error, Result, Tx};
use chrono::{Days, TimeDelta};
use schemars::JsonSchema;
use serde::Deserialize;

const HOUR: TimeDelta = TimeDelta::hours(1);

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerNotification {
    pub id: Id,
    pub answer: Answer,
}

/// The answer goes for every way in which this is told.
pub async fn answer_notification(tx: &mut Tx, input: AnswerNotification) -> Result<Notification> {
    let asked: Notification = tx.get(input.id).await?;
    let later = match input.answer {
        Answer::Done | Answer::Skip => {
            mark(tx, &asked, input.answer).await?;
            None
        }
        Answer::SnoozeHour => Some(tx.now() + HOUR),
        Answer::SnoozeTomorrow if asked.kind == NotificationKind::Habit => None,
        Answer::SnoozeTomorrow => {
            let at = get_settings(tx, Nothing {}).await?.time();
            let day = tx.today().checked_add_days(Days::new(1)).unwrap_or(asked.day);
            Some(tx.clock().instant(day.and_time(at)))
        }
        Answer::Dismiss => None,
    };
    if later.is_some_and(|later| later >= asked.expires_at) {
        return Err(Error::invalid("answer", "by then nobody needs to be reminded any more"));
    }
    let mut answered = None;
    for mut one in sql::of_subject(tx, &asked.subject).await? {
        one.state = NotificationState::Dismissed;
        if let Some(later) = later {
            (one.state, one.due_at, one.attempts) = (NotificationState::Snoozed, later, 0);
        }
        sql::keep(tx, &mut one).await?;
        if one.id == asked.id {
            answered = Some(one);
        }
    }
    answered.ok_or_else(|| Error::not_found("notification"))
}

async fn mark(tx: &mut Tx, asked: &Notification, answer: Answer) -> Result<()> {
    let (NotificationKind::Habit, Some(id)) = (asked.kind, asked.about_id) else {
        let message = "only a habit can be done or skipped; put this off or dismiss it";
        return Err(Error::invalid("answer", message));
    };
    let kept = habits::kept_by(tx, id).await?;
    let state = if answer == Answer::Done { kept } else { State::Skip };
    let mark = MarkHabit { id, day: Some(asked.day), state: Some(state), amount: None, note: None };
    habits::mark_habit(tx, mark).await?;
    Ok(())
}
