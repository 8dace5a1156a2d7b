//! Why the debt-free date moved: the plan as it was, the plan as it is, and what happened in
//! between.
//!
//! Method: the old plan is carried forward to the new one's start as if everything had gone to
//! plan. Then one cause after another is put in its place, always in the order of [`MoveCause`], by
//! debt in the order of name and id; after each the plan is computed anew, and the days by which
//! its end moves are that cause's. The last state is the new plan itself, so the parts add up to
//! the whole move.
//!
//! Dates are `cleared_on`, which moves by the day; a due day moves by whole months only. A payment
//! due on the new plan's start counts as past. Amounts are taken at face value: the interest that a
//! missed payment bore is in `interest`.
use super::{
    DebtPlan, Fault, PlanDebt, Refusal, SimulateDebts,
    fault::Reason,
    plan::{self, MOST, Plan},
    simulate,
};
use crate::{money, text_enum};
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

text_enum! {
    pub enum DebtEventKind {
        Payment = "payment",
        /// By the lender; planned monthly fees included.
        Fee = "fee",
        /// A purchase or a payout: what was borrowed anew.
        Charge = "charge",
    }
}

/// Something that happened to a debt after the old plan's start, up to and with the new one's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DebtEvent {
    /// Name or id.
    pub debt: String,
    pub on: NaiveDate,
    pub kind: DebtEventKind,
    /// Above zero.
    pub amount_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainMove {
    pub before: SimulateDebts,
    /// With the balances as they are at its start.
    pub after: SimulateDebts,
    #[serde(default)]
    pub events: Vec<DebtEvent>,
}

text_enum! {
    /// In the order in which they are put in place.
    pub enum MoveCause {
        /// Months and order are counted from a new day.
        Calendar = "calendar",
        Missed = "missed",
        Short = "short",
        Over = "over",
        Fee = "fee",
        Charge = "charge",
        /// What else the balance differs by: other interest, corrections by the lender.
        Interest = "interest",
        Rate = "rate",
        /// Minimum, due day, monthly fee.
        Terms = "terms",
        Added = "added",
        Removed = "removed",
        /// Extra, lump sums, budgets.
        Money = "money",
        Strategy = "strategy",
    }
}

/// A cause of which the plan cannot work by itself, so that its days are counted with the next one's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MoveCauseBefore {
    pub cause: MoveCause,
    pub debt: Option<String>,
    pub count: u32,
    pub amount_minor: i64,
}

/// A cause, and the days it moved the end by; below zero is sooner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovePart {
    pub cause: MoveCause,
    pub debt: Option<String>,
    /// How many payments, fees or charges.
    pub count: u32,
    pub amount_minor: i64,
    pub days: i64,
    /// The causes before it that are counted with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<MoveCauseBefore>,
    /// In words, with those.
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedDate {
    pub before_on: NaiveDate,
    pub after_on: NaiveDate,
    /// Days of the last payments.
    pub debt_free_before: NaiveDate,
    pub debt_free_after: NaiveDate,
    pub days: i64,
    /// They add up to `days`.
    pub parts: Vec<MovePart>,
    /// "12 March 2027 → 2 April 2027: one payment missed (+18 days), fee of 40.00 (+3 days)".
    pub words: String,
}

/// Explains a move; refused where either plan cannot work.
pub fn explain(input: &ExplainMove) -> Result<MovedDate, Refusal> {
    let old = Plan::new(&input.before).map_err(within("before"))?;
    let new = Plan::new(&input.after).map_err(within("after"))?;
    if new.start < old.start {
        let reason = Reason::BeforeStart { day: new.start, start: old.start };
        return Err(reason.at("after.start").into());
    }
    if old.currency != new.currency {
        let reason = Reason::Currencies { one: old.currency, other: new.currency };
        return Err(reason.at("after.debts").into());
    }
    let run = simulate::run(&old, true)?;
    let committed = run.committed_minor;
    let before = simulate::named(&old, run);
    let mut after = simulate::simulate(&input.after)?;
    if after.months == 0 {
        after.cleared_on = before.cleared_on.min(new.start);
        after.debt_free_on = before.debt_free_on.min(new.start);
    }
    let mut walk = Walk::new(input, &old, &before, committed);
    walk.step(MoveCause::Calendar, None, 0, 0, "the plan counted anew".into());
    walk.events(&tally(input, &old, &before)?, &input.after);
    walk.debts(&input.after);
    walk.rest(&input.after);
    Ok(told(&before, &after, walk.parts))
}

fn within(plan: &str) -> impl Fn(Fault) -> Fault {
    move |fault| Fault { field: format!("{plan}.{}", fault.field), ..fault }
}

