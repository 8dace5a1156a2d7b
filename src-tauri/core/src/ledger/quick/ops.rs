//! What a typed line means in this file, and storing it.
use super::words::meant;
use super::{Found, Line, Uncounted, read};
use crate::db::Id;
use crate::ledger::{self, Account, AddTransaction, ListCategories, Transaction, sql};
use crate::{Error, Result, Tx, money};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuickLine {
    /// As in `12.50 coffee @cash yesterday`.
    pub text: String,
    /// Where it goes when no account is named; the one used last unless told.
    #[serde(default)]
    pub account_id: Option<Id>,
}

/// A part of a typed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuickPart {
    Amount,
    Currency,
    Payee,
    Account,
    Category,
    Day,
}

/// Why something is taken to be so that was not quite said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuickGuess {
    /// The account of the row that was typed last.
    LastAccount,
    OnlyAccount,
    /// The first account in the currency that was said.
    ItsCurrency,
    /// The account that the caller has in sight.
    InSight,
    /// The category of this payee's last transaction.
    AsLastTime,
    /// No day was said: today.
    Today,
    /// The nearest such weekday, or day of a year.
    NearestDay,
    /// A point or comma before three digits.
    Thousands,
    /// In the account's currency, at the rate of the day.
    Converted,
}

/// What was understood of a line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuickChip {
    pub part: QuickPart,
    /// The first character of it in the line; null where it does not stand there.
    pub from: Option<u32>,
    /// The character after its last.
    pub to: Option<u32>,
    /// For people: a name, `-12.50`, `2026-11-20`.
    pub value: String,
    /// Null where it was said.
    pub guess: Option<QuickGuess>,
}

/// What keeps a line from being stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuickTrouble {
    NoAmount,
    TooManyDecimals,
    TooLarge,
    NoAccount,
    /// Nothing begins like that.
    Unknown,
    /// Several begin like that.
    Ambiguous,
    /// More than one was named.
    Twice,
    /// In a currency that the account does not have, on a day without a rate.
    NoRate,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuickFault {
    pub part: QuickPart,
    pub trouble: QuickTrouble,
    /// What it is about, as it was typed.
    pub about: String,
    /// What could be meant.
    pub candidates: Vec<String>,
    pub message: String,
}

/// The transaction that a line would become.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuickTransaction {
    pub account_id: Id,
    pub day: NaiveDate,
    pub amount_minor: i64,
    pub payee: Option<String>,
    pub category_id: Option<Id>,
    pub memo: String,
}

impl From<QuickTransaction> for AddTransaction {
    fn from(quick: QuickTransaction) -> Self {
        let QuickTransaction { account_id, day, amount_minor, payee, category_id, memo } = quick;
        let (status, external_id) = (None, None);
        Self { account_id, day, amount_minor, payee, category_id, memo, status, external_id }
    }
}

/// A typed line as it is understood.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuickRead {
    pub chips: Vec<QuickChip>,
    /// What is missing or wrong; nothing when it can be stored.
    pub faults: Vec<QuickFault>,
    /// What would be added.
    pub transaction: Option<QuickTransaction>,
    /// As far as it is known; money in is positive.
    pub amount_minor: Option<i64>,
    /// Of the amount.
    pub currency: String,
    pub day: NaiveDate,
}

pub async fn read_quick(tx: &mut Tx, input: QuickLine) -> Result<QuickRead> {
    understand(tx, &input).await
}

pub async fn add_quick(tx: &mut Tx, input: QuickLine) -> Result<Transaction> {
    let QuickRead { faults, transaction, .. } = understand(tx, &input).await?;
    match transaction {
        Some(transaction) => ledger::add_transaction(tx, transaction.into()).await,
        None => {
            let all: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            Err(Error::invalid("text", all.join("; ")))
        }
    }
}

async fn understand(tx: &mut Tx, input: &QuickLine) -> Result<QuickRead> {
    let home = ledger::get_household(tx, crate::op::Nothing {}).await?.currency;
    let mut accounts = ledger::accounts(tx).await?;
    accounts.retain(|account| account.closed_on.is_none());
    let own: Vec<String> = accounts.iter().map(|account| account.currency.clone()).collect();
    let line = read(&input.text, tx.today(), &own);
    let mut found = Findings::default();
    let day = found.day(&line, tx.today());
    let wanted = found.currency(&line);
    let account = found.account(tx, &line, input.account_id, &accounts, wanted.as_deref()).await?;
    let kept_in = account.map_or(home, |account| account.currency.clone());
    let typed_in = wanted.unwrap_or(kept_in.clone());
    let typed = found.amount(&line, &typed_in);
    let (payee, category_id) = found.names(tx, &line).await?;
    let (mut amount, mut memo) = (typed, String::new());
    if let (Some(minor), true) = (typed, account.is_some() && typed_in != kept_in) {
        amount = found.converted(tx, minor, (&typed_in, &kept_in), day, &mut memo).await?;
    }
    found.sort();
    let Findings { chips, faults } = found;
    let transaction = match (account, amount, faults.is_empty()) {
        (Some(account), Some(amount_minor), true) => Some(QuickTransaction {
            account_id: account.id,
            day,
            amount_minor,
            payee,
            category_id,
            memo,
        }),
        _ => None,
    };
    let amount_minor = amount.or(typed);
    let currency = if amount.is_some() { kept_in } else { typed_in };
    Ok(QuickRead { chips, faults, transaction, amount_minor, currency, day })
}

