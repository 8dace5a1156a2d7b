//! A plan that has been checked and put in one order, so that the order of its input cannot matter:
//! debts stand by name, then id. Rates are whole numbers here, days are months of the plan.
use super::{
    Convention, DebtBudget, Fault, LumpSum, Minimum, Percent, PlanDebt, SimulateDebts, Strategy,
    fault::Reason,
    interest::{self, Rates},
};
use crate::money;
use chrono::{Datelike, Months, NaiveDate};

/// The most debts, lump sums or budgets in a plan.
pub const MOST: usize = 1_000;
/// The largest amount of an input: ten trillion, with two decimals.
pub const MOST_MINOR: i64 = 1_000_000_000_000_000;
/// The highest yearly rate in percent.
pub const MOST_RATE: i64 = 1_000;

/// A checked minimum; shares in millionths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Fixed(i64),
    Share { floor_minor: i64, micro: i64 },
    SharePlusInterest { floor_minor: i64, micro: i64 },
}

impl Rule {
    /// What the lender asks for, even if less is owed.
    pub fn asks(self, balance_minor: i64, interest_and_fee_minor: i64) -> Option<i64> {
        let all = || balance_minor.checked_add(interest_and_fee_minor);
        match self {
            Self::Fixed(amount) => Some(amount),
            Self::Share { floor_minor, micro } => {
                Some(interest::share(all()?, micro)?.max(floor_minor))
            }
            Self::SharePlusInterest { floor_minor, micro } => {
                let share = interest::share(balance_minor, micro)?;
                Some(share.checked_add(interest_and_fee_minor)?.max(floor_minor))
            }
        }
    }
}

/// A checked debt.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    pub name: String,
    pub id: Option<String>,
    /// Its place in the input.
    pub place: usize,
    pub balance_minor: i64,
    pub rates: Rates,
    pub convention: Convention,
    pub rule: Rule,
    pub due_day: u32,
    /// Up to which day its interest is in the balance.
    pub interest_from: NaiveDate,
    pub fee_minor: i64,
    pub limit_minor: Option<i64>,
}

/// Money that comes once, in a month of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lump {
    pub month: u32,
    pub amount_minor: i64,
    pub debt: Option<usize>,
}

/// A checked plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub start: NaiveDate,
    pub currency: String,
    pub strategy: Strategy,
    pub extra_minor: i64,
    pub rollover: bool,
    pub committed_minor: Option<i64>,
    pub smallest_first: usize,
    /// By name, then id.
    pub debts: Vec<Owed>,
    /// Places in `debts`.
    pub order: Vec<usize>,
    /// By month.
    pub lumps: Vec<Lump>,
    /// Months and what is there for each, by month.
    pub budgets: Vec<(u32, i64)>,
}

impl Plan {
    /// Checks an input. The first fault found is told, debts first.
    pub fn new(input: &SimulateDebts) -> Result<Self, Fault> {
        let start = day("start", input.start)?;
        let currency = one_currency(&input.debts)?;
        at_most(&input.lump_sums, "lump_sums")?;
        at_most(&input.budgets, "budgets")?;
        at_most(&input.order, "order")?;
        let mut debts = vec![];
        for (place, debt) in input.debts.iter().enumerate() {
            debts.push(owed(place, debt, start)?);
        }
        debts.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        if let Some(pair) = debts.windows(2).find(|pair| same(&pair[0], &pair[1])) {
            let place = pair[0].place.max(pair[1].place);
            let name = pair[0].name.clone();
            return Err(Reason::SameName { name }.at(format!("debts[{place}].name")));
        }
        let committed_minor =
            input.committed_minor.map(|sum| amount("committed_minor", sum)).transpose()?;
        let mut plan = Self {
            start,
            currency,
            strategy: input.strategy,
            extra_minor: amount("extra_minor", input.extra_minor)?,
            rollover: input.rollover,
            committed_minor,
            smallest_first: input.smallest_first as usize,
            debts,
            order: vec![],
            lumps: vec![],
            budgets: vec![],
        };
        plan.order = plan.places(&input.order)?;
        plan.lumps = plan.lumps(&input.lump_sums)?;
        plan.budgets = plan.budgets(&input.budgets)?;
        Ok(plan)
    }

    /// The debt of that id or name, as its place in `debts`.
    pub fn find(&self, field: &str, name: &str) -> Result<usize, Fault> {
        let name = name.trim();
        let by_id = self.debts.iter().position(|debt| debt.id.as_deref() == Some(name));
        let mut by_name = (0..self.debts.len()).filter(|at| self.debts[*at].name == name);
        match (by_id, by_name.next(), by_name.next()) {
            (Some(at), ..) | (None, Some(at), None) => Ok(at),
            (None, None, _) => Err(Reason::UnknownDebt { name: name.into() }.at(field)),
            (None, Some(_), Some(_)) => Err(Reason::Ambiguous { name: name.into() }.at(field)),
        }
    }