/// What happened to a debt of the old plan, against what was planned.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    missed: (u32, i64),
    short: (u32, i64),
    over: (u32, i64),
    fees: (u32, i64),
    charges: (u32, i64),
}

/// By debt, in the plan's order.
fn tally(input: &ExplainMove, old: &Plan, before: &DebtPlan) -> Result<Vec<Tally>, Fault> {
    if input.events.len() > MOST * 10 {
        return Err(Reason::TooMany { most: MOST * 10 }.at("events"));
    }
    let mut tallies = vec![Tally::default(); old.debts.len()];
    let mut paid: Vec<Vec<(NaiveDate, i64)>> = vec![vec![]; old.debts.len()];
    for (index, event) in input.events.iter().enumerate() {
        let field = |name: &str| format!("events[{index}].{name}");
        plan::amount(&field("amount_minor"), event.amount_minor)?;
        // A debt that the old plan did not know comes in with its balance.
        let Ok(at) = old.find("", &event.debt) else { continue };
        let (count, sum) = match event.kind {
            DebtEventKind::Payment => {
                paid[at].push((event.on, event.amount_minor));
                continue;
            }
            DebtEventKind::Fee => &mut tallies[at].fees,
            DebtEventKind::Charge => &mut tallies[at].charges,
        };
        (*count, *sum) = (*count + 1, sum.saturating_add(event.amount_minor));
    }
    for (at, debt) in old.debts.iter().enumerate() {
        let rows = before.schedule.iter().filter(|row| row.on <= input.after.start);
        let rows: Vec<_> = rows.filter(|row| row.debt == debt.name && row.id == debt.id).collect();
        tallies[at].fees.1 -= rows.iter().map(|row| row.fee_minor).sum::<i64>();
        let due = rows.iter().filter(|row| row.payment_minor > 0);
        let due: Vec<_> = due.map(|row| (row.on, row.payment_minor)).collect();
        tallies[at].weigh(&due, &paid[at]);
    }
    Ok(tallies)
}

impl Tally {
    /// Each payment belongs to the due day nearest to it, of two the earlier.
    fn weigh(&mut self, due: &[(NaiveDate, i64)], paid: &[(NaiveDate, i64)]) {
        let mut got = vec![0i64; due.len()];
        for (on, amount) in paid {
            let far = |at: &usize| (due[*at].0 - *on).num_days().abs();
            match (0..due.len()).min_by_key(far) {
                Some(at) => got[at] = got[at].saturating_add(*amount),
                None => self.over = (self.over.0 + 1, self.over.1.saturating_add(*amount)),
            }
        }
        for ((_, planned), got) in due.iter().zip(got) {
            let (count, sum) = match got {
                0 => &mut self.missed,
                _ if got < *planned => &mut self.short,
                _ => &mut self.over,
            };
            *count += u32::from(got != *planned);
            *sum = sum.saturating_add((planned - got).abs());
        }
    }
}

/// The plan on its way from the old to the new.
struct Walk {
    plan: SimulateDebts,
    currency: String,
    /// What is owed; below zero for a while where payments come before charges.
    balances: Vec<i64>,
    at: NaiveDate,
    /// When a plan that owes nothing any more ended.
    ended: NaiveDate,
    /// Causes whose plan cannot work by itself.
    waiting: Vec<(String, MoveCauseBefore)>,
    parts: Vec<MovePart>,
}

impl Walk {
    /// The old plan as it would stand now.
    fn new(input: &ExplainMove, old: &Plan, before: &DebtPlan, committed: i64) -> Self {
        let start = input.after.start;
        let mut plan = input.before.clone();
        plan.start = start;
        plan.lump_sums.retain(|lump| lump.on >= start);
        let mut balances = vec![];
        plan.debts = vec![];
        for debt in &old.debts {
            let rows = before.schedule.iter().rev().filter(|row| row.on <= start);
            let last = rows.into_iter().find(|row| row.debt == debt.name && row.id == debt.id);
            balances.push(last.map_or(debt.balance_minor, |row| row.balance_minor));
            let known = input.before.debts[debt.place].clone();
            // A debt that was to be gone long ago owes interest from now on.
            let recent = last.map(|row| row.on).filter(|on| plan::later(*on, 1) >= start);
            let interest_from = Some(match last {
                Some(_) => recent.unwrap_or(start),
                None => debt.interest_from,
            });
            plan.debts.push(PlanDebt { due_day: Some(debt.due_day), interest_from, ..known });
        }
        let (at, currency) = (before.cleared_on, old.currency.clone());
        let (ended, waiting, parts) = (at.min(start), vec![], vec![]);
        let mut walk = Self { plan, currency, balances, at, ended, waiting, parts };
        walk.owe();
        // Minimums that are a share have shrunk with the balance; the month's money has not.
        let natural = Plan::new(&walk.plan).map(|plan| simulate::committed(&plan));
        if input.before.committed_minor.is_some() || natural != Ok(committed) {
            walk.plan.committed_minor = Some(committed);
        }
        walk
    }