#[derive(Default)]
struct Findings {
    chips: Vec<QuickChip>,
    faults: Vec<QuickFault>,
}

impl Findings {
    fn chip(&mut self, part: QuickPart, place: Option<(usize, usize)>, value: &str) {
        self.guessed(part, place, value, None);
    }

    fn guessed(
        &mut self,
        part: QuickPart,
        place: Option<(usize, usize)>,
        value: &str,
        guess: Option<QuickGuess>,
    ) {
        let (from, to) = place.map(|(from, to)| (from as u32, to as u32)).unzip();
        self.chips.push(QuickChip { part, from, to, value: value.into(), guess });
    }

    fn fault(&mut self, part: QuickPart, trouble: QuickTrouble, about: &str, message: String) {
        let (about, candidates) = (about.into(), vec![]);
        self.faults.push(QuickFault { part, trouble, about, candidates, message });
    }

    fn sort(&mut self) {
        self.chips.sort_by_key(|chip| chip.part as u8);
        self.faults.sort_by_key(|fault| fault.part as u8);
    }

    fn day(&mut self, line: &Line, today: NaiveDate) -> NaiveDate {
        let (day, place, guess) = match &line.day {
            Some(said) => {
                let guess = (!said.it.is_certain).then_some(QuickGuess::NearestDay);
                (said.it.day, Some((said.from, said.to)), guess)
            }
            None => (today, None, Some(QuickGuess::Today)),
        };
        self.guessed(QuickPart::Day, place, &day.to_string(), guess);
        day
    }

    /// The currency that was said, beside the amount or at it.
    fn currency(&mut self, line: &Line) -> Option<String> {
        if let Some(found) = &line.currency {
            self.chip(QuickPart::Currency, Some((found.from, found.to)), &found.it);
            return Some(found.it.clone());
        }
        let amount = line.amount.as_ref()?;
        let code = amount.it.currency.clone()?;
        self.chip(QuickPart::Currency, Some((amount.from, amount.to)), &code);
        Some(code)
    }

    fn amount(&mut self, line: &Line, currency: &str) -> Option<i64> {
        let Some(found) = &line.amount else {
            let message = "write an amount, as in 12.50".into();
            self.fault(QuickPart::Amount, QuickTrouble::NoAmount, "", message);
            return None;
        };
        match found.it.minor(currency) {
            Ok(minor) => {
                let thousands = found.it.is_unsure && money::exponent(currency) != Some(3);
                let guess = thousands.then_some(QuickGuess::Thousands);
                let place = Some((found.from, found.to));
                let value = money::plain(minor, currency);
                self.guessed(QuickPart::Amount, place, &value, guess);
                Some(minor)
            }
            Err(Uncounted::Decimals) => {
                let message = format!("{currency} has fewer decimals than this amount");
                self.fault(QuickPart::Amount, QuickTrouble::TooManyDecimals, currency, message);
                None
            }
            Err(Uncounted::Size) => {
                let message = "this amount is too large to be true".into();
                self.fault(QuickPart::Amount, QuickTrouble::TooLarge, "", message);
                None
            }
        }
    }

    /// The place of the one that was named; None when none was, or when it was not one.
    fn named(
        &mut self,
        part: QuickPart,
        said: &[Found<String>],
        names: &[String],
    ) -> Option<usize> {
        let what = if part == QuickPart::Account { "account" } else { "category" };
        let first = match said {
            [] => return None,
            [one] => one,
            [_, second, ..] => {
                let message = format!("name one {what}, not two");
                self.fault(part, QuickTrouble::Twice, &second.it, message);
                return None;
            }
        };
        let found = meant(&first.it, names.iter().map(String::as_str));
        if let [one] = found.as_slice() {
            self.chip(part, Some((first.from, first.to)), &names[*one]);
            return Some(*one);
        }
        let (trouble, places) = match found.is_empty() {
            true => (QuickTrouble::Unknown, (0..names.len()).collect()),
            false => (QuickTrouble::Ambiguous, found),
        };
        let candidates: Vec<String> =
            places.into_iter().take(MOST).map(|at| names[at].clone()).collect();
        let (about, list) = (&first.it, candidates.join(", "));
        let message = match (trouble, candidates.is_empty()) {
            (QuickTrouble::Unknown, true) => format!("there is no {what} yet"),
            (QuickTrouble::Unknown, false) => {
                format!("no {what} begins with \"{about}\"; there is {list}")
            }
            _ => format!("\"{about}\" could be {list}; write more of the {what}'s name"),
        };
        self.fault(part, trouble, about, message);
        if let Some(fault) = self.faults.last_mut() {
            fault.candidates = candidates;
        }
        None
    }

