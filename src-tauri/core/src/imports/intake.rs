//! Deciding for each row of a file where it goes. Used alike by the preview, which stores nothing,
//! and by the import, which makes accounts that are missing.
use super::csv::{DayOrder, Hints, Layout};
use super::format::{self, Found};
use super::judge::{Holding, Judge, Outcome};
use super::propose::{Fresh, News};
use super::statement::{Currency, Note, Refused};
use super::unlisted::{self, Listing};
use super::{ImportLayout, ImportTarget, sql};
use crate::db::Id;
use crate::ledger::{self, Account, AddAccount, ListAccounts};
use crate::op::Nothing;
use crate::{Code, Error, Result, Tx};
use chrono::{Days, NaiveDate};
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// What the caller insists on; everything else comes from the file and from what was settled before.
#[derive(Default, Clone)]
pub(super) struct Wanted {
    pub account_id: Option<Id>,
    pub account: Option<String>,
    pub layout: Option<Layout>,
    /// What the file does not say.
    pub hints: Hints,
}

/// A file that is understood: how to read it and where its rows go.
pub(super) struct Understood {
    pub found: Found,
    pub settled: Option<ImportLayout>,
    /// What was known about it from outside.
    pub hints: Hints,
    pub targets: Targets,
    pub span: Span,
}

pub(super) async fn understand(
    tx: &mut Tx,
    name: &str,
    bytes: &[u8],
    wanted: Wanted,
) -> Result<Understood> {
    let accounts = ledger::list_accounts(tx, ListAccounts { include_closed: true }).await?;
    let accounts: Vec<Account> = accounts.into_iter().map(|a| a.account).collect();
    let account = |id: Option<Id>| accounts.iter().find(|a| Some(a.id) == id);
    let mut hints = wanted.hints.clone();
    if let Some(account) = account(wanted.account_id) {
        hints.currency.get_or_insert_with(|| account.currency.clone());
    }
    let mut found = detect(name, bytes, &hints)?;
    let settled = sql::layout(tx, &found.signature).await?;
    let last = settled.as_ref().and_then(|settled| settled.account_id);
    if let Some(before) =
        settled.as_ref().and_then(|s| serde_json::from_str::<Hints>(&s.hints).ok())
        && hints.day_order.is_none()
        && before.day_order.is_some()
    {
        hints.day_order = before.day_order;
        found = detect(name, bytes, &hints)?;
    }
    if found.lacks_currency() || found.asks("currency") {
        let goes = rule(&accounts, wanted.account_id, wanted.account.clone(), &found, last, name)?;
        let known = account(goes.only(&found)).map(|account| account.currency.clone());
        found = in_currency(tx, (name, bytes), known, &hints, found).await?;
    }
    if let Some(layout) = wanted.layout.clone() {
        found.settle(layout);
    } else if let Some(settled) = &settled
        && let Ok(layout) = serde_json::from_str::<Layout>(&settled.layout)
    {
        found.settle(if settled.chosen { layout } else { found.completed(layout) });
    } else if hints.day_order.is_none() && found.asks("day_order") {
        found = by_history(tx, name, bytes, &accounts, (&wanted, last), &hints, found).await?;
    }
    let rule = rule(&accounts, wanted.account_id, wanted.account, &found, last, name)?;
    let span = Span::of(name, bytes, &found)?;
    let mut targets = Targets::new(accounts, rule, found.signature.clone(), span);
    targets.survey(tx, name, bytes, &found).await?;
    targets.listing = unlisted::listing(tx, &mut targets, (name, bytes, &found)).await?;
    Ok(Understood { found, settled, hints, targets, span })
}

/// What currency a file is in that names none: that of the account where its rows go, which is no
/// question, or else of the household, and then it stays one.
async fn in_currency(
    tx: &mut Tx,
    (name, bytes): (&str, &[u8]),
    known: Option<String>,
    hints: &Hints,
    mut found: Found,
) -> Result<Found> {
    if known.is_none() && !found.lacks_currency() {
        return Ok(found);
    }
    let asked = known.is_none().then(|| std::mem::take(&mut found.questions));
    let currency = match known {
        Some(currency) => currency,
        None => ledger::get_household(tx, Nothing {}).await?.currency,
    };
    let message =
        format!("the file does not name its currency; is it {currency}, as of the household?");
    let mut read = detect(name, bytes, &Hints { currency: Some(currency), ..hints.clone() })?;
    if let Some(mut asked) = asked {
        let currency = asked.iter_mut().filter(|note| note.code == "currency");
        currency.for_each(|note| note.message.clone_from(&message));
        read.questions = asked;
    }
    Ok(read)
}

