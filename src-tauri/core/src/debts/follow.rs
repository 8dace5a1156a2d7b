//! The plan as reality leaves it: from the agreed plan and what became of each debt to the plan from
//! here on, this month's payments, and why the date moved. Pure.
//!
//! Method: an agreed plan runs in months from its start. The plan from here on begins where its
//! running month ends, with what will be owed then if everything still due this month is paid as
//! planned. So who pays as planned sees the date unmoved on every day, and a payment that is missed,
//! or is more than planned, moves it at once. What is planned for the running month is worked out
//! anew from where the month began. Without an agreed plan, it begins today.
use super::explain::{self, DebtEvent, DebtEventKind, ExplainMove};
use super::plan::{Plan, later};
use super::replay::{Record, Replay, replay};
use super::simulate::{self, Run};
use super::*;
use crate::db::Id;
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A debt and all that is known of it.
#[derive(Debug, Clone)]
pub struct Followed {
    pub debt: Debt,
    pub record: Record,
}

/// What became of the debts of one currency.
pub struct Outcome {
    pub now: PayoffNow,
    /// Up to today, by debt.
    pub until_today: HashMap<Id, Replay>,
}

/// The payments of a computed plan, looked up by debt and day.
pub struct PlannedPayments(HashMap<String, Vec<(NaiveDate, i64)>>);

impl PlannedPayments {
    pub fn of(plan: &Plan, run: &Run) -> Self {
        let mut all: HashMap<String, Vec<(NaiveDate, i64)>> = HashMap::new();
        for row in &run.rows {
            let id = plan.debts[row.debt].id.clone().unwrap_or_default();
            all.entry(id).or_default().push((row.on, row.payment_minor));
        }
        Self(all)
    }

    /// What is planned around a day: within half a month of it.
    pub fn on(&self, id: Id, day: NaiveDate) -> Option<i64> {
        let rows = self.0.get(&id.to_string())?;
        let far = |row: &&(NaiveDate, i64)| (row.0 - day).num_days().abs();
        rows.iter().min_by_key(far).filter(|row| far(row) <= 15).map(|row| row.1)
    }
}

/// What an agreed plan asks for, as far as it can be computed.
pub fn agreed_payments(choice: &PayoffChoice) -> Option<PlannedPayments> {
    let plan = Plan::new(choice.agreed.0.as_ref()?).ok()?;
    let run = simulate::run(&plan, true).ok()?;
    Some(PlannedPayments::of(&plan, &run))
}

/// Follows the debts of one currency.
pub fn follow(choice: PayoffChoice, debts: &[Followed], today: NaiveDate) -> Result<Outcome> {
    let agreed = agreed_payments(&choice);
    let start = choice.agreed.0.as_ref().map(|agreed| agreed.start).filter(|_| agreed.is_some());
    let next = start.map_or(today, |start| month_end(start, today));
    let begun = start.filter(|start| next > *start).map(|start| month_begin(start, next));
    let asked = |id: Id, day: NaiveDate| {
        agreed.as_ref().filter(|_| start.is_some_and(|start| day > start))?.on(id, day)
    };
    let running = match begun {
        Some(begun) => this_month(&choice, debts, (begun, today), &asked),
        None => None,
    };
    let planned = |id: Id, day: NaiveDate| match (&running, begun) {
        (Some(running), Some(begun)) if day > begun => running.on(id, day),
        _ => asked(id, day),
    };
    let reckon = |to: NaiveDate| replays(debts, today, to, planned);
    let (until_today, until_next) = (reckon(today)?, reckon(next)?);
    let input = input(&choice, debts, &until_next, next);
    let mut now = PayoffNow {
        currency: choice.currency.clone(),
        owed_minor: owed(debts, &until_today),
        due: due(debts, &until_next, begun.unwrap_or(month_before(today))),
        plan: None,
        refusal: None,
        refusal_field: None,
        agreed_free_on: None,
        moved: None,
        against: vec![],
        input,
        choice,
    };
    if now.input.debts.is_empty() {
        return Ok(Outcome { now, until_today });
    }
    match simulate::simulate(&now.input) {
        Ok(plan) => now.plan = Some(plan),
        Err(refusal) => {
            now.refusal = Some(refusal.to_string());
            now.refusal_field = Some(refusal.field().to_owned());
        }
    }
    if let Some(before) = now.choice.agreed.0.clone().filter(|_| start.is_some()) {
        let events = events(debts, &until_next, &before, next);
        let after = now.input.clone();
        let explained = explain::explain(&ExplainMove { before: before.clone(), after, events });
        now.moved = explained.ok();
        now.agreed_free_on = simulate::simulate(&before).ok().map(|plan| plan.debt_free_on);
        now.against = against(&before, debts, &until_today, today);
    }
    Ok(Outcome { now, until_today })
}

