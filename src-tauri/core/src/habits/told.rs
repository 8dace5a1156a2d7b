//! What charges say of a habit's days, and how that goes together with what was said by hand. Pure:
//! charges in, marks out; nothing of it is ever stored, so a late statement re-judges by itself.
use super::check::Measure;
use super::plan::{Kind, Mark, Plan, State, amount, number};
use super::quantity::{MAX_UNITS, ONE, Quantity};
use crate::db::Id;
use crate::ledger::{AccountSpan, AccountSpending, SpentDay};
use chrono::{Days as Span, NaiveDate};
use std::collections::{BTreeMap, HashSet};

/// A refund looks back over so many days for charges to take from.
pub const REFUND_DAYS: u64 = 60;

/// What is left of a day's charges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Charged {
    pub charges: i64,
    pub minor: i64,
}

/// Charges of one currency, less what came back: a refund takes from the newest charges up to its
/// day, no further back than [`REFUND_DAYS`]. A day all of whose charges came back has none. What is
/// left of a day is decided by it and the days after it alone.
pub fn settled(days: &[SpentDay]) -> BTreeMap<NaiveDate, Charged> {
    let mut left: Vec<(NaiveDate, Charged)> = vec![];
    for day in days {
        if day.charges > 0 {
            left.push((day.day, Charged { charges: day.charges, minor: day.out_minor }));
        }
        let mut back = day.back_minor;
        for (on, charged) in left.iter_mut().rev() {
            if back <= 0 || number(day.day) - number(*on) > REFUND_DAYS as i32 {
                break;
            }
            let taken = back.min(charged.minor);
            charged.minor -= taken;
            back -= taken;
        }
    }
    left.into_iter().filter(|(_, charged)| charged.minor > 0).collect()
}

/// What is left of the charges of each day between two, of one currency or of all.
pub fn charged(
    spent: &[AccountSpending],
    currency: Option<&str>,
    (from, until): (NaiveDate, NaiveDate),
) -> BTreeMap<NaiveDate, Charged> {
    let mut by_currency: BTreeMap<&str, BTreeMap<NaiveDate, SpentDay>> = BTreeMap::new();
    for account in spent.iter().filter(|one| currency.is_none_or(|code| code == one.currency)) {
        let days = by_currency.entry(&account.currency).or_default();
        for day in &account.days {
            let blank = SpentDay { charges: 0, out_minor: 0, back_minor: 0, ..*day };
            let sum = days.entry(day.day).or_insert(blank);
            sum.charges += day.charges;
            sum.out_minor += day.out_minor;
            sum.back_minor += day.back_minor;
        }
    }
    let mut all: BTreeMap<NaiveDate, Charged> = BTreeMap::new();
    for days in by_currency.into_values() {
        let days: Vec<SpentDay> = days.into_values().collect();
        for (day, left) in settled(&days).range(from..=until.max(from)) {
            let sum = all.entry(*day).or_default();
            sum.charges += left.charges;
            sum.minor += left.minor;
        }
    }
    all
}

/// An account that is behind the newest one by more days than this is not waited for.
const REST_DAYS: u64 = 45;

/// Until when the ledger knows, and which account it waits for: the earliest last day of the open
/// accounts that such charges come from. Where none are known, whatever there is has to do.
pub fn known_until(
    spans: &[AccountSpan],
    involved: &HashSet<Id>,
) -> (Option<NaiveDate>, Option<Id>) {
    let asked = spans.iter().filter(|span| !span.closed && involved.contains(&span.id));
    let asked: Vec<(NaiveDate, Id)> =
        asked.filter_map(|span| span.last.map(|last| (last, span.id))).collect();
    let Some(newest) = asked.iter().map(|(last, _)| *last).max() else {
        return (spans.iter().filter_map(|span| span.last).max(), None);
    };
    let still = newest.checked_sub_days(Span::new(REST_DAYS)).unwrap_or(newest);
    let behind = asked.into_iter().filter(|(last, _)| *last >= still).min();
    (behind.map(|(last, _)| last), behind.map(|(_, id)| id))
}

/// Everything the ledger says of a stretch of a habit's days.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub measure: Measure,
    /// Of the currency that amounts are counted in.
    pub exponent: u32,
    /// The stretch: from no earlier than the habit's first day to no later than its last.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Of days after it only charges are known.
    pub known_until: Option<NaiveDate>,
    /// A day before this one is over.
    pub today: NaiveDate,
    pub charged: BTreeMap<NaiveDate, Charged>,
}