/// An order of day and month that the file leaves open is settled by what its account holds already:
/// rows that were imported before fit in one order only. Else the question stands.
async fn by_history(
    tx: &mut Tx,
    name: &str,
    bytes: &[u8],
    accounts: &[Account],
    (wanted, last): (&Wanted, Option<Id>),
    hints: &Hints,
    found: Found,
) -> Result<Found> {
    let mut known = vec![];
    for order in [DayOrder::DayFirst, DayOrder::MonthFirst] {
        let Ok(read) = detect(name, bytes, &Hints { day_order: Some(order), ..hints.clone() })
        else {
            continue;
        };
        let (id, account) = (wanted.account_id, wanted.account.clone());
        let rule = rule(accounts, id, account, &read, last, name)?;
        let span = Span::of(name, bytes, &read)?;
        let mut targets = Targets::new(accounts.to_vec(), rule, read.signature.clone(), span);
        known.push((targets.count_known(tx, name, bytes, &read).await?, read));
    }
    known.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let decided = matches!(known.as_slice(), [(most, _), (next, _)] if most > next);
    if !decided {
        return Ok(found);
    }
    let (count, mut read) = known.swap_remove(0);
    let message = format!("read in the order of day and month in which {count} rows are known");
    read.warnings.push(Note::new("day_order", message));
    Ok(read)
}

pub(super) fn detect(name: &str, bytes: &[u8], hints: &Hints) -> Result<Found> {
    format::detect(bytes, hints).map_err(|refused| refusal(name, &refused))
}

pub(super) fn refusal(name: &str, refused: &Refused) -> Error {
    let message = format!("{name}, {refused}");
    let place = serde_json::json!({
        "file": name, "line": refused.line, "column": refused.column, "reason": refused.reason,
    });
    Error::invalid("file", message).with_detail(place)
}

/// Where rows go that the file says nothing more about.
enum Rule {
    /// All of them, whatever the file says.
    All(Place),
    /// Those without an account of their own.
    Rest(Place),
}

impl Rule {
    /// The account, if it is there and all rows of the file go to it.
    fn only(&self, found: &Found) -> Option<Id> {
        match self {
            Self::All(place) => place.id,
            Self::Rest(place) => place.id.filter(|_| !found.names_accounts()),
        }
    }
}

#[derive(Clone)]
struct Place {
    id: Option<Id>,
    name: String,
    number: Option<String>,
    reason: &'static str,
}

fn rule(
    accounts: &[Account],
    account_id: Option<Id>,
    account: Option<String>,
    found: &Found,
    last: Option<Id>,
    file: &str,
) -> Result<Rule> {
    let there = |a: &Account, reason| Place {
        id: Some(a.id),
        name: a.name.clone(),
        number: a.number.clone(),
        reason,
    };
    if let Some(id) = account_id {
        let found = accounts.iter().find(|a| a.id == id);
        let found =
            found.ok_or_else(|| Error::invalid("account_id", "there is no such account"))?;
        return Ok(Rule::All(there(found, "chosen")));
    }
    if let Some(name) = account.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()) {
        let found = by_name(accounts, &name);
        let new = Place { id: None, name, number: None, reason: "chosen; it will be opened" };
        return Ok(Rule::All(found.map_or(new, |a| there(a, "chosen"))));
    }
    let single = !found.names_accounts() && found.account_hints.len() == 1;
    let hint = single.then(|| &found.account_hints[0]);
    if let Some(found) = hint.and_then(|h| by_number(accounts, h)) {
        return Ok(Rule::Rest(there(found, "its number stands in the file")));
    }
    let last = last.and_then(|id| accounts.iter().find(|a| a.id == id));
    let other = |a: &&Account| hint.is_some() && a.number.is_some();
    if let Some(found) = last.filter(|a| !other(a)) {
        return Ok(Rule::Rest(there(found, "where this layout went last time")));
    }
    let (name, number) = match hint {
        Some(number) => (number.clone(), Some(number.clone())),
        None => (stem(file), None),
    };
    if let Some(found) = by_name(accounts, &name) {
        return Ok(Rule::Rest(there(found, "it has the file's name")));
    }
    Ok(Rule::Rest(Place { id: None, name, number, reason: "no account fits; it will be opened" }))
}

fn by_name<'a>(accounts: &'a [Account], name: &str) -> Option<&'a Account> {
    accounts.iter().find(|a| a.name.to_lowercase() == name.to_lowercase())
}

fn by_number<'a>(accounts: &'a [Account], number: &str) -> Option<&'a Account> {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = plain(number).to_uppercase();
    accounts.iter().find(|a| a.number.as_deref().is_some_and(|n| plain(n).to_uppercase() == wanted))
}

