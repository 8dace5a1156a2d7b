//! The payoff simulation. A month, in this order and no other: interest and fees are added to every
//! open debt; each minimum is paid, at most what is owed; the rest of the month's money goes to the
//! strategy's target and what is left of it to the next, in the same month.
//!
//! The month's money is the minimums as they were in month 1 plus the extra plus lump sums, or the
//! budget where one is given. Without rollover the minimum of a debt that is paid off is not used.
//! A plan of cards is taken to see no new purchases: an average daily balance is then the balance.
use super::{
    DebtPlan, Payoff, PlanRow, Refusal, SimulateDebts, Strategy,
    fault::Reason,
    interest,
    plan::{Owed, Plan},
    strategy::{self, View},
};
use chrono::{Days, NaiveDate};

/// No plan may take longer: 100 years.
pub const MOST_MONTHS: u32 = 1_200;

/// A debt in a month of a computed plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub month: u32,
    /// Place in the plan's debts.
    pub debt: usize,
    pub on: NaiveDate,
    pub interest_minor: i64,
    pub fee_minor: i64,
    pub payment_minor: i64,
    pub balance_minor: i64,
}

/// A computed plan in numbers; [`simulate`] puts names to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub months: u32,
    pub debt_free_on: NaiveDate,
    pub cleared_on: NaiveDate,
    pub interest_minor: i64,
    pub fees_minor: i64,
    pub paid_minor: i64,
    /// What the minimums came to in month 1.
    pub committed_minor: i64,
    /// Debt, month and day, in the order they happen.
    pub payoffs: Vec<(usize, u32, NaiveDate)>,
    /// By month, then by debt; empty where they were not asked for.
    pub rows: Vec<Row>,
}

/// Computes a plan, or says why it cannot work.
pub fn simulate(input: &SimulateDebts) -> Result<DebtPlan, Refusal> {
    let plan = Plan::new(input)?;
    let run = run(&plan, true)?;
    Ok(named(&plan, run))
}

/// Computes a checked plan, with a row for each debt and month if they are wanted.
pub fn run(plan: &Plan, rows: bool) -> Result<Run, Refusal> {
    let terms = match plan.strategy {
        Strategy::ShortestTerm => (0..plan.debts.len()).map(|at| term_alone(plan, at)).collect(),
        _ => vec![],
    };
    let mut state = State::new(plan, terms, rows);
    while !state.open.is_empty() {
        if state.month == MOST_MONTHS {
            return Err(state.too_long());
        }
        state.next_month()?;
    }
    Ok(state.done())
}

/// What a plan's minimums come to in month 1, which its money holds on to.
pub fn committed(plan: &Plan) -> i64 {
    let mut state = State::new(plan, vec![], false);
    state.month = 1;
    // A balance too large to compute with is refused by `run`.
    let _ = state.accrue();
    state.committed()
}

/// Months until a debt's minimum alone has paid it off; more than any plan if it never does.
fn term_alone(plan: &Plan, at: usize) -> u32 {
    let debts = vec![plan.debts[at].clone()];
    let (strategy, lumps, budgets, order) = (Strategy::MinimumsOnly, vec![], vec![], vec![]);
    let currency = plan.currency.clone();
    let alone = Plan { debts, strategy, lumps, budgets, order, currency, ..*plan };
    run(&alone, false).map_or(MOST_MONTHS + 1, |run| run.months)
}

/// Where a debt stands.
#[derive(Debug, Clone, Copy)]
struct Standing {
    balance: i64,
    /// Up to which day interest has been added: its last payment.
    since: NaiveDate,
    /// This month's.
    interest: i64,
    fee: i64,
    minimum: i64,
    payment: i64,
    /// The first month in which it did not fall, and whether it does not now.
    grew: Option<Growth>,
    grows: bool,
}

#[derive(Debug, Clone, Copy)]
struct Growth {
    month: u32,
    minimum: i64,
    payment: i64,
    cost: i64,
    fee: i64,
}

