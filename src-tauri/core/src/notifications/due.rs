//! What the features say is due, in the words that a person is told.
use super::plan::{Due, time};
use super::words::Words;
use super::{NotificationKind, NotificationSettings, get_settings};
use crate::bills::{self, ChargeNote, ChargeOfNote, Direction, ShownBill};
use crate::debts::{self, Debt, DuePayment, PaymentState};
use crate::habits::{self, ShownHabit};
use crate::imports;
use crate::money;
use crate::op::Nothing;
use crate::{Result, Tx};
use chrono::{Days, NaiveDate, NaiveTime};

/// A late statement is news for so long.
const STATEMENT_DAYS: u64 = 6;
/// A bill that was not paid is still news so many days after it was due.
const OVERDUE_DAYS: u64 = 4;
/// A charge is news for so long.
const CHARGE_DAYS: u64 = 3;

/// What the ledger says, today's and tomorrow's. On a large ledger it is looked for longer than a
/// writer should wait, so it only reads.
pub async fn find_due(tx: &mut Tx, _: Nothing) -> Result<Vec<Due>> {
    let settings = get_settings(tx, Nothing {}).await?;
    let words = Words::of(tx.language);
    let mut all = statements(tx, &settings, words).await?;
    all.append(&mut bills(tx, &settings, words).await?);
    all.append(&mut debts(tx, &settings, words).await?);
    all.append(&mut charges(tx, words).await?);
    Ok(all)
}

/// What the habits say, today's and tomorrow's.
pub(super) async fn habits(tx: &mut Tx) -> Result<Vec<Due>> {
    let words = Words::of(tx.language);
    let today = tx.lived_day();
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let mut all = vec![];
    for shown in habits::to_remind(tx).await? {
        if shown.wants_reminder() {
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

/// Those due in the days that the person asked for, and those that should have been paid.
async fn bills(tx: &mut Tx, settings: &NotificationSettings, words: &Words) -> Result<Vec<Due>> {
    let ahead = u64::try_from(settings.bill_days).unwrap_or_default();
    let today = tx.lived_day();
    let from = today.checked_sub_days(Days::new(OVERDUE_DAYS)).unwrap_or(today);
    // One more, so that tomorrow's are there already.
    let to = today.checked_add_days(Days::new(ahead + 1)).unwrap_or(today);
    let due = bills::due_between(tx, from, to).await?;
    let out = due.into_iter().filter(|bill| bill.direction == Direction::Out);
    Ok(out.filter_map(|bill| self::bill(&bill, ahead, settings, words)).collect())
}

fn bill(
    bill: &ShownBill,
    ahead: u64,
    settings: &NotificationSettings,
    words: &Words,
) -> Option<Due> {
    let amount = money::plain(bill.expected_minor.checked_abs()?, &bill.currency);
    Some(Due {
        kind: NotificationKind::Bill,
        subject: format!("bill {} {}", bill.key, bill.next_on),
        about_id: bill.id,
        day: bill.next_on.checked_sub_days(Days::new(ahead))?,
        at: settings.time(),
        keeps_days: ahead + OVERDUE_DAYS,
        title: words.bill_due(&bill.name, bill.next_on),
        body: format!("{amount} {}", bill.currency),
    })
}

/// A debt's payments, as bills are; one that was missed, or not seen yet, the morning after its day.
async fn debts(tx: &mut Tx, settings: &NotificationSettings, words: &Words) -> Result<Vec<Due>> {
    let ahead = u64::try_from(settings.bill_days).unwrap_or_default();
    let today = tx.lived_day();
    let from = today.checked_sub_days(Days::new(OVERDUE_DAYS + 1)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(ahead + 1)).unwrap_or(today);
    let due = debts::due_between(tx, from, to).await?;
    Ok(due.iter().filter_map(|(debt, one)| self::debt(debt, one, ahead, settings, words)).collect())
}

fn debt(
    debt: &Debt,
    payment: &DuePayment,
    ahead: u64,
    settings: &NotificationSettings,
    words: &Words,
) -> Option<Due> {
    let amount = money::plain(payment.planned_minor - payment.paid_minor, &debt.currency);
    let (on, name) = (payment.on, &debt.name);
    let (subject, day, keeps_days) = match payment.state {
        PaymentState::Due => {
            let day = on.checked_sub_days(Days::new(ahead))?;
            (format!("debt {} {on}", debt.id), day, ahead)
        }
        _ => (format!("debt missed {} {on}", debt.id), on.succ_opt()?, OVERDUE_DAYS),
    };
    Some(Due {
        kind: NotificationKind::Debt,
        subject,
        about_id: Some(debt.id),
        day,
        at: settings.time(),
        keeps_days,
        title: words.debt(payment.state, name, on)?,
        body: format!("{amount} {}", debt.currency),
    })
}

async fn charges(tx: &mut Tx, words: &Words) -> Result<Vec<Due>> {
    let today = tx.lived_day();
    let since = today.checked_sub_days(Days::new(CHARGE_DAYS)).unwrap_or(today);
    let charges = bills::charges_of_note(tx, since).await?;
    // As soon as the day begins.
    let at = NaiveTime::from_hms_opt(tx.day_start_hour, 0, 0).unwrap_or_default();
    Ok(charges.iter().filter_map(|charge| self::charge(charge, at, words)).collect())
}

/// News as soon as it is known.
fn charge(charge: &ChargeOfNote, at: NaiveTime, words: &Words) -> Option<Due> {
    let plain = |minor: i64| Some(money::plain(minor.checked_abs()?, &charge.currency));
    let amount = format!("{} {}", plain(charge.amount_minor)?, charge.currency);
    let (title, body) = match charge.note {
        ChargeNote::PriceRise { from_minor } => {
            (words.price_rise(&charge.payee), words.instead_of(&amount, &plain(from_minor)?))
        }
        ChargeNote::Unusual { usual_minor } => {
            (words.unusual(&charge.payee), words.instead_of(&amount, &plain(usual_minor)?))
        }
        ChargeNote::Large => (words.large(&charge.payee), amount),
    };
    Some(Due {
        kind: NotificationKind::Charge,
        subject: format!("charge {}", charge.transaction_id),
        about_id: Some(charge.transaction_id),
        day: charge.day,
        at,
        keeps_days: CHARGE_DAYS,
        title,
        body,
    })
}
