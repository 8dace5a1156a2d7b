//! What the features say is due, in the words that a person is told.
use super::plan::{Due, time};
use super::words::Words;
use super::{NotificationKind, NotificationSettings};
use crate::habits::{self, ShownHabit};
use crate::imports;
use crate::{Result, Tx};
use chrono::{Days, NaiveDate};

/// A late statement is news for so long.
const STATEMENT_DAYS: u64 = 6;

/// Everything, today's and tomorrow's.
pub(super) async fn all(tx: &mut Tx, settings: &NotificationSettings) -> Result<Vec<Due>> {
    let words = Words::of(tx.language);
    let mut all = habits(tx, &words).await?;
    all.append(&mut statements(tx, settings, &words).await?);
    Ok(all)
}

async fn habits(tx: &mut Tx, words: &Words) -> Result<Vec<Due>> {
    let today = tx.lived_day();
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let mut all = vec![];
    for shown in habits::to_remind(tx).await? {
        if shown.open_today {
            all.extend(habit(&shown, today, words));
        }
        if shown.habit.is_asked_on(tomorrow) {
            all.extend(habit(&shown, tomorrow, words));
        }
    }
    Ok(all)
}

fn habit(shown: &ShownHabit, day: NaiveDate, words: &Words) -> Option<Due> {
    let habit = &shown.habit;
    let reminder = habit.reminder.0.as_ref().filter(|reminder| reminder.weekdays.has(day))?;
    let body =
        if habit.question.is_empty() { words.not_done_yet.into() } else { habit.question.clone() };
    Some(Due {
        kind: NotificationKind::Habit,
        subject: format!("habit {} {day}", habit.id),
        about_id: Some(habit.id),
        day,
        at: time(&reminder.time)?,
        keeps_days: 0,
        title: habit.name.clone(),
        body,
    })
}

async fn statements(
    tx: &mut Tx,
    settings: &NotificationSettings,
    words: &Words,
) -> Result<Vec<Due>> {
    let today = tx.lived_day();
    let late = imports::overdue(tx).await?;
    Ok(late
        .into_iter()
        .map(|late| Due {
            kind: NotificationKind::Statement,
            subject: format!("statement {} {}", late.account_id, late.last_day),
            about_id: Some(late.account_id),
            day: today,
            at: settings.time(),
            keeps_days: STATEMENT_DAYS,
            title: words.statement_late(&late.name),
            body: words.statement_since(late.last_day),
        })
        .collect())
}