struct State<'a> {
    plan: &'a Plan,
    terms: Vec<u32>,
    keep_rows: bool,
    month: u32,
    debts: Vec<Standing>,
    /// Places of the debts that owe something.
    open: Vec<usize>,
    /// Rates in force, and the strategy's order under them.
    rates: Vec<i64>,
    order: Vec<usize>,
    committed: Option<i64>,
    /// Of this month: all the money there is, and what of it was paid.
    money: i64,
    paid: i64,
    run: Run,
}

impl<'a> State<'a> {
    fn new(plan: &'a Plan, terms: Vec<u32>, keep_rows: bool) -> Self {
        let standing = |debt: &Owed| Standing {
            balance: debt.balance_minor,
            since: debt.interest_from,
            interest: 0,
            fee: 0,
            minimum: 0,
            payment: 0,
            grew: None,
            grows: false,
        };
        let payoffs = (0..plan.debts.len()).filter(|at| plan.debts[*at].balance_minor == 0);
        let run = Run {
            months: 0,
            debt_free_on: plan.start,
            cleared_on: plan.start,
            interest_minor: 0,
            fees_minor: 0,
            paid_minor: 0,
            committed_minor: 0,
            payoffs: payoffs.map(|at| (at, 0, plan.start)).collect(),
            rows: vec![],
        };
        Self {
            plan,
            terms,
            keep_rows,
            month: 0,
            debts: plan.debts.iter().map(standing).collect(),
            open: (0..plan.debts.len()).filter(|at| plan.debts[*at].balance_minor > 0).collect(),
            rates: vec![],
            order: vec![],
            committed: None,
            money: 0,
            paid: 0,
            run,
        }
    }

    fn next_month(&mut self) -> Result<(), Refusal> {
        self.month += 1;
        self.accrue()?;
        let rest = self.pay_minimums()?;
        self.pay_rest(rest);
        let fits = self.close_month().is_some();
        fits.then_some(()).ok_or_else(|| Reason::TooLarge.at("debts").into())
    }

    fn accrue(&mut self) -> Result<(), Refusal> {
        let dues = self.plan.dues(self.month);
        for place in 0..self.open.len() {
            let at = self.open[place];
            let (debt, now) = (&self.plan.debts[at], &mut self.debts[at]);
            let due = dues.on(debt.due_day);
            let interest =
                interest::on_balance(debt.convention, &debt.rates, now.balance, now.since, due);
            let fee = debt.fee_minor;
            let grown = interest.and_then(|interest| {
                let asked = debt.rule.asks(now.balance, interest.checked_add(fee)?)?;
                let balance = now.balance.checked_add(interest)?.checked_add(fee)?;
                // No sum of a month may leave 64 bits.
                (balance < i64::MAX / 4096).then_some((interest, asked, balance))
            });
            let Some((interest, asked, balance)) = grown else {
                return Err(self.beyond(at));
            };
            (now.interest, now.fee, now.since) = (interest, fee, due);
            (now.minimum, now.payment, now.balance) = (asked, 0, balance);
        }
        Ok(())
    }

    /// Pays the minimums, and returns what is left of the month's money.
    fn pay_minimums(&mut self) -> Result<i64, Refusal> {
        let committed = self.committed();
        let asked = self.open.iter().map(|at| self.debts[*at].minimum).fold(0, sum);
        self.paid = 0;
        for place in 0..self.open.len() {
            let at = self.open[place];
            self.pay(at, self.debts[at].minimum);
        }
        if self.plan.strategy == Strategy::MinimumsOnly {
            self.money = asked;
            return Ok(0);
        }
        let budget = self.plan.budgets.iter().rev().find(|(month, _)| *month <= self.month);
        let money = match budget {
            Some((_, budget)) if *budget < self.paid => {
                return Err(self.short(*budget, self.paid));
            }
            Some((_, budget)) => *budget,
            None => sum(committed, self.plan.extra_minor),
        };
        if self.plan.rollover {
            self.money = money.max(self.paid);
            Ok(self.money - self.paid)
        } else {
            let extra = (money - committed).max(0);
            self.money = sum(asked, extra);
            Ok(extra)
        }
    }