impl Told {
    /// What the ledger knows of a day; none if it cannot know yet.
    pub fn says(&self, plan: &Plan, day: NaiveDate) -> Option<Mark> {
        if day < self.from || day > self.until {
            return None;
        }
        let charged = self.charged.get(&day).copied();
        let is_known = day < self.today && self.known_until.is_some_and(|until| day <= until);
        let charged = charged.or(is_known.then(Charged::default))?;
        let units = match self.measure {
            Measure::Count => Quantity(charged.charges.saturating_mul(ONE.0)),
            Measure::Amount => in_units(charged.minor, self.exponent),
        };
        let (said, amount) = match plan.kind {
            Kind::Build | Kind::Avoid => (charged.charges > 0, None),
            Kind::Measured => (units >= plan.target, Some(units)),
            Kind::Limit => (units <= plan.target, Some(units)),
        };
        Some(Mark { day, state: if said { State::Yes } else { State::No }, amount })
    }

    /// The marks it gives by itself: every charge, and of what is to be kept low each day without
    /// one. A day on which nothing was done needs no mark to be one.
    fn marks(&self, plan: &Plan) -> Vec<Mark> {
        if !matches!(plan.kind, Kind::Limit | Kind::Avoid) {
            let days = self.charged.keys();
            return days.filter_map(|day| self.says(plan, *day)).collect();
        }
        let days = self.from.iter_days().take_while(|day| *day <= self.until);
        days.filter_map(|day| self.says(plan, day)).collect()
    }

    /// Whether a day without a mark is one that nothing can be known of yet. Today stays open for
    /// what is to be done.
    pub fn awaits(&self, plan: &Plan, day: NaiveDate) -> bool {
        let is_known = self.known_until.is_some_and(|until| day <= until);
        let is_open = day == self.today && matches!(plan.kind, Kind::Build | Kind::Measured);
        day >= self.from && !is_known && !is_open
    }

    /// Whether today's end would be one that the ledger knows of.
    pub fn knows_today(&self) -> bool {
        self.known_until.is_some_and(|until| until >= self.today)
    }
}

/// Minor units of a currency as units of a habit, half-even where a currency has more than three
/// digits.
fn in_units(minor: i64, exponent: u32) -> Quantity {
    let thousandths = match 3u32.checked_sub(exponent) {
        Some(more) => i128::from(minor) * 10i128.pow(more),
        None => half_even(minor.into(), 10i128.pow(exponent.min(20) - 3)),
    };
    let most = i128::from(MAX_UNITS) * i128::from(ONE.0);
    Quantity(thousandths.clamp(0, most) as i64)
}

/// A quotient rounded to the nearest whole number, to the even one of two.
pub fn half_even(number: i128, by: i128) -> i128 {
    let (whole, rest) = (number.div_euclid(by), number.rem_euclid(by));
    match (rest * 2).cmp(&by) {
        std::cmp::Ordering::Less => whole,
        std::cmp::Ordering::Greater => whole + 1,
        std::cmp::Ordering::Equal => whole + whole.rem_euclid(2),
    }
}

/// Marks by hand, and on days of which they say nothing those of the ledger; which of them are its.
pub fn merged(plan: &Plan, by_hand: &[Mark], told: &Told) -> (Vec<Mark>, HashSet<NaiveDate>) {
    let said: HashSet<NaiveDate> =
        by_hand.iter().filter(|mark| says(plan, mark)).map(|mark| mark.day).collect();
    let mut told = told.marks(plan);
    told.retain(|mark| !said.contains(&mark.day));
    let days: HashSet<NaiveDate> = told.iter().map(|mark| mark.day).collect();
    let mut all: Vec<Mark> =
        by_hand.iter().filter(|mark| !days.contains(&mark.day)).copied().collect();
    all.extend(told);
    (all, days)
}

/// Whether a mark by hand says anything of its day; a note alone does not.
pub fn says(plan: &Plan, mark: &Mark) -> bool {
    mark.state == State::Skip || amount(plan, mark).is_some()
}

/// From when to when charges decide the days between two others.
pub fn reach(from: NaiveDate, until: NaiveDate, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let later = until.checked_add_days(Span::new(REFUND_DAYS)).unwrap_or(until);
    (from, later.min(today))
}

#[cfg(test)]
#[path = "told_tests.rs"]
mod tests;