    fn owe(&mut self) {
        for (debt, balance) in self.plan.debts.iter_mut().zip(&self.balances) {
            debt.balance_minor = (*balance).max(0);
        }
    }

    fn step(
        &mut self,
        cause: MoveCause,
        debt: Option<usize>,
        count: u32,
        minor: i64,
        words: String,
    ) {
        self.owe();
        let name = debt.and_then(|at| self.plan.debts.get(at)).map(|debt| debt.name.clone());
        self.arrive(cause, name, count, minor, words);
    }

    fn arrive(
        &mut self,
        cause: MoveCause,
        debt: Option<String>,
        count: u32,
        minor: i64,
        words: String,
    ) {
        let words = match &debt {
            Some(debt) if self.plan.debts.len() > 1 => format!("{debt}: {words}"),
            _ => words,
        };
        let amount_minor = minor;
        let own = MoveCauseBefore { cause, debt: debt.clone(), count, amount_minor };
        self.waiting.push((words, own));
        let run = Plan::new(&self.plan).ok().and_then(|plan| simulate::run(&plan, false).ok());
        if let Some(run) = run {
            let cleared_on = if run.months > 0 { run.cleared_on } else { self.ended };
            let days = (cleared_on - self.at).num_days();
            let (words, mut with): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.waiting).into_iter().unzip();
            with.pop();
            let words = words.join(" and ");
            self.at = cleared_on;
            // These are always put in place, and worth a word only where it shows.
            let silent = match cause {
                MoveCause::Calendar | MoveCause::Money | MoveCause::Strategy => true,
                MoveCause::Interest => minor == 0,
                _ => false,
            };
            if days != 0 || !silent {
                self.parts.push(MovePart { cause, debt, count, amount_minor, days, with, words });
            }
        }
    }

    /// What happened to each debt, one kind after the other.
    fn events(&mut self, tallies: &[Tally], after: &SimulateDebts) {
        type Part = fn(&Tally) -> (u32, i64);
        let kinds: [(MoveCause, Part, i64); 5] = [
            (MoveCause::Missed, |tally| tally.missed, 1),
            (MoveCause::Short, |tally| tally.short, 1),
            (MoveCause::Over, |tally| tally.over, -1),
            (MoveCause::Fee, |tally| tally.fees, 1),
            (MoveCause::Charge, |tally| tally.charges, 1),
        ];
        for (cause, part, sign) in kinds {
            for (at, tally) in tallies.iter().enumerate() {
                let (count, minor) = part(tally);
                if minor != 0 {
                    self.balances[at] = self.balances[at].saturating_add(sign * minor);
                    let words = happened(cause, count, &self.money(minor));
                    self.step(cause, Some(at), count, minor, words);
                }
            }
        }
        for at in 0..self.plan.debts.len() {
            let now = after.debts.iter().find(|debt| same(debt, &self.plan.debts[at]));
            let difference =
                now.map_or(0, |now| now.balance_minor.saturating_sub(self.balances[at]));
            let from = now.map(|now| now.interest_from.unwrap_or(after.start));
            let moved = from.is_some_and(|from| self.plan.debts[at].interest_from != Some(from));
            self.plan.debts[at].interest_from = from.or(self.plan.debts[at].interest_from);
            if difference != 0 || moved {
                self.balances[at] = self.balances[at].saturating_add(difference);
                let words = format!("interest and corrections of {}", self.money(difference));
                self.step(MoveCause::Interest, Some(at), 0, difference, words);
            }
        }
    }

    /// What the debts are now: rates, terms, new and old ones.
    fn debts(&mut self, after: &SimulateDebts) {
        let due = |debt: &PlanDebt| debt.due_day.or(Some(after.start.day()));
        for cause in [MoveCause::Rate, MoveCause::Terms] {
            for at in 0..self.plan.debts.len() {
                let was = &self.plan.debts[at];
                let Some(now) = after.debts.iter().find(|debt| same(debt, was)) else { continue };
                let interest_from = was.interest_from;
                let mut next = PlanDebt { due_day: due(now), interest_from, ..now.clone() };
                if cause == MoveCause::Rate {
                    let (minimum_minor, minimum) = (was.minimum_minor, was.minimum);
                    let (due_day, fee_minor) = (was.due_day, was.fee_minor);
                    next = PlanDebt { minimum_minor, minimum, due_day, fee_minor, ..next };
                }
                let balance_minor = was.balance_minor;
                let changed = PlanDebt { balance_minor, ..next.clone() } != *was;
                self.plan.debts[at] = next;
                if changed {
                    let words = match cause {
                        MoveCause::Rate => format!("the rate is {} %", now.apr),
                        _ => "its terms changed".into(),
                    };
                    self.step(cause, Some(at), 0, 0, words);
                }
            }
        }
        for now in &after.debts {
            if !self.plan.debts.iter().any(|debt| same(debt, now)) {
                self.plan.debts.push(PlanDebt { due_day: due(now), ..now.clone() });
                self.balances.push(now.balance_minor);
                let words = format!("new, {}", self.money(now.balance_minor));
                let at = self.plan.debts.len() - 1;
                self.step(MoveCause::Added, Some(at), 1, now.balance_minor, words);
            }
        }
        let gone = |debt: &&PlanDebt| !after.debts.iter().any(|now| same(now, debt));
        for gone in self.plan.debts.clone().iter().filter(gone) {
            self.remove(gone);
        }
    }

    fn remove(&mut self, gone: &PlanDebt) {
        let Some(at) = self.plan.debts.iter().position(|debt| same(debt, gone)) else { return };
        self.plan.debts.remove(at);
        let minor = self.balances.remove(at);
        let named = |name: &String| *name == gone.name || Some(name) == gone.id.as_ref();
        self.plan.order.retain(|name| !named(name));
        for lump in &mut self.plan.lump_sums {
            lump.debt = lump.debt.take().filter(|name| !named(name));
        }
        let words = format!("no longer in the plan, {}", self.money(minor));
        self.arrive(MoveCause::Removed, Some(gone.name.clone()), 1, minor, words);
    }

    /// The money there is, then all that is left: the new plan itself.
    fn rest(&mut self, after: &SimulateDebts) {
        let minor = after.extra_minor.saturating_sub(self.plan.extra_minor);
        self.plan.extra_minor = after.extra_minor;
        self.plan.lump_sums.clone_from(&after.lump_sums);
        self.plan.budgets.clone_from(&after.budgets);
        self.plan.committed_minor = after.committed_minor;
        self.step(MoveCause::Money, None, 0, minor, "other money a month".into());
        self.plan = after.clone();
        self.balances = after.debts.iter().map(|debt| debt.balance_minor).collect();
        self.step(MoveCause::Strategy, None, 0, 0, "another order of payment".into());
    }

    fn money(&self, minor: i64) -> String {
        money::plain(minor, &self.currency)
    }
}