    async fn account<'a>(
        &mut self,
        tx: &mut Tx,
        line: &Line,
        in_sight: Option<Id>,
        accounts: &'a [Account],
        currency: Option<&str>,
    ) -> Result<Option<&'a Account>> {
        let part = QuickPart::Account;
        if !line.accounts.is_empty() {
            let names: Vec<String> = accounts.iter().map(|account| account.name.clone()).collect();
            return Ok(self.named(part, &line.accounts, &names).map(|at| &accounts[at]));
        }
        let by_id = |id: Id| accounts.iter().find(|account| account.id == id);
        let fits = |account: &&Account| currency.is_none_or(|code| account.currency == code);
        let used = sql::accounts_typed_in(tx).await?;
        let last = || used.iter().filter_map(|id| by_id(*id));
        // Where the currency is said, an account that has it goes before the last.
        let fitting = || last().find(fits).map(|account| (account, QuickGuess::LastAccount));
        let by_currency = || {
            let account = accounts.iter().find(|account| currency.is_some() && fits(account))?;
            Some((account, QuickGuess::ItsCurrency))
        };
        let guess = match (in_sight.and_then(by_id), accounts) {
            (Some(account), _) => Some((account, QuickGuess::InSight)),
            (None, [only]) => Some((only, QuickGuess::OnlyAccount)),
            _ => fitting()
                .or_else(by_currency)
                .or_else(|| last().next().map(|account| (account, QuickGuess::LastAccount))),
        };
        if let Some((account, guess)) = guess {
            self.guessed(part, None, &account.name, Some(guess));
            return Ok(Some(account));
        }
        let candidates: Vec<String> =
            accounts.iter().take(MOST).map(|account| account.name.clone()).collect();
        let message = match candidates.as_slice() {
            [] => "open an account first".into(),
            names => format!("say which account, as in @{}: {}", names[0], names.join(", ")),
        };
        self.fault(part, QuickTrouble::NoAccount, "", message);
        if let Some(fault) = self.faults.last_mut() {
            fault.candidates = candidates;
        }
        Ok(None)
    }

    /// The payee as the file spells it, and the category.
    async fn names(&mut self, tx: &mut Tx, line: &Line) -> Result<(Option<String>, Option<Id>)> {
        let known = match &line.payee {
            Some(payee) => sql::payee_by_name(tx, &payee.it).await?,
            None => None,
        };
        let payee = line.payee.as_ref().map(|said| {
            let name = known.as_ref().map_or(said.it.clone(), |known| known.name.clone());
            self.chip(QuickPart::Payee, Some((said.from, said.to)), &name);
            name
        });
        let categories = ledger::list_categories(tx, ListCategories::default()).await?;
        if !line.categories.is_empty() {
            let by = |path: bool| {
                let name = |one: &ledger::CategoryCount| match path {
                    true => one.path.clone(),
                    false => one.category.name.clone(),
                };
                categories.iter().map(name).collect::<Vec<String>>()
            };
            // By its own name; by the names above it where that leaves several.
            let own = match line.categories.as_slice() {
                [one] => meant(&one.it, by(false).iter().map(String::as_str)),
                _ => vec![],
            };
            let names = by(own.len() != 1);
            let found = self.named(QuickPart::Category, &line.categories, &names);
            return Ok((payee, found.map(|at| categories[at].category.id)));
        }
        let last = match known {
            Some(payee) => sql::last_category(tx, payee.id).await?,
            None => None,
        };
        let last = last.and_then(|id| categories.iter().find(|one| one.category.id == id));
        if let Some(one) = last {
            let guess = Some(QuickGuess::AsLastTime);
            self.guessed(QuickPart::Category, None, &one.category.name, guess);
        }
        Ok((payee, last.map(|one| one.category.id)))
    }

    /// The amount in the account's own currency; the memo says what it was.
    async fn converted(
        &mut self,
        tx: &mut Tx,
        minor: i64,
        (from, to): (&str, &str),
        day: NaiveDate,
        memo: &mut String,
    ) -> Result<Option<i64>> {
        let known = ledger::rates_between(tx, day, day).await?.rate(from, to, day);
        let worth = known.and_then(|known| {
            let factor = ledger::rates::factor(from, to, known.rate)?;
            Some((ledger::rates::worth(minor, factor)?, known.rate))
        });
        let Some((worth, rate)) = worth else {
            let message = format!(
                "the account is in {to} and no rate of {from} is known for {day}; write what it \
                 came to in {to}, or choose another account"
            );
            self.fault(QuickPart::Currency, QuickTrouble::NoRate, from, message);
            return Ok(None);
        };
        let rate = ledger::rates::rounded(rate, 6).unwrap_or(rate);
        let typed = money::plain(minor.saturating_abs(), from);
        *memo = format!("{typed} {from} × {rate}");
        for chip in self.chips.iter_mut().filter(|chip| chip.part == QuickPart::Amount) {
            (chip.value, chip.guess) = (money::plain(worth, to), Some(QuickGuess::Converted));
        }
        Ok(Some(worth))
    }
}

/// The most names that are listed to choose from.
const MOST: usize = 8;
