//! What is known of a habit's days, by hand and from the ledger: the one place where marks are read to
//! be judged, so that no view can leave out one or the other.
use super::check::{LedgerCheck, LedgerSays, LedgerStanding, Measure, WatchedPayee};
use super::days::{Days, judge, marked};
use super::model::{GridDay, Habit, KeptEntry, SaidDay};
use super::plan::{Kind, Mark, Plan, State};
use super::sql;
use super::told::{self, Told};
use crate::db::Id;
use crate::{Error, Result, Tx, ledger, money};
use chrono::{Days as Span, NaiveDate};
use std::collections::HashSet;

/// Before every mark.
pub(super) const BEGINNING: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
/// An account speaks of what was charged on it within so many days before the newest transaction.
const INVOLVED_DAYS: u64 = 120;

/// The marks of a habit's days and where they are from.
pub(super) struct Known {
    /// One a day.
    pub marks: Vec<Mark>,
    /// The days that the ledger has marked.
    told_days: HashSet<NaiveDate>,
    told: Option<Told>,
    pub standing: Option<LedgerStanding>,
}

/// Of all its days, and its plan with its true beginning.
pub(super) async fn all(tx: &mut Tx, habit: &Habit, last: NaiveDate) -> Result<(Plan, Known)> {
    let by_hand = sql::marks(tx, habit.id, BEGINNING, last).await?;
    let plan = habit.plan()?;
    let first = by_hand.iter().filter(|mark| told::says(&plan, mark)).map(|mark| mark.day).min();
    let plan = begun(plan, first);
    let from = plan.since.unwrap_or(last);
    let known = with_ledger(tx, habit, &plan, by_hand, (from, last), last).await?;
    Ok((plan, known))
}

/// Of the days that decide those from one to another; the plan has its true beginning.
pub(super) async fn between(
    tx: &mut Tx,
    habit: &Habit,
    plan: &Plan,
    (from, until): (NaiveDate, NaiveDate),
    last: NaiveDate,
) -> Result<Known> {
    let (since, until) = reach(plan, from, until, last);
    let by_hand = sql::marks(tx, habit.id, since, until).await?;
    let from = since.max(plan.since.unwrap_or(last));
    with_ledger(tx, habit, plan, by_hand, (from, until.min(last)), last).await
}

/// The plan with its true beginning, for marks that are only some of a habit's.
pub(super) fn begun(plan: Plan, first: Option<NaiveDate>) -> Plan {
    let since = [plan.since, first].into_iter().flatten().min();
    Plan { since, ..plan }
}

/// From when to when marks decide the days between two others. A stretch that the frequency fills
/// is no longer than its days, and slides by what comes after it, however late that is.
pub(super) fn reach(
    plan: &Plan,
    from: NaiveDate,
    to: NaiveDate,
    last: NaiveDate,
) -> (NaiveDate, NaiveDate) {
    if plan.kind != Kind::Build || plan.frequency.denominator == 1 {
        return (from, to);
    }
    let before = u64::from(plan.frequency.denominator.max(31)) * 2;
    (from.checked_sub_days(Span::new(before)).unwrap_or(BEGINNING), last.max(to))
}

async fn with_ledger(
    tx: &mut Tx,
    habit: &Habit,
    plan: &Plan,
    by_hand: Vec<Mark>,
    days: (NaiveDate, NaiveDate),
    last: NaiveDate,
) -> Result<Known> {
    let Some(check) = &habit.ledger_check.0 else {
        let told_days = HashSet::new();
        return Ok(Known { marks: by_hand, told_days, told: None, standing: None });
    };
    let watched = ledger::watched(tx, &check.category_ids, &check.payee_ids).await?;
    let (told, account_id) = ask(tx, check, &watched, days, last).await?;
    let (marks, told_days) = told::merged(plan, &by_hand, &told);
    let payee = |(id, name)| WatchedPayee { id, name };
    let standing = LedgerStanding {
        known_until: told.known_until,
        account_id,
        today: told_days.contains(&told.today),
        missing: watched.missing,
        payees: watched.payees.into_iter().map(payee).collect(),
    };
    Ok(Known { marks, told_days, told: Some(told), standing: Some(standing) })
}

/// What the ledger says of these days, and which account is waited for.
async fn ask(
    tx: &mut Tx,
    check: &LedgerCheck,
    watched: &ledger::Watched,
    (from, until): (NaiveDate, NaiveDate),
    last: NaiveDate,
) -> Result<(Told, Option<Id>)> {
    let today = tx.lived_day();
    let currency = check.currency.clone().unwrap_or_default();
    let mut told = Told {
        measure: check.measure,
        exponent: money::exponent(&currency).unwrap_or(2),
        from,
        until,
        known_until: None,
        today: if last < today { last.succ_opt().unwrap_or(last) } else { today },
        charged: Default::default(),
    };
    let spans = ledger::account_spans(tx, today).await?;
    let newest = spans.iter().filter_map(|span| span.last).max();
    let Some(newest) = newest.filter(|_| !watched.is_empty()) else {
        return Ok((told, None));
    };
    let recent = newest.checked_sub_days(Span::new(INVOLVED_DAYS)).unwrap_or(newest);
    let (first, end) = told::reach(from, until, today);
    // One look where the days lie near enough to now.
    let near = end >= recent;
    let (first, end) = if near { (first.min(recent), today) } else { (first, end) };
    let spent = ledger::spending(tx, watched, first, end).await?;
    let lately = match near {
        true => spent.clone(),
        false => ledger::spending(tx, watched, recent, today).await?,
    };
    let on = |account: &ledger::AccountSpending| {
        account.days.iter().any(|day| day.day >= recent && day.charges > 0)
    };
    let involved = lately.iter().filter(|account| on(account)).map(|account| account.account_id);
    let (known_until, behind) = told::known_until(&spans, &involved.collect());
    told.known_until = known_until;
    let currency = (check.measure == Measure::Amount).then_some(currency.as_str());
    told.charged = told::charged(&spent, currency, (from, until));
    Ok((told, behind))
}