/// What an agreement made today holds on to.
pub fn to_agree(
    choice: &PayoffChoice,
    debts: &[Followed],
    today: NaiveDate,
) -> Result<SimulateDebts> {
    let agreed = agreed_payments(choice);
    let was = choice.agreed.0.as_ref().map(|plan| plan.start);
    let asked = |id: Id, day: NaiveDate| {
        agreed.as_ref().filter(|_| was.is_some_and(|was| day > was))?.on(id, day)
    };
    Ok(input(choice, debts, &replays(debts, today, today, asked)?, today))
}

/// The end of the plan's month that a day lies in.
fn month_end(start: NaiveDate, today: NaiveDate) -> NaiveDate {
    (0..).map(|months| later(start, months)).find(|end| *end >= today).unwrap_or(today)
}

/// Where the plan's month begins that ends on a day.
fn month_begin(start: NaiveDate, end: NaiveDate) -> NaiveDate {
    let before = (0..).map(|months| later(start, months)).take_while(|day| *day < end);
    before.last().unwrap_or(start)
}

fn month_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_months(chrono::Months::new(1)).unwrap_or(day)
}

type Replays = HashMap<Id, Replay>;

fn replays(
    debts: &[Followed],
    today: NaiveDate,
    to: NaiveDate,
    planned: impl Fn(Id, NaiveDate) -> Option<i64>,
) -> Result<Replays> {
    let mut all = HashMap::new();
    for Followed { debt, record } in debts {
        let to = to.max(record.anchor.on);
        let done = replay(record, today, to, |day| planned(debt.id, day));
        let large = || Error::invalid("debts", "these amounts are too large to compute with");
        all.insert(debt.id, done.ok_or_else(large)?);
    }
    Ok(all)
}

/// The payments of the running month, worked out from what was owed when it began.
fn this_month(
    choice: &PayoffChoice,
    debts: &[Followed],
    (begun, today): (NaiveDate, NaiveDate),
    asked: &impl Fn(Id, NaiveDate) -> Option<i64>,
) -> Option<PlannedPayments> {
    let before = replays(debts, today, begun, asked).ok()?;
    let plan = Plan::new(&input(choice, debts, &before, begun)).ok()?;
    let run = simulate::run(&plan, true).ok()?;
    Some(PlannedPayments::of(&plan, &run))
}

/// What is to be computed: the debts as they stand, and the money there is.
fn input(
    choice: &PayoffChoice,
    debts: &[Followed],
    replays: &Replays,
    start: NaiveDate,
) -> SimulateDebts {
    let agreed = choice.agreed.0.as_ref();
    let was = |id: Id| agreed.is_some_and(|plan| plan.debts.iter().any(|debt| debt.is(id)));
    let wanted = |one: &&Followed| one.debt.archived_on.is_none() || was(one.debt.id);
    let debts: Vec<&Followed> = debts.iter().filter(wanted).collect();
    let in_plan = |one: &&Followed| {
        let replay = replays.get(&one.debt.id);
        let open = one.debt.archived_on.is_none();
        let balance = replay.map_or(0, |replay| replay.balance_minor.max(0));
        let from = replay.map_or(start, |replay| replay.interest_from.min(start));
        one.debt.in_plan(if open { balance } else { 0 }, from)
    };
    let mut input = SimulateDebts {
        start,
        strategy: choice.strategy,
        extra_minor: choice.extra_minor,
        rollover: choice.rollover,
        lump_sums: choice.lump_sums.0.iter().filter(|sum| sum.on >= start).cloned().collect(),
        budgets: choice.budgets.0.clone(),
        committed_minor: None,
        order: choice.custom_order.0.iter().map(Id::to_string).collect(),
        smallest_first: u32::try_from(choice.smallest_first).unwrap_or(1),
        debts: debts.iter().map(in_plan).collect(),
    };
    let there = |name: &String| input.debts.iter().any(|debt| debt.id.as_ref() == Some(name));
    input.order.retain(|name| there(name));
    for sum in &mut input.lump_sums {
        let known = input.debts.iter().map(|debt| (&debt.id, &debt.name));
        let known: Vec<_> = known.collect();
        sum.debt = sum.debt.take().filter(|name| {
            known.iter().any(|(id, other)| id.as_ref() == Some(name) || *other == name)
        });
    }
    input.committed_minor = agreed.and_then(|agreed| committed(agreed, &input));
    input
}