/// One debt in two plans: by id where both have one, else by name.
fn same(one: &PlanDebt, other: &PlanDebt) -> bool {
    match (&one.id, &other.id) {
        (Some(one), Some(other)) => one == other,
        _ => one.name.trim() == other.name.trim(),
    }
}

fn happened(cause: MoveCause, count: u32, money: &str) -> String {
    let of = |one: &str, many: &str| match count {
        0 | 1 => format!("{one} of {money}"),
        _ => format!("{count} {many} of {money}"),
    };
    match (cause, count) {
        (MoveCause::Missed, 1) => "one payment missed".into(),
        (MoveCause::Missed, _) => format!("{count} payments missed"),
        (MoveCause::Short, _) => format!("{money} paid too little"),
        (MoveCause::Over, _) => format!("{money} more paid"),
        (MoveCause::Fee, _) => of("fee", "fees"),
        _ => of("new charge", "new charges"),
    }
}

fn told(before: &DebtPlan, after: &DebtPlan, parts: Vec<MovePart>) -> MovedDate {
    let (before_on, after_on) = (before.cleared_on, after.cleared_on);
    let shown = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    let days = |days: i64| format!("{days:+} {}", if days.abs() == 1 { "day" } else { "days" });
    let moving = parts.iter().filter(|part| part.days != 0);
    let causes = moving.map(|part| format!("{} ({})", part.words, days(part.days)));
    let causes = causes.collect::<Vec<_>>().join(", ");
    let words = match (before_on == after_on, causes.is_empty()) {
        (true, true) => format!("{}: unchanged", shown(before_on)),
        (true, false) => format!("{}: unchanged; {causes}", shown(before_on)),
        (false, _) => format!("{} → {}: {causes}", shown(before_on), shown(after_on)),
    };
    MovedDate {
        before_on,
        after_on,
        debt_free_before: before.debt_free_on,
        debt_free_after: after.debt_free_on,
        days: (after_on - before_on).num_days(),
        parts,
        words,
    }
}

#[cfg(test)]
mod tests;