/// `bank export 2026` for `bank_export_2026.csv`.
fn stem(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = stem.replace(['_', '-'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "Imported".into() } else { words.chars().take(100).collect() }
}

/// One account that rows go to, with what it holds already.
pub(super) struct Slot {
    place: Place,
    pub currency: Currency,
    pub holding: Holding,
    loaded: bool,
}

impl Slot {
    /// Nil while the account does not exist.
    pub fn id(&self) -> Id {
        self.place.id.unwrap_or_default()
    }
}

/// The accounts of one file's rows.
pub(super) struct Targets {
    accounts: Vec<Account>,
    rule: Rule,
    /// Tells the kind of the file.
    signature: String,
    span: Span,
    pub slots: Vec<Slot>,
    /// The accounts that it had to open.
    pub opened: Vec<Id>,
    listing: Listing,
    /// By what the file calls them: empty where it says nothing.
    by_text: FxHashMap<String, Vec<(Currency, usize)>>,
}

impl Targets {
    fn new(accounts: Vec<Account>, rule: Rule, signature: String, span: Span) -> Self {
        let (slots, opened, by_text) = (vec![], vec![], FxHashMap::default());
        let listing = Listing::default();
        Self { accounts, rule, signature, span, slots, opened, listing, by_text }
    }

    /// The slot of a row's account and currency.
    pub fn slot(&mut self, account: Option<&str>, currency: Currency) -> usize {
        let account = account.map(str::trim).filter(|a| !a.is_empty());
        let text = account.unwrap_or_default();
        let known = self.by_text.get(text).and_then(|of| of.iter().find(|of| of.0 == currency));
        if let Some((_, at)) = known {
            return *at;
        }
        let at = self.find(account, currency);
        self.by_text.entry(text.to_owned()).or_default().push((currency, at));
        at
    }

    fn find(&mut self, account: Option<&str>, currency: Currency) -> usize {
        let mut place = match (&self.rule, account) {
            (Rule::All(place), _) | (Rule::Rest(place), None) => place.clone(),
            (Rule::Rest(_), Some(text)) => self.named(text),
        };
        let other = |a: &&Account| Some(a.id) == place.id && a.currency != currency.as_str();
        if self.accounts.iter().any(|a| other(&a)) || self.taken(&place, currency) {
            // An account has one currency; rows in another go beside it.
            let name = format!("{} {}", place.name, currency.as_str());
            place = Place { number: None, ..self.named(&name) };
        }
        let same = |s: &Slot| s.place.name == place.name && s.currency == currency;
        if let Some(at) = self.slots.iter().position(same) {
            return at;
        }
        self.slots.push(Slot { place, currency, holding: Holding::default(), loaded: false });
        self.slots.len() - 1
    }

    /// A new account of this name was begun for another currency by an earlier row.
    fn taken(&self, place: &Place, currency: Currency) -> bool {
        place.id.is_none()
            && self.slots.iter().any(|s| s.place.name == place.name && s.currency != currency)
    }

    fn named(&self, text: &str) -> Place {
        let found = by_number(&self.accounts, text).or_else(|| by_name(&self.accounts, text));
        let reason = if found.is_some() { "named in the file" } else { "named in the file; new" };
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let number = (digits >= 6).then(|| text.to_owned());
        let name = found.map_or_else(|| text.chars().take(100).collect(), |a| a.name.clone());
        Place { id: found.map(|a| a.id), name, number, reason }
    }

    /// Loads what the slot's account holds.
    pub async fn load(&mut self, tx: &mut Tx, at: usize) -> Result<&mut Slot> {
        let slot = &mut self.slots[at];
        if !slot.loaded {
            slot.loaded = true;
            if let Some(id) = slot.place.id {
                let (currency, days) = (slot.currency.as_str(), self.span.days);
                slot.holding = Holding::load(tx, id, currency, days, &self.signature).await?;
            }
        }
        Ok(slot)
    }

    /// As [`Targets::load`]; opens the account when it is missing.
    pub async fn open(&mut self, tx: &mut Tx, at: usize) -> Result<&mut Slot> {
        let slot = &self.slots[at];
        if slot.place.id.is_none() {
            let account = AddAccount {
                name: slot.place.name.clone(),
                kind: None,
                currency: Some(slot.currency.as_str().into()),
                opening_minor: 0,
                number: slot.place.number.clone(),
            };
            let account = ledger::add_account(tx, account).await?;
            self.slots[at].place.id = Some(account.id);
            self.opened.push(account.id);
            self.accounts.push(account);
        }
        self.load(tx, at).await
    }

    /// How many of a file's first rows are known by their keys.
    async fn count_known(
        &mut self,
        tx: &mut Tx,
        name: &str,
        bytes: &[u8],
        found: &Found,
    ) -> Result<usize> {
        let mut rows = found.rows(bytes).map_err(|refused| refusal(name, &refused))?;
        let (mut judge, mut known, mut seen) = (Judge::default(), 0, 0);
        while let (true, Some(row)) = (seen < Span::LOOK, rows.next_row()) {
            seen += 1;
            let Ok(row) = row else { continue };
            let at = self.slot(row.account, row.currency);
            let slot = self.load(tx, at).await?;
            let judged = judge.judge(slot.id(), &mut slot.holding, &row);
            known += usize::from(judged.outcome == Outcome::Known);
        }
        Ok(known)
    }

    /// Looks through a whole file that overlaps with files of other kinds, whose rows can only be
    /// told to be the same by the day.
    async fn survey(&mut self, tx: &mut Tx, name: &str, bytes: &[u8], found: &Found) -> Result<()> {
        if !sql::other_kinds(tx, &self.signature).await? {
            return Ok(());
        }
        let mut rows = found.rows(bytes).map_err(|refused| refusal(name, &refused))?;
        let (mut judge, mut spares) = (Judge::default(), HashMap::new());
        while let Some(row) = rows.next_row() {
            let Ok(row) = row else { continue };
            let at = self.slot(row.account, row.currency);
            let slot = self.load(tx, at).await?;
            if !slot.holding.overlaps() {
                continue;
            }
            spares.entry(at).or_insert_with(|| slot.holding.spare());
            let judged = judge.judge(slot.id(), &mut slot.holding, &row);
            slot.holding.survey(&row, &judged);
        }
        for (at, spare) in spares {
            self.slots[at].holding.surveyed(spare);
        }
        Ok(())
    }

    /// What the file brought beside its rows.
    pub fn fresh(&self) -> News {
        let of = |slot: &Slot| {
            let (first, last) = slot.holding.renewed()?;
            let used = slot.holding.used;
            Some(Fresh { account_id: slot.id(), first, last, used })
        };
        let fresh = self.slots.iter().filter_map(of).collect();
        News { fresh, listing: self.listing.clone() }
    }

    /// What may already be held.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        self.span.days
    }

    /// The keys of the rows that were kept: account, day, keys.
    pub fn kept(self) -> impl Iterator<Item = (Id, NaiveDate, Vec<u8>)> {
        self.slots.into_iter().flat_map(|slot| {
            let id = slot.id();
            slot.holding.kept().map(move |(day, keys)| (id, day, keys))
        })
    }

    pub fn names(&self) -> Vec<String> {
        self.slots.iter().map(|slot| slot.place.name.clone()).collect()
    }

    /// The one account everything went to, if it was one.
    pub fn only(&self) -> Option<Id> {
        match self.slots.as_slice() {
            [slot] => slot.place.id,
            _ => None,
        }
    }

    pub fn shown(&self) -> Vec<ImportTarget> {
        let target = |slot: &Slot| ImportTarget {
            account_id: slot.place.id,
            name: slot.place.name.clone(),
            reason: slot.place.reason.into(),
        };
        self.slots.iter().map(target).collect()
    }
}

