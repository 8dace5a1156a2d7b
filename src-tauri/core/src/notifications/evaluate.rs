//! Bringing the queue in line with what is due: what is new comes in, what has moved is moved, what
//! nobody needs any more goes. What was told stays told.
use super::plan::{Due, Wanted};
use super::queue::{LOST, MOST_ATTEMPTS, is_due};
use super::*;
use crate::op::Nothing;
use crate::{Result, Tx};
use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// For so long the queue remembers what is over.
const REMEMBERED: TimeDelta = TimeDelta::days(400);

/// How the queue stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evaluated {
    /// When something else comes due; look again then, or when anything has changed.
    pub next_at: Option<DateTime<Utc>>,
    /// The ways in which there is something to tell now.
    pub due: Vec<Channel>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Evaluate {
    /// What the ledger says is due, if it was asked already.
    pub due: Option<Vec<Due>>,
}

pub async fn evaluate(tx: &mut Tx, input: Evaluate) -> Result<Evaluated> {
    let settings = get_settings(tx, Nothing {}).await?;
    let (quiet, hour) = (settings.quiet(), tx.day_start_hour);
    // In one order each time: what is due at once is told as it is listed.
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    let mut all = due::habits(tx).await?;
    match input.due {
        Some(mut due) => all.append(&mut due),
        None => all.append(&mut due::find_due(tx, Nothing {}).await?),
    }
    for due in all {
        if settings.tells(due.kind) {
            let one = plan::wanted(due, tx.clock(), hour, quiet);
            wanted.insert(one.due.subject.clone(), one);
        }
    }
    let channels: Vec<Channel> = settings.channels().collect();
    for one in sql::open(tx).await? {
        let asked = wanted.get(&one.subject).filter(|_| channels.contains(&one.channel));
        settle(tx, one, asked).await?;
    }
    let now = tx.now();
    for one in wanted.values().filter(|one| one.expires_at > now) {
        for channel in &channels {
            sql::schedule(tx, one, *channel).await?;
        }
    }
    sql::forget_before(tx, now - REMEMBERED).await?;
    stands(tx, &settings).await
}

/// One that waits, by what is wanted of it now.
async fn settle(tx: &mut Tx, mut one: Notification, asked: Option<&Wanted>) -> Result<()> {
    let now = tx.now();
    let was = one.clone();
    let is_lost = one.taken_at.is_none_or(|taken| taken + LOST <= now || now < taken);
    match (one.state, asked) {
        (NotificationState::Sending, _) if !is_lost => return Ok(()),
        // Nobody knows whether it was seen: rather twice than never.
        (NotificationState::Sending, Some(_)) => one.state = NotificationState::Failed,
        _ => {}
    }
    match asked {
        Some(asked) => {
            one.title.clone_from(&asked.due.title);
            one.body.clone_from(&asked.due.body);
            one.expires_at = asked.expires_at;
            if one.state == NotificationState::Scheduled {
                one.due_at = asked.due_at;
            }
        }
        None if one.state == NotificationState::Scheduled && one.expires_at > now => {
            return sql::forget(tx, one.id).await;
        }
        None => one.state = NotificationState::Dismissed,
    }
    if one.expires_at <= now {
        one.state = NotificationState::Dismissed;
    }
    if one != was {
        sql::keep(tx, &mut one).await?;
    }
    Ok(())
}

async fn stands(tx: &mut Tx, settings: &NotificationSettings) -> Result<Evaluated> {
    let (now, quiet) = (tx.now(), settings.quiet());
    let hushed_until = quiet.and_then(|quiet| quiet.around(tx.clock(), now)).map(|(_, to)| to);
    let (mut next, mut due) = (vec![], vec![]);
    for one in sql::open(tx).await? {
        if is_due(&one, tx, quiet, now) {
            if !due.contains(&one.channel) {
                due.push(one.channel);
            }
            continue;
        }
        next.push(match one.state {
            NotificationState::Sending => one.taken_at.unwrap_or(now) + LOST,
            NotificationState::Failed if one.attempts >= MOST_ATTEMPTS => one.expires_at,
            _ if one.due_at > now => one.due_at,
            _ => hushed_until.unwrap_or(one.expires_at),
        });
    }
    // A new day asks anew.
    let tomorrow = tx.lived_day().succ_opt().unwrap_or_default();
    let start = TimeDelta::hours(tx.day_start_hour.into());
    next.push(tx.clock().instant(tomorrow.and_time(chrono::NaiveTime::MIN) + start));
    Ok(Evaluated { next_at: next.into_iter().filter(|at| *at > now).min(), due })
}