    fn places(&self, names: &[String]) -> Result<Vec<usize>, Fault> {
        let mut order = vec![];
        for (index, name) in names.iter().enumerate() {
            let field = format!("order[{index}]");
            let place = self.find(&field, name)?;
            if order.contains(&place) {
                return Err(Reason::Twice { name: name.clone() }.at(field));
            }
            order.push(place);
        }
        Ok(order)
    }

    fn lumps(&self, sums: &[LumpSum]) -> Result<Vec<Lump>, Fault> {
        let mut lumps = vec![];
        for (index, sum) in sums.iter().enumerate() {
            let at = |field: &str| format!("lump_sums[{index}].{field}");
            let on = day(&at("on"), sum.on)?;
            if on < self.start {
                return Err(Reason::BeforeStart { day: on, start: self.start }.at(at("on")));
            }
            let debt = sum.debt.as_deref().map(|name| self.find(&at("debt"), name)).transpose()?;
            let amount_minor = amount(&at("amount_minor"), sum.amount_minor)?;
            lumps.push(Lump { month: self.month_of(on), amount_minor, debt });
        }
        lumps.sort_by_key(|lump| (lump.month, lump.debt, lump.amount_minor));
        Ok(lumps)
    }

    fn budgets(&self, budgets: &[DebtBudget]) -> Result<Vec<(u32, i64)>, Fault> {
        let mut days = vec![];
        for (index, budget) in budgets.iter().enumerate() {
            let at = |field: &str| format!("budgets[{index}].{field}");
            let from = day(&at("from"), budget.from)?;
            if days.iter().any(|(other, _)| *other == from) {
                return Err(Reason::SameDay { day: from }.at(at("from")));
            }
            days.push((from, amount(&at("amount_minor"), budget.amount_minor)?));
        }
        days.sort();
        Ok(days.into_iter().map(|(from, minor)| (self.month_of(from), minor)).collect())
    }

    /// The month of the plan that a day falls in; the first for every day before the start.
    fn month_of(&self, day: NaiveDate) -> u32 {
        let months = crate::day::month_no(day) - crate::day::month_no(self.start);
        let months = u32::try_from(months).unwrap_or(0);
        if later(self.start, months) > day { months.max(1) } else { months + 1 }
    }

    /// The days of payment in a month of the plan: each later than the month's first day, and not
    /// later than the next month's first.
    pub fn dues(&self, month: u32) -> Dues {
        let first = self.start.with_day(1).unwrap_or(self.start);
        let here = later(first, month.saturating_sub(1));
        Dues { start_day: self.start.day(), here, next: later(here, 1) }
    }

    /// The first day of a month of the plan.
    pub fn month_start(&self, month: u32) -> NaiveDate {
        later(self.start, month.saturating_sub(1))
    }

    pub(super) fn field(&self, debt: usize, name: &str) -> String {
        format!("debts[{}].{name}", self.debts[debt].place)
    }
}

/// The first days of the two calendar months that a month of the plan touches.
#[derive(Debug, Clone, Copy)]
pub struct Dues {
    start_day: u32,
    here: NaiveDate,
    next: NaiveDate,
}

impl Dues {
    /// The day on which a debt of that due day is paid; the last day of a shorter month.
    pub fn on(self, due_day: u32) -> NaiveDate {
        let first = if due_day <= self.start_day { self.next } else { self.here };
        let day = (28..=due_day).rev().find_map(|day| first.with_day(day));
        day.or_else(|| first.with_day(due_day)).unwrap_or(first)
    }
}