/// The days a file covers, as far as a look at its beginning tells, and in which order it runs.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// What may already be held: the file's days and two months around them.
    pub days: (NaiveDate, NaiveDate),
    pub newest_first: bool,
}

impl Span {
    const LOOK: usize = 5000;

    fn of(name: &str, bytes: &[u8], found: &Found) -> Result<Self> {
        let mut rows = found.rows(bytes).map_err(|refused| refusal(name, &refused))?;
        let (mut first, mut last, mut least, mut most) =
            (None, None, NaiveDate::MAX, NaiveDate::MIN);
        let mut seen = 0;
        while let (true, Some(row)) = (seen < Self::LOOK, rows.next_row()) {
            seen += 1;
            if let Ok(row) = row {
                first = first.or(Some(row.day));
                last = Some(row.day);
                (least, most) = (least.min(row.day), most.max(row.day));
            }
        }
        let around = Days::new(60);
        let early = least.checked_sub_days(around).unwrap_or(least);
        let late = most.checked_add_days(around).unwrap_or(most);
        // Years of four digits: stored days compare as text.
        let year = |year| NaiveDate::from_yo_opt(year, 1).unwrap_or_default();
        let days = if seen < Self::LOOK { (early, late) } else { (year(1), year(9999)) };
        Ok(Self { days, newest_first: first > last })
    }
}

/// A file without a single row is a question, not an import.
pub(super) fn empty(name: &str) -> Error {
    Error::new(Code::Invalid, format!("{name} holds no transactions; nothing was stored"))
}