    /// Spends what the minimums leave: lump sums for a debt on that debt, the rest by the strategy.
    fn pay_rest(&mut self, rest: i64) {
        let mut rest = rest;
        if self.plan.strategy == Strategy::MinimumsOnly {
            return;
        }
        let (plan, month) = (self.plan, self.month);
        let first = plan.lumps.partition_point(|lump| lump.month < month);
        for lump in plan.lumps[first..].iter().take_while(|lump| lump.month == month) {
            self.money = sum(self.money, lump.amount_minor);
            let used = lump.debt.map_or(0, |at| self.pay(at, lump.amount_minor));
            rest = sum(rest, lump.amount_minor - used);
        }
        if rest > 0 {
            self.sort();
            for place in 0..self.order.len() {
                rest -= self.pay(self.order[place], rest);
            }
        }
    }

    /// Pays at most what is owed, and returns how much that was.
    fn pay(&mut self, at: usize, amount: i64) -> i64 {
        let now = &mut self.debts[at];
        let payment = amount.min(now.balance);
        now.balance -= payment;
        now.payment += payment;
        self.paid += payment;
        payment
    }

    /// Notes what happened; None when the plan's sums leave 64 bits.
    fn close_month(&mut self) -> Option<()> {
        for place in 0..self.open.len() {
            let at = self.open[place];
            let now = &mut self.debts[at];
            let cost = now.interest + now.fee;
            now.grows = now.payment <= cost && cost > 0 && now.balance > 0;
            if now.grows && now.grew.is_none() {
                let (month, minimum, payment) = (self.month, now.minimum, now.payment);
                now.grew = Some(Growth { month, minimum, payment, cost, fee: now.fee });
            }
            self.run.interest_minor = self.run.interest_minor.checked_add(now.interest)?;
            self.run.fees_minor = self.run.fees_minor.checked_add(now.fee)?;
            if self.keep_rows {
                self.run.rows.push(Row {
                    month: self.month,
                    debt: at,
                    on: now.since,
                    interest_minor: now.interest,
                    fee_minor: now.fee,
                    payment_minor: now.payment,
                    balance_minor: now.balance,
                });
            }
            if now.balance == 0 {
                self.run.payoffs.push((at, self.month, now.since));
            }
        }
        self.open.retain(|at| self.debts[*at].balance > 0);
        self.run.paid_minor = self.run.paid_minor.checked_add(self.paid)?;
        Some(())
    }

    /// Brings the strategy's order up to date with the rates in force.
    fn sort(&mut self) {
        let day = self.plan.month_start(self.month);
        let rates = self.plan.debts.iter().map(|debt| debt.rates.on(day));
        if !rates.clone().eq(self.rates.iter().copied()) {
            self.rates = rates.collect();
            let view = View { plan: self.plan, rates: &self.rates, terms: &self.terms };
            self.order = strategy::order(&view);
        }
    }

    /// What the minimums came to in month 1, those of debts that were paid off already included.
    fn committed(&mut self) -> i64 {
        if let Some(committed) = self.committed {
            return committed;
        }
        let asked = |at: usize| match self.plan.debts[at].balance_minor {
            0 => self.plan.debts[at].rule.asks(0, 0).unwrap_or(0),
            _ => self.debts[at].minimum,
        };
        let all = (0..self.debts.len()).map(asked).fold(0, sum);
        let committed = self.plan.committed_minor.unwrap_or(all);
        self.run.committed_minor = committed;
        *self.committed.insert(committed)
    }