/// Some months after a day; the last day of a shorter month.
pub(super) fn later(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

fn same(one: &Owed, other: &Owed) -> bool {
    one.name == other.name && one.id == other.id
}

fn at_most<T>(list: &[T], field: &str) -> Result<(), Fault> {
    if list.len() > MOST { Err(Reason::TooMany { most: MOST }.at(field)) } else { Ok(()) }
}

/// A day that can be computed with.
pub(super) fn day(field: &str, day: NaiveDate) -> Result<NaiveDate, Fault> {
    let possible = (1900..=2200).contains(&day.year());
    if possible { Ok(day) } else { Err(Reason::FarDay { day }.at(field)) }
}

/// An amount from nothing to [`MOST_MINOR`].
pub(super) fn amount(field: &str, minor: i64) -> Result<i64, Fault> {
    match minor {
        ..0 => Err(Reason::Negative.at(field)),
        0..=MOST_MINOR => Ok(minor),
        _ => Err(Reason::TooLarge.at(field)),
    }
}

/// A yearly rate in millionths of a percent.
pub(super) fn rate(field: &str, apr: Percent) -> Result<i64, Fault> {
    let wrong = || Reason::NoRate { percent: apr.to_string() }.at(field);
    apr.micro(MOST_RATE).ok_or_else(wrong)
}

/// A currency's code in capitals.
pub(super) fn currency(field: &str, code: &str) -> Result<String, Fault> {
    let code = code.trim().to_uppercase();
    let known = money::exponent(&code).is_some();
    if known { Ok(code) } else { Err(Reason::NoCurrency { code }.at(field)) }
}

fn one_currency(debts: &[PlanDebt]) -> Result<String, Fault> {
    at_most(debts, "debts")?;
    let mut one: Option<String> = None;
    for (index, debt) in debts.iter().enumerate() {
        let field = format!("debts[{index}].currency");
        let other = currency(&field, &debt.currency)?;
        match &one {
            Some(one) if *one != other => {
                return Err(Reason::Currencies { one: one.clone(), other }.at(field));
            }
            _ => one = Some(other),
        }
    }
    one.ok_or_else(|| Reason::NoDebts.at("debts"))
}

/// Checks a debt of a plan that starts on a day.
pub(super) fn owed(place: usize, debt: &PlanDebt, start: NaiveDate) -> Result<Owed, Fault> {
    let at = |field: &str| format!("debts[{place}].{field}");
    let name = debt.name.trim().to_string();
    if name.is_empty() {
        return Err(Reason::NoName.at(at("name")));
    }
    let due_day = debt.due_day.unwrap_or(start.day());
    if !(1..=31).contains(&due_day) {
        return Err(Reason::NoDay { day: due_day }.at(at("due_day")));
    }
    let interest_from = debt.interest_from.unwrap_or(start);
    if interest_from > start || later(interest_from, 2) < start {
        let reason = Reason::NotInterestDay { day: interest_from, start };
        return Err(reason.at(at("interest_from")));
    }
    let limit = debt.limit_minor.map(|minor| amount(&at("limit_minor"), minor));
    Ok(Owed {
        name,
        id: debt.id.clone(),
        place,
        balance_minor: amount(&at("balance_minor"), debt.balance_minor)?,
        rates: rates(debt, at)?,
        convention: debt.convention,
        rule: rule(debt, at)?,
        due_day,
        interest_from,
        fee_minor: amount(&at("fee_minor"), debt.fee_minor)?,
        limit_minor: limit.transpose()?,
    })
}

fn rule(debt: &PlanDebt, at: impl Fn(&str) -> String) -> Result<Rule, Fault> {
    let share = |percent: Percent| {
        let wrong = || Reason::NoShare { percent: percent.to_string() }.at(at("minimum.percent"));
        percent.micro(100).ok_or_else(wrong)
    };
    let floor = |minor: i64| amount(&at("minimum.floor_minor"), minor);
    match (debt.minimum_minor, debt.minimum) {
        (None, None) => Err(Reason::NoMinimum.at(at("minimum_minor"))),
        (Some(_), Some(_)) => Err(Reason::TwoMinimums.at(at("minimum_minor"))),
        (Some(minor), None) => Ok(Rule::Fixed(amount(&at("minimum_minor"), minor)?)),
        (None, Some(Minimum::Fixed { amount_minor })) => {
            Ok(Rule::Fixed(amount(&at("minimum.amount_minor"), amount_minor)?))
        }
        (None, Some(Minimum::Percent { floor_minor, percent })) => {
            Ok(Rule::Share { floor_minor: floor(floor_minor)?, micro: share(percent)? })
        }
        (None, Some(Minimum::PercentPlusInterest { floor_minor, percent })) => {
            let (floor_minor, micro) = (floor(floor_minor)?, share(percent)?);
            Ok(Rule::SharePlusInterest { floor_minor, micro })
        }
    }
}

fn rates(debt: &PlanDebt, at: impl Fn(&str) -> String) -> Result<Rates, Fault> {
    if debt.rate_changes.len() > MOST {
        return Err(Reason::TooMany { most: MOST }.at(at("rate_changes")));
    }
    let mut rates = Rates::fixed(rate(&at("apr"), debt.apr)?);
    let mut changes = vec![];
    for (index, change) in debt.rate_changes.iter().enumerate() {
        let field = |name: &str| at(&format!("rate_changes[{index}].{name}"));
        let micro = rate(&field("apr"), change.apr)?;
        changes.push((day(&field("from"), change.from)?, micro));
    }
    changes.sort();
    if let Some(pair) = changes.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(Reason::SameDay { day: pair[0].0 }.at(at("rate_changes")));
    }
    for (from, micro) in changes {
        rates = rates.then(from, micro);
    }
    if let Some(promo) = debt.promo {
        let until = day(&at("promo.until"), promo.until)?;
        rates = rates.until(until, rate(&at("promo.apr"), promo.apr)?);
    }
    if let Some(last) = debt.grace_until {
        rates = rates.until(day(&at("grace_until"), last)?, 0);
    }
    Ok(rates)
}