/// What the agreed minimums came to, with those of debts that came since, without those of debts that
/// are gone from the list.
fn committed(agreed: &SimulateDebts, now: &SimulateDebts) -> Option<i64> {
    let of = |debts: Vec<PlanDebt>, like: &SimulateDebts| {
        let (lump_sums, order) = (vec![], vec![]);
        let alone = SimulateDebts { debts, lump_sums, order, ..like.clone() };
        Plan::new(&alone).map_or(0, |plan| simulate::committed(&plan))
    };
    let missing_in = |one: &SimulateDebts, other: &SimulateDebts| {
        let lacks = |debt: &&PlanDebt| !other.debts.iter().any(|there| there.id == debt.id);
        one.debts.iter().filter(lacks).cloned().collect::<Vec<_>>()
    };
    let came = of(missing_in(now, agreed), now);
    let gone = of(missing_in(agreed, now), agreed);
    Some(agreed.committed_minor?.saturating_add(came).saturating_sub(gone).max(0))
}

fn owed(debts: &[Followed], replays: &Replays) -> i64 {
    let open = debts.iter().filter(|one| one.debt.archived_on.is_none());
    let balances = open.filter_map(|one| replays.get(&one.debt.id));
    balances.fold(0, |sum, replay| sum.saturating_add(replay.known_minor().max(0)))
}

/// The payments after a day, those that are over too, by day.
fn due(debts: &[Followed], replays: &Replays, after: NaiveDate) -> Vec<DuePayment> {
    let mut due = vec![];
    for one in debts.iter().filter(|one| one.debt.archived_on.is_none()) {
        let months = replays.get(&one.debt.id).map_or(&[][..], |replay| &replay.months);
        let wanted = months.iter().filter(|month| month.on > after && month.planned_minor > 0);
        due.extend(wanted.filter_map(|month| payment(&one.debt, month)));
    }
    due.sort_by(|a, b| (a.on, &a.name).cmp(&(b.on, &b.name)));
    due
}

/// A month's payment.
pub fn payment(debt: &Debt, month: &super::replay::DebtMonth) -> Option<DuePayment> {
    Some(DuePayment {
        debt_id: debt.id,
        name: debt.name.clone(),
        currency: debt.currency.clone(),
        on: month.on,
        planned_minor: month.planned_minor,
        minimum_minor: month.minimum_minor,
        paid_minor: month.came_minor,
        state: month.state?,
    })
}

