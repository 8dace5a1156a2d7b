//! Where the debts stand today: what is kept of them and what the ledger tells, brought together.
use super::follow::{self, Followed, Outcome};
use super::interest;
use super::payments::{self, ASKED_DAYS, Expected};
use super::plan::Owed;
use super::replay::{Anchor, DebtMonth, Fact, Record, Replay, replay};
use super::*;
use crate::db::Id;
use crate::ledger::{self, AccountBalance, AccountSpan, FoundRow, ListAccounts, RowsWanted};
use crate::{Code, Error, Result, Tx};
use chrono::{Days, NaiveDate};
use sqlx::types::Json;
use std::collections::{HashMap, HashSet};

/// All debts, archived ones too, and how they are paid off, by currency.
pub struct Standing {
    pub today: NaiveDate,
    debts: Vec<Known>,
    /// By currency, the home currency first.
    payoffs: Vec<Outcome>,
    accounts: HashMap<Id, String>,
    payees: HashMap<Id, String>,
}

/// A debt with what was found of it.
struct Known {
    followed: Followed,
    /// With what is only proposed, the oldest first.
    facts: Vec<DebtFact>,
}

/// Brings it all together.
pub async fn of(tx: &mut Tx) -> Result<Standing> {
    let today = tx.today();
    let (debts, entries) = (sql::debts(tx).await?, sql::entries(tx).await?);
    if debts.is_empty() {
        let (accounts, payees) = (HashMap::new(), HashMap::new());
        return Ok(Standing { today, debts: vec![], payoffs: vec![], accounts, payees });
    }
    let mut choices = sql::choices(tx).await?;
    let home = ledger::get_household(tx, crate::op::Nothing {}).await?.currency;
    for debt in &debts {
        if !choices.iter().any(|choice| choice.currency == debt.currency) {
            choices.push(no_choice(&debt.currency));
        }
    }
    choices.retain(|choice| debts.iter().any(|debt| debt.currency == choice.currency));
    choices.sort_by_key(|choice| (choice.currency != home, choice.currency.clone()));
    let accounts = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    let spans = ledger::account_spans(tx, today).await?;
    let rows = rows(tx, &debts, &entries, today).await?;
    let ids: Vec<Id> = debts.iter().filter_map(|debt| debt.payee_id).collect();
    let payees = ledger::names_of_payees(tx, &ids).await?;
    let all_facts = found(&debts, &choices, &rows, &entries)?;
    let mut known = vec![];
    for (debt, facts) in debts.into_iter().zip(all_facts) {
        let record = record(&debt, &facts, &rows, (&accounts, &spans), today)?;
        known.push(Known { followed: Followed { debt, record }, facts });
    }
    let mut payoffs = vec![];
    for choice in choices {
        let of = known.iter().filter(|one| one.followed.debt.currency == choice.currency);
        let of: Vec<Followed> = of.map(|one| one.followed.clone()).collect();
        payoffs.push(follow::follow(choice, &of, today)?);
    }
    let accounts = accounts.into_iter().map(|one| (one.account.id, one.account.name)).collect();
    Ok(Standing { today, debts: known, payoffs, accounts, payees })
}

/// How debts are paid off before anything was chosen: the cheapest way, with no more than the
/// minimums.
fn no_choice(currency: &str) -> PayoffChoice {
    PayoffChoice {
        id: Id::nil(),
        currency: currency.to_owned(),
        strategy: Strategy::Avalanche,
        extra_minor: 0,
        rollover: true,
        smallest_first: 1,
        custom_order: Json(vec![]),
        lump_sums: Json(vec![]),
        budgets: Json(vec![]),
        agreed: Json(None),
        agreed_on: None,
        version: 0,
    }
}

/// What an account owes at the end of a day, by the ledger.
pub async fn owed_in_ledger(tx: &mut Tx, account_id: Id, on: NaiveDate) -> Result<i64> {
    let all = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    let found = all.iter().find(|one| one.account.id == account_id);
    let Some(account) = found else { return Ok(0) };
    let wanted = RowsWanted {
        accounts: vec![account_id],
        from: on.succ_opt().unwrap_or(on),
        to: NaiveDate::MAX,
        ..RowsWanted::default()
    };
    let rows = ledger::find_rows(tx, &wanted).await?;
    let after: i64 = rows.iter().map(|row| row.amount_minor).sum();
    Ok(after.saturating_sub(account.balance_minor))
}