impl Known {
    /// What each day is worth.
    pub fn judged(&self, plan: &Plan, last: NaiveDate) -> Result<Days> {
        let days = judge(plan, &self.marks, last).map_err(Error::from)?;
        Ok(match &self.told {
            Some(told) => days.put_off(|day| told.awaits(plan, day)),
            None => days,
        })
    }

    /// Whether a streak can end tonight: not if the ledger will not know of today by then.
    pub fn ends_tonight(&self) -> bool {
        self.told.as_ref().is_none_or(Told::knows_today)
    }

    /// What the ledger would have said of a day that was marked otherwise by hand.
    fn contradicts(&self, plan: &Plan, mark: &Mark) -> Option<LedgerSays> {
        let told = self.told.as_ref().filter(|_| told::says(plan, mark))?;
        let says = told.says(plan, mark.day)?;
        let (by_hand, by_ledger) = (marked(plan, mark), marked(plan, &says));
        let differs = match mark.state {
            State::Skip => told.charged.contains_key(&mark.day),
            _ => by_hand != by_ledger,
        };
        differs.then_some(LedgerSays { value: by_ledger.value, amount: says.amount })
    }

    /// A row of the grid.
    pub fn cells(
        &self,
        habit: &Habit,
        plan: &Plan,
        days: &Days,
        (from, to): (NaiveDate, NaiveDate),
        has_note: impl Fn(NaiveDate) -> bool,
    ) -> Vec<GridDay> {
        let all = from.iter_days().take_while(|day| *day <= to);
        let blank = |day: NaiveDate| GridDay {
            value: days.on(day).map(|day| day.value),
            amount: None,
            marked: false,
            noted: has_note(day),
            from_ledger: false,
            ledger_says: None,
            awaits_ledger: false,
        };
        let mut cells: Vec<GridDay> = all.map(blank).collect();
        let at = |day: NaiveDate| usize::try_from((day - from).num_days()).ok();
        for mark in &self.marks {
            let Some(cell) = at(mark.day).and_then(|at| cells.get_mut(at)) else { continue };
            cell.amount = mark.amount.filter(|_| habit.is_measured());
            cell.from_ledger = self.told_days.contains(&mark.day);
            if cell.from_ledger {
                cell.amount = cell.amount.filter(|amount| amount.0 > 0);
            } else {
                cell.marked = mark.state != State::Unknown || cell.amount.is_some();
                cell.ledger_says = self.contradicts(plan, mark);
            }
        }
        if let Some(told) = &self.told {
            for (day, cell) in from.iter_days().zip(&mut cells) {
                let is_silent = cell.value.is_some() && !cell.marked && !cell.from_ledger;
                cell.awaits_ledger = is_silent && told.awaits(plan, day);
            }
        }
        cells
    }

    /// The days that something was said of, or charged on, the newest first: of the entries by hand
    /// that are given, and how many there are besides.
    pub fn said_days(&self, plan: &Plan, entries: Vec<KeptEntry>) -> (Vec<SaidDay>, i64) {
        let charged = self.told.iter().flat_map(|told| told.charged.keys());
        let mut told: Vec<NaiveDate> =
            charged.filter(|day| self.told_days.contains(day)).copied().collect();
        let noted: HashSet<NaiveDate> = entries.iter().map(|entry| entry.day).collect();
        let mut said: Vec<SaidDay> =
            entries.into_iter().map(|entry| self.said(plan, entry)).collect();
        told.retain(|day| !noted.contains(day));
        let of_ledger = |mark: &Mark| SaidDay {
            day: mark.day,
            state: mark.state,
            amount: mark.amount,
            note: String::new(),
            from_ledger: true,
            ledger_says: None,
        };
        let told: HashSet<NaiveDate> = told.into_iter().collect();
        let by_ledger = self.marks.iter().filter(|mark| told.contains(&mark.day));
        said.extend(by_ledger.map(of_ledger));
        said.sort_by_key(|said| std::cmp::Reverse(said.day));
        (said, told.len() as i64)
    }

    fn said(&self, plan: &Plan, entry: KeptEntry) -> SaidDay {
        let KeptEntry { day, state, amount_thousandths: amount, note, .. } = entry;
        let mark = Mark { day, state, amount };
        let from_ledger = self.told_days.contains(&day);
        let find = || self.marks.iter().find(|mark| mark.day == day);
        let now = from_ledger.then(find).flatten();
        SaidDay {
            day,
            state: now.map_or(state, |mark| mark.state),
            amount: now.map_or(amount, |mark| mark.amount),
            note,
            from_ledger,
            ledger_says: self.contradicts(plan, &mark),
        }
    }
}