/// What happened since a plan was agreed to, up to and with a day; what is taken as paid too.
fn events(
    debts: &[Followed],
    replays: &Replays,
    agreed: &SimulateDebts,
    to: NaiveDate,
) -> Vec<DebtEvent> {
    let (mut events, after) = (vec![], agreed.start);
    let within = |on: NaiveDate| on > after && on <= to;
    for Followed { debt, record } in debts {
        let event = |on, kind, amount_minor| DebtEvent {
            debt: debt.id.to_string(),
            on,
            kind,
            amount_minor,
        };
        for fact in record.facts.iter().filter(|fact| within(fact.on) && fact.amount_minor > 0) {
            let kind = match fact.kind {
                EntryKind::Payment => DebtEventKind::Payment,
                EntryKind::Fee => DebtEventKind::Fee,
                EntryKind::Charge => DebtEventKind::Charge,
                _ => continue,
            };
            events.push(event(fact.on, kind, fact.amount_minor));
        }
        let Some(replay) = replays.get(&debt.id) else { continue };
        let late = learnt_late(debt, record, replay, agreed).unwrap_or_default();
        for (kind, minor) in late.into_iter().filter(|(_, minor)| *minor > 0) {
            events.push(event(next_day(after), kind, minor));
        }
        for (on, minor) in replay.assumed().filter(|(on, _)| within(*on)) {
            events.push(event(on, DebtEventKind::Payment, minor));
        }
        let booked = |month: &super::replay::DebtMonth| {
            let within = |fact: &&super::replay::Fact| fact.on > month.from && fact.on <= month.on;
            let fees = record.facts.iter().filter(within).filter(|f| f.kind == EntryKind::Fee);
            fees.map(|fact| fact.amount_minor).sum::<i64>()
        };
        for month in replay.months.iter().filter(|month| within(month.on)) {
            let reckoned = month.fee_minor - booked(month);
            if reckoned > 0 {
                events.push(event(month.on, DebtEventKind::Fee, reckoned));
            }
        }
    }
    events
}

/// What had happened when the plan was agreed to and came to light only after: no more than what it
/// makes of the balance.
fn learnt_late(
    debt: &Debt,
    record: &Record,
    replay: &Replay,
    agreed: &SimulateDebts,
) -> Option<Vec<(DebtEventKind, i64)>> {
    let thought = agreed.debts.iter().find(|one| one.is(debt.id))?.balance_minor;
    let mut more = replay.balance_on(record, agreed.start)?.checked_sub(thought)?;
    let sum = |kind: EntryKind, since: NaiveDate| {
        let within = |on: NaiveDate| on > since && on <= agreed.start;
        let facts = record.facts.iter().filter(|fact| fact.kind == kind && within(fact.on));
        facts.map(|fact| fact.amount_minor).sum::<i64>().max(0)
    };
    let kinds = |since: NaiveDate| {
        let all = [EntryKind::Payment, EntryKind::Fee, EntryKind::Charge];
        all.map(|kind| sum(kind, since))
    };
    // Most often it is the agreement's own day, and all of it.
    let [paid, fees, charges] = kinds(agreed.start.pred_opt()?);
    let whole = fees.checked_add(charges)?.checked_sub(paid)? == more;
    let [paid, fees, charges] = match whole {
        true => [paid, fees, charges],
        false => {
            let [paid, fees, charges] = kinds(month_before(month_before(agreed.start)));
            let paid = paid.min(more.saturating_neg().max(0));
            more = more.max(0);
            let fees = fees.min(more);
            [paid, fees, charges.min(more - fees)]
        }
    };
    Some(vec![
        (DebtEventKind::Payment, paid),
        (DebtEventKind::Fee, fees),
        (DebtEventKind::Charge, charges),
    ])
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The agreed plan against what came of it, by month.
fn against(
    agreed: &SimulateDebts,
    debts: &[Followed],
    replays: &Replays,
    today: NaiveDate,
) -> Vec<AgainstPlan> {
    let Ok(plan) = simulate::simulate(agreed) else { return vec![] };
    let mut balances: HashMap<&Option<String>, i64> =
        agreed.debts.iter().map(|debt| (&debt.id, debt.balance_minor)).collect();
    let mut rows = plan.schedule.iter().peekable();
    let mut against = vec![];
    for month in 0..=plan.months {
        let on = later(agreed.start, month);
        while let Some(row) = rows.next_if(|row| row.month <= month) {
            balances.insert(&row.id, row.balance_minor);
        }
        let planned_minor = balances.values().fold(0i64, |sum, one| sum.saturating_add(*one));
        let actual = debts.iter().map(|one| {
            let replay = replays.get(&one.debt.id)?;
            if on < one.record.anchor.on {
                return Some(0);
            }
            replay.balance_on(&one.record, on).map(|minor| minor.max(0))
        });
        let actual = actual.sum::<Option<i64>>().filter(|_| on <= today);
        against.push(AgainstPlan { on, planned_minor, actual_minor: actual });
    }
    against
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;
