//! Handing out what has come due, and taking back what became of it.
use super::plan::Quiet;
use super::words::Words;
use super::*;
use crate::db::Id;
use crate::{Result, Tx};
use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::Deserialize;

/// How long somebody may be busy telling before it counts as lost.
pub const LOST: TimeDelta = TimeDelta::minutes(2);
/// After so many it is given up.
pub(super) const MOST_ATTEMPTS: i64 = 8;
/// Later than this it was missed: nobody was there to tell.
const MISSED: TimeDelta = TimeDelta::minutes(10);
/// More missed ones than this are told together.
const APART: usize = 3;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeDue {
    pub channel: Channel,
}

pub async fn take_due(tx: &mut Tx, input: TakeDue) -> Result<Vec<Telling>> {
    let settings = get_settings(tx, crate::op::Nothing {}).await?;
    let (now, quiet) = (tx.now(), settings.quiet());
    let mut taken = vec![];
    for mut one in sql::open(tx).await? {
        if one.channel == input.channel && is_due(&one, tx, quiet, now) {
            one.state = NotificationState::Sending;
            one.attempts += 1;
            one.taken_at = Some(now);
            sql::keep(tx, &mut one).await?;
            taken.push(one);
        }
    }
    Ok(together(taken, now, Words::of(tx.language)))
}

/// Whether its time has come, somebody still wants to hear of it, and may.
pub(super) fn is_due(
    one: &Notification,
    tx: &Tx,
    quiet: Option<Quiet>,
    now: DateTime<Utc>,
) -> bool {
    let waits = match one.state {
        NotificationState::Scheduled | NotificationState::Snoozed => true,
        NotificationState::Failed => one.attempts < MOST_ATTEMPTS,
        _ => false,
    };
    let hushed = quiet.and_then(|quiet| quiet.around(tx.clock(), now));
    let is_hushed = hushed.is_some_and(|(_, ends)| one.expires_at > ends);
    waits && one.due_at <= now && now < one.expires_at && !is_hushed
}

/// Each by itself, but many that were missed as one.
fn together(taken: Vec<Notification>, now: DateTime<Utc>, words: &Words) -> Vec<Telling> {
    let is_missed = |one: &Notification| one.due_at + MISSED <= now;
    let (missed, fresh): (Vec<_>, Vec<_>) = taken.into_iter().partition(is_missed);
    let mut all: Vec<Telling> = fresh.iter().map(|one| alone(one, words)).collect();
    if missed.len() <= APART {
        all.splice(0..0, missed.iter().map(|one| alone(one, words)));
        return all;
    }
    let titles: Vec<&str> = missed.iter().map(|one| one.title.as_str()).collect();
    let bundle = Telling {
        ids: missed.iter().map(|one| one.id).collect(),
        kind: None,
        title: words.missed(missed.len()),
        body: titles.join(" · "),
        open: "#/today".into(),
        open_name: words.open.into(),
        answers: vec![words.answer(Answer::SnoozeHour)],
    };
    all.insert(0, bundle);
    all
}

fn alone(one: &Notification, words: &Words) -> Telling {
    Telling {
        ids: vec![one.id],
        kind: Some(one.kind),
        title: one.title.clone(),
        body: one.body.clone(),
        open: one.place(),
        open_name: words.open.into(),
        answers: one.answers().iter().map(|answer| words.answer(*answer)).collect(),
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportTold {
    pub ids: Vec<Id>,
    /// Why it could not be told; left out when it was.
    #[serde(default)]
    pub error: Option<String>,
}

/// What was answered meanwhile stays answered.
pub async fn report_told(tx: &mut Tx, input: ReportTold) -> Result<Vec<Notification>> {
    let mut all = vec![];
    for id in input.ids {
        let mut one: Notification = tx.get(id).await?;
        if one.state == NotificationState::Sending {
            one.error = input.error.clone();
            one.state = NotificationState::Sent;
            if one.error.is_some() {
                one.state = NotificationState::Failed;
                one.due_at = tx.now() + pause_after(one.attempts);
            }
            sql::keep(tx, &mut one).await?;
        }
        all.push(one);
    }
    Ok(all)
}

/// How long to wait after so many attempts: one minute, then twice as long each time.
fn pause_after(attempts: i64) -> TimeDelta {
    TimeDelta::minutes(1 << (attempts - 1).clamp(0, MOST_ATTEMPTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_attempt_waits_twice_as_long_as_the_one_before() {
        let minutes = [1, 2, 3, 8].map(|attempts| pause_after(attempts).num_minutes());
        assert_eq!(minutes, [1, 2, 4, 128]);
    }
}