    fn done(mut self) -> Run {
        let last = self.run.payoffs.iter().map(|(at, month, on)| (*on, *month, *at)).max();
        let before = last.map_or(self.plan.start, |(_, month, at)| self.paid_before(at, month));
        let last = last.map_or(self.plan.start, |(on, ..)| on);
        self.run.payoffs.sort_by_key(|(at, month, on)| (*month, *on, *at));
        (self.run.months, self.run.debt_free_on) = (self.month, last);
        self.run.cleared_on = self.cleared(before, last);
        self.run
    }

    /// A debt's payment before the one of a month.
    fn paid_before(&self, at: usize, month: u32) -> NaiveDate {
        match month {
            0 | 1 => self.plan.debts[at].interest_from,
            _ => self.plan.dues(month - 1).on(self.plan.debts[at].due_day),
        }
    }

    /// Where between the payment before the last one and that one the money would have sufficed.
    fn cleared(&self, before: NaiveDate, last: NaiveDate) -> NaiveDate {
        if self.month == 0 {
            return last;
        }
        let days = i128::from((last - before).num_days());
        let money = i128::from(self.money.max(1));
        let needed = (days * i128::from(self.paid) + money - 1) / money;
        let needed = u64::try_from(needed.min(days)).unwrap_or(0);
        before.checked_add_days(Days::new(needed)).unwrap_or(last)
    }
}

/// Refusals.
impl State<'_> {
    /// After a hundred years: the debt that has not been falling, or else one that is still there.
    fn too_long(&self) -> Refusal {
        let growing = self.open.iter().copied().filter(|at| self.debts[*at].grows);
        let first = growing.min_by_key(|at| self.debts[*at].grew.map(|grew| grew.month));
        match first.or_else(|| self.open.first().copied()) {
            Some(at) => self.beyond(at),
            None => self.short(0, 0),
        }
    }

    fn beyond(&self, at: usize) -> Refusal {
        let (debt, currency) = (self.plan.debts[at].name.clone(), self.plan.currency.clone());
        let now = self.debts[at];
        let Some(grew) = now.grew.filter(|_| now.grows) else {
            return Refusal::TooLong { debt, currency, balance_minor: now.balance };
        };
        Refusal::Grows {
            debt,
            currency,
            month: grew.month,
            on: self.plan.month_start(grew.month),
            minimum_minor: grew.minimum,
            payment_minor: grew.payment,
            interest_minor: grew.cost,
            fee_minor: grew.fee,
            needed_minor: sum(grew.cost, 1),
            field: self.plan.field(at, "minimum_minor"),
        }
    }

    fn short(&self, budget_minor: i64, minimums_minor: i64) -> Refusal {
        let (currency, month) = (self.plan.currency.clone(), self.month);
        let on = self.plan.month_start(month);
        Refusal::Budget { currency, month, on, budget_minor, minimums_minor }
    }
}

fn sum(one: i64, other: i64) -> i64 {
    one.saturating_add(other)
}

/// Puts names to the numbers.
pub fn named(plan: &Plan, run: Run) -> DebtPlan {
    let name = |at: usize| (plan.debts[at].name.clone(), plan.debts[at].id.clone());
    let payoff = |(at, month, on)| {
        let (name, id) = name(at);
        Payoff { name, id, month, on }
    };
    let row = |row: Row| {
        let (debt, id) = name(row.debt);
        let Row { month, on, interest_minor, fee_minor, payment_minor, balance_minor, .. } = row;
        PlanRow { month, debt, id, on, interest_minor, fee_minor, payment_minor, balance_minor }
    };
    DebtPlan {
        currency: plan.currency.clone(),
        months: run.months,
        debt_free_on: run.debt_free_on,
        cleared_on: run.cleared_on,
        total_interest_minor: run.interest_minor,
        total_fees_minor: run.fees_minor,
        total_paid_minor: run.paid_minor,
        committed_minor: run.committed_minor,
        payoffs: run.payoffs.into_iter().map(payoff).collect(),
        schedule: run.rows.into_iter().map(row).collect(),
    }
}