async fn rows(
    tx: &mut Tx,
    debts: &[Debt],
    entries: &[DebtEntry],
    today: NaiveDate,
) -> Result<Vec<FoundRow>> {
    let Some(from) = debts.iter().map(|debt| debt.opened_on).min() else { return Ok(vec![]) };
    let wanted = RowsWanted {
        accounts: debts.iter().filter_map(|debt| debt.account_id).collect(),
        payees: payments::payees(debts.iter()),
        ids: entries.iter().filter_map(|entry| entry.transaction_id).collect(),
        from,
        to: today,
    };
    let mut rows = ledger::find_rows(tx, &wanted).await?;
    // Who is linked to nothing is looked for among the newest.
    let unlinked = |debt: &&Debt| {
        debt.account_id.is_none() && debt.payee_id.is_none() && debt.archived_on.is_none()
    };
    if let Some(opened) = debts.iter().filter(unlinked).map(|debt| debt.opened_on).min() {
        let asked = today.checked_sub_days(Days::new(ASKED_DAYS)).unwrap_or(today);
        let briefs = ledger::briefs(tx, None, (opened.max(asked), today), false).await?;
        rows.extend(briefs.into_iter().map(|brief| FoundRow {
            id: brief.id,
            account_id: brief.account_id,
            payee_id: None,
            day: brief.day,
            amount_minor: brief.amount_minor,
            text: brief.text,
            imported: brief.batch_id.is_some(),
        }));
    }
    // Of two that are the same, the one whose payee is known.
    rows.sort_by_key(|row| (row.day, row.id, row.payee_id.is_none()));
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// What happened to each debt, in their order.
fn found(
    debts: &[Debt],
    choices: &[PayoffChoice],
    rows: &[FoundRow],
    entries: &[DebtEntry],
) -> Result<Vec<Vec<DebtFact>>> {
    let agreed: HashMap<&str, _> = choices
        .iter()
        .filter_map(|choice| Some((choice.currency.as_str(), follow::agreed_payments(choice)?)))
        .collect();
    let mut expected = vec![];
    for debt in debts {
        let terms = terms(debt)?;
        let first = later_due(&terms, debt.opened_on);
        let (from, owed) = (debt.opened_on, debt.opening_minor);
        let interest = interest::on_balance(terms.convention, &terms.rates, owed, from, first);
        let cost = interest.unwrap_or(0).saturating_add(terms.fee_minor);
        let planned = agreed.get(debt.currency.as_str());
        expected.push(Expected {
            debt,
            minimum_minor: terms.rule.asks(owed, cost).unwrap_or(0).min(owed.saturating_add(cost)),
            planned: Box::new(move |day| planned?.on(debt.id, day)),
        });
    }
    let each = 0..debts.len();
    Ok(each.map(|at| payments::facts(&expected, at, rows, entries)).collect())
}

fn later_due(terms: &Owed, after: NaiveDate) -> NaiveDate {
    super::replay::due_after(terms.due_day, after)
}

/// A debt's terms, checked.
fn terms(debt: &Debt) -> Result<Owed> {
    Ok(super::plan::owed(0, &debt.in_plan(debt.opening_minor, debt.opened_on), debt.opened_on)?)
}

fn record(
    debt: &Debt,
    facts: &[DebtFact],
    rows: &[FoundRow],
    (accounts, spans): (&[AccountBalance], &[AccountSpan]),
    today: NaiveDate,
) -> Result<Record> {
    let own = |row: &&FoundRow| Some(row.account_id) == debt.account_id;
    // A bank's statements hold its own interest; an account kept by hand does not.
    let posted = rows.iter().filter(own).any(|row| row.imported && row.day > debt.opened_on);
    let mut opening = debt.opening_minor;
    let account = accounts.iter().find(|one| Some(one.account.id) == debt.account_id);
    if let (true, Some(account)) = (posted, account) {
        let after = rows.iter().filter(own).filter(|row| row.day > debt.opened_on);
        let after: i64 = after.map(|row| row.amount_minor).sum();
        opening = after.saturating_sub(account.balance_minor);
    }
    let sure = facts.iter().filter(|fact| !fact.proposed && fact.day <= today);
    let sure: Vec<Fact> = sure
        .map(|fact| Fact { on: fact.day, kind: fact.kind, amount_minor: fact.amount_minor })
        .collect();
    let span = |span: &&AccountSpan| !posted || Some(span.id) == debt.account_id;
    let open = spans.iter().filter(span).filter(|span| !span.closed || posted);
    let by_hand = facts.iter().filter(|fact| fact.kind == EntryKind::Payment && !fact.proposed);
    let first = by_hand.map(|fact| fact.day).min();
    let linked = debt.account_id.is_some() || debt.payee_id.is_some();
    let seen_from = match linked {
        true => Some(debt.opened_on),
        false => first.and_then(|day| day.checked_sub_days(Days::new(31))),
    };
    // Where nothing is linked, the person is the ledger.
    let known_until = if linked { open.filter_map(|span| span.last).max() } else { Some(today) };
    Ok(Record {
        terms: terms(debt)?,
        anchor: Anchor { on: debt.opened_on, balance_minor: opening },
        facts: sure,
        posted,
        seen_from,
        known_until,
    })
}

impl Standing {
    /// How the debts of a currency would be paid off by another choice.
    pub fn follow(&self, choice: PayoffChoice) -> Result<PayoffNow> {
        let of = self.debts.iter().filter(|one| one.followed.debt.currency == choice.currency);
        let of: Vec<Followed> = of.map(|one| one.followed.clone()).collect();
        Ok(follow::follow(choice, &of, self.today)?.now)
    }

    /// All debts as they are shown.
    pub fn shown(&self) -> Vec<ShownDebt> {
        self.debts.iter().map(|one| self.show(one)).collect()
    }

    /// How each currency's debts are paid off.
    pub fn payoffs(self) -> Vec<PayoffNow> {
        self.payoffs.into_iter().map(|one| one.now).collect()
    }

    fn outcome(&self, debt: &Debt) -> Option<&Outcome> {
        self.payoffs.iter().find(|one| one.now.currency == debt.currency)
    }

    fn replay(&self, debt: &Debt) -> Option<&Replay> {
        self.outcome(debt)?.until_today.get(&debt.id)
    }

    fn show(&self, one: &Known) -> ShownDebt {
        let Followed { debt, record } = &one.followed;
        let outcome = self.outcome(debt);
        let replay = self.replay(debt);
        let balance = replay.map_or(debt.opening_minor, Replay::known_minor);
        let plan = outcome.and_then(|one| one.now.plan.as_ref());
        let own = Some(debt.id.to_string());
        let payoff = plan.and_then(|plan| plan.payoffs.iter().find(|payoff| payoff.id == own));
        let months = replay.map_or(&[][..], |replay| &replay.months);
        let over = months.iter().rev().find(|m| m.state.is_some() && m.on < self.today);
        let missed = over.filter(|month| {
            matches!(month.state, Some(PaymentState::Missed | PaymentState::Short))
        });
        let limit = debt.terms.0.limit_minor.filter(|limit| *limit > 0);
        let archived = debt.archived_on.is_some();
        ShownDebt {
            account_name: debt.account_id.and_then(|id| self.accounts.get(&id).cloned()),
            payee_name: debt.payee_id.and_then(|id| self.payees.get(&id).cloned()),
            balance_minor: balance,
            reckoned_minor: replay.map_or(0, |replay| replay.reckoned_minor),
            paid_percent: paid_percent(record.anchor.balance_minor, balance),
            apr: record.terms.rates.percent_on(self.today),
            used_percent: limit.map(|limit| share(balance.max(0), limit)),
            next: self.next(&one.followed).filter(|_| !archived),
            missed: missed.and_then(|m| follow::payment(debt, m)).filter(|_| !archived),
            paid_off_on: payoff.map(|payoff| payoff.on).filter(|_| !archived),
            known_until: record.seen_from.and(record.known_until),
            proposals: one.facts.iter().filter(|fact| fact.proposed).count() as u32,
            settled: balance <= 0,
            debt: debt.clone(),
        }
    }

    /// What is due next of a debt: still this month, or by the plan.
    fn next(&self, one: &Followed) -> Option<DuePayment> {
        let debt = &one.debt;
        let now = &self.outcome(debt)?.now;
        let due = |one: &&DuePayment| one.debt_id == debt.id && one.state == PaymentState::Due;
        let planned = || {
            let own = debt.id.to_string();
            let mut rows = now.plan.as_ref()?.schedule.iter();
            let row = rows.find(|row| row.id.as_ref() == Some(&own) && row.payment_minor > 0)?;
            let cost = row.interest_minor + row.fee_minor;
            let before = row.balance_minor + row.payment_minor - cost;
            let asked = one.record.terms.rule.asks(before, cost).unwrap_or(row.payment_minor);
            Some(DuePayment {
                debt_id: debt.id,
                name: debt.name.clone(),
                currency: debt.currency.clone(),
                on: row.on,
                planned_minor: row.payment_minor,
                minimum_minor: asked.min(row.payment_minor),
                paid_minor: 0,
                state: PaymentState::Due,
            })
        };
        now.due.iter().find(due).cloned().or_else(planned)
    }

    /// A debt's page.
    pub fn page(&self, id: Id) -> Result<DebtPage> {
        let one = self.known(id)?;
        let debt = &one.followed.debt;
        let months: Vec<DebtMonth> =
            self.replay(debt).map_or_else(Vec::new, |replay| replay.months.clone());
        let mut facts = one.facts.clone();
        payments::split(&mut facts, &months);
        facts.reverse();
        let own = Some(id.to_string());
        let plan = self.outcome(debt).and_then(|one| one.now.plan.as_ref());
        let rows = plan.map_or(&[][..], |plan| &plan.schedule);
        let schedule = rows.iter().filter(|row| row.id == own).cloned().collect();
        Ok(DebtPage { shown: self.show(one), months, facts, schedule })
    }

    fn known(&self, id: Id) -> Result<&Known> {
        let gone = || Error::new(Code::NotFound, "there is no such debt");
        self.debts.iter().find(|one| one.followed.debt.id == id).ok_or_else(gone)
    }

    /// A lender's statement against what is reckoned of that day.
    pub fn reconcile(&self, id: Id, on: NaiveDate, stated_minor: i64) -> Result<Reconciliation> {
        let one = self.known(id)?;
        let Followed { debt, record } = &one.followed;
        let mut before = record.clone();
        before.facts.retain(|fact| fact.kind != EntryKind::Statement || fact.on < on);
        let planned = self.outcome(debt).and_then(|o| follow::agreed_payments(&o.now.choice));
        let planned = |day: NaiveDate| planned.as_ref()?.on(debt.id, day);
        let large = || Error::invalid("balance_minor", "these amounts are too large");
        let done = replay(&before, self.today, on, planned).ok_or_else(large)?;
        let last = before.facts.iter().rev().find(|fact| fact.kind == EntryKind::Statement);
        let since = last.map_or((record.anchor.on, record.anchor.balance_minor), |fact| {
            (fact.on, fact.amount_minor)
        });
        let months = done.months.iter().filter(|month| month.on > since.0);
        let sum = |of: fn(&DebtMonth) -> i64| months.clone().map(of).sum::<i64>();
        let reckoned_minor = done.balance_minor;
        let mut told = Reconciliation {
            on,
            stated_minor,
            reckoned_minor,
            difference_minor: stated_minor.checked_sub(reckoned_minor).ok_or_else(large)?,
            since: since.0,
            since_minor: since.1,
            interest_minor: sum(|month| month.interest_minor),
            fees_minor: sum(|month| month.fee_minor),
            charges_minor: sum(|month| month.charges_minor),
            payments_minor: sum(|month| month.paid_minor.saturating_add(month.assumed_minor)),
            reasons: vec![],
        };
        told.reasons = super::reasons::of(&told, &before, &done, &one.facts);
        Ok(told)
    }
}

fn paid_percent(opening: i64, balance: i64) -> u32 {
    if opening <= 0 || balance <= 0 {
        return if balance <= 0 { 100 } else { 0 };
    }
    let gone = i128::from(opening) - i128::from(balance);
    (gone * 100 / i128::from(opening)).clamp(0, 99) as u32
}

fn share(part: i64, whole: i64) -> i64 {
    i64::try_from(i128::from(part) * 100 / i128::from(whole)).unwrap_or(i64::MAX)
}

/// The payments due from a day till another, each with its debt: those to come, and those that were
/// missed or that the ledger cannot tell of yet.
pub async fn due_between(
    tx: &mut Tx,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Debt, DuePayment)>> {
    let standing = of(tx).await?;
    let mut due = vec![];
    for shown in standing.shown() {
        let months = standing.replay(&shown.debt).map_or(&[][..], |replay| &replay.months);
        let unknown = months.iter().filter(|m| m.state == Some(PaymentState::Unknown));
        let unknown = unknown.filter_map(|month| follow::payment(&shown.debt, month));
        let all: Vec<_> = shown.next.into_iter().chain(shown.missed).chain(unknown).collect();
        due.extend(all.into_iter().map(|payment| (shown.debt.clone(), payment)));
    }
    due.retain(|(_, one)| one.on >= from && one.on <= to);
    due.sort_by(|(_, a), (_, b)| (a.on, &a.name).cmp(&(b.on, &b.name)));
    Ok(due)
}

/// Whom the open debts are paid to: what goes there is a debt's payment, and no bill.
pub async fn payees_of_debts(tx: &mut Tx) -> Result<HashSet<Id>> {
    let open = sql::debts(tx).await?.into_iter().filter(|debt| debt.archived_on.is_none());
    let open: Vec<Debt> = open.collect();
    Ok(payments::payees(open.iter()).into_iter().collect())
}
