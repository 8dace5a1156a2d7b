//! Pairs that look like one and the same: a row typed by hand and the bank's, a pending one and the
//! booked, the two sides of a transfer. Only ever proposed: each has a score of 100 and its reasons,
//! and a person decides. Pure.
use super::foreign::{self, Near};
use crate::db::Id;
use crate::ledger::{Rates, rates};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// A transaction as it is compared.
#[derive(Debug, Clone, Default)]
pub struct Candidate {
    pub id: Id,
    pub account_id: Id,
    pub day: NaiveDate,
    pub amount_minor: i64,
    /// Payee, the bank's words and memo.
    pub text: String,
    pub pending: bool,
}

/// Why two look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Equal amounts (opposite ones, for a transfer).
    Amount,
    /// The booked amount is near the pending one; value: how far apart, in minor units.
    AmountNear,
    /// Value: how many days apart.
    Days,
    /// Value: how alike the words are, of 100.
    Words,
    /// The same number of a cheque or reference stands in both.
    Number,
    /// One names the other's account.
    Account,
    /// A word for transfers stands in one of them.
    TransferWord,
    /// Amounts in two currencies that meet at the day's rate; value: how far off, in hundredths of a
    /// percent.
    Rate,
    /// Value: how many others fit one of the two as well.
    Rivals,
    /// It names another of one's own accounts.
    NamesOwn,
    /// Its category holds transfers.
    TransferCategory,
}

/// One reason, with its figure where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    pub code: ReasonCode,
    pub value: i64,
    /// The day's rate, as decimal text: so much of the currency that came for one of what left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
}

impl Reason {
    pub(super) fn new(code: ReasonCode, value: i64) -> Self {
        Self { code, value, rate: None }
    }
}

/// Two that look like one, by their places in the lists given.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub new: usize,
    pub other: usize,
    /// Of 100.
    pub score: u32,
    pub reasons: Vec<Reason>,
}

/// From here on a pair needs no look: the same amount, a day apart at most (a pending one may be booked
/// some days later), told by its words, and nothing else fits either of the two.
pub const CERTAIN: u32 = 95;
/// Less is not worth a look.
const LEAST: i64 = 60;
const EQUAL_AMOUNT: i64 = 55;
const NEAR_AMOUNT: i64 = 35;
/// Hundredths of a percent off the day's rate that take a point from an equal amount.
const OFF_A_POINT: i64 = 15;
const SAME_DAY: i64 = 25;
const SAME_WORDS: i64 = 20;
/// When one of them says nothing.
const NO_WORDS: i64 = 8;
/// A typed row is off by a weekend; a pending one is booked within two weeks.
const TYPED_WITHIN: i64 = 5;
const PENDING_WITHIN: i64 = 14;

const TRANSFER_WORDS: &[&str] = &[
    "transfer",
    "überweisung",
    "umbuchung",
    "übertrag",
    "dauerauftrag",
    "traspaso",
    "transferencia",
    "virement",
    "bonifico",
    "giroconto",
    "overboeking",
    "przelew",
    "överföring",
    "overførsel",
];

/// Which of the new rows may be one of the others, in the same account. Each takes part once.
pub fn same(new: &[Candidate], others: &[Candidate]) -> Vec<Pair> {
    let mut by_day: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
    for (at, other) in others.iter().enumerate() {
        by_day.entry(other.day).or_default().push(at);
    }
    let mut pairs = vec![];
    for (at, row) in new.iter().enumerate() {
        let within = chrono::Days::new(PENDING_WITHIN as u64);
        let from = row.day.checked_sub_days(within).unwrap_or(row.day);
        let to = row.day.checked_add_days(within).unwrap_or(row.day);
        for other in by_day.range(from..=to).flat_map(|(_, rows)| rows) {
            let scored = same_score(row, &others[*other]);
            pairs.extend(scored.map(|(score, reasons)| Pair {
                new: at,
                other: *other,
                score,
                reasons,
            }));
        }
    }
    best(pairs, |pair| [(0, pair.new), (1, pair.other)])
}

fn same_score(new: &Candidate, other: &Candidate) -> Option<(u32, Vec<Reason>)> {
    let days = (new.day - other.day).num_days().abs();
    if new.account_id != other.account_id || (days > TYPED_WITHIN && !other.pending) {
        return None;
    }
    let words = alike(&new.text, &other.text);
    let apart = new.amount_minor - other.amount_minor;
    let (amount, reason) = if apart == 0 {
        (EQUAL_AMOUNT, Reason::new(ReasonCode::Amount, 0))
    } else {
        // Tips and exchange rates move a pending amount, by a quarter at most.
        let near = apart.unsigned_abs() <= other.amount_minor.unsigned_abs() / 4;
        let known = words.is_some_and(|words| words >= 50);
        if !(other.pending && !new.pending && near && known) {
            return None;
        }
        (NEAR_AMOUNT, Reason::new(ReasonCode::AmountNear, apart))
    };
    let a_day = if other.pending { 1 } else { 4 };
    let mut score = amount + (SAME_DAY - a_day * days).max(0);
    let mut reasons = vec![reason, Reason::new(ReasonCode::Days, days)];
    score += words.map_or(NO_WORDS, |words| words * SAME_WORDS / 100);
    reasons.extend(words.map(|value| Reason::new(ReasonCode::Words, value)));
    if share_number(&new.text, &other.text) {
        score += SAME_WORDS;
        reasons.push(Reason::new(ReasonCode::Number, 0));
    }
    let sure = apart == 0 && (days <= 1 || other.pending);
    let most = if sure { 100 } else { i64::from(CERTAIN) - 1 };
    (score >= LEAST).then(|| (score.min(most) as u32, reasons))
}

/// What is known of own accounts, and of what their currencies were worth.
#[derive(Debug, Default)]
pub struct Own {
    /// What an account is called, in small letters.
    pub named: FxHashMap<Id, Vec<String>>,
    pub currency: FxHashMap<Id, String>,
    pub rates: Rates,
}

impl Own {
    pub(super) fn currency(&self, row: &Candidate) -> &str {
        self.currency.get(&row.account_id).map_or("", String::as_str)
    }
}

/// Which rows are the two sides of a transfer between own accounts at most `within` days apart, at
/// least one of them new. In a pair, `new` is the side the money left.
pub fn transfers(
    rows: &[Candidate],
    is_new: impl Fn(&Candidate) -> bool,
    within: i64,
    own: &Own,
) -> Vec<Pair> {
    let mut by_amount: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.amount_minor > 0) {
        by_amount.entry(row.amount_minor).or_default().push(at);
    }
    by_amount.values_mut().for_each(|rows_in| rows_in.sort_by_key(|at| rows[*at].day));
    let mut pairs = vec![];
    for (at, out) in rows.iter().enumerate().filter(|(_, row)| row.amount_minor < 0) {
        let Some(into) = by_amount.get(&-out.amount_minor) else { continue };
        let days_after = |other: &usize| (rows[*other].day - out.day).num_days();
        let from = into.partition_point(|other| days_after(other) < -within);
        for other in into[from..].iter().take_while(|other| days_after(other) <= within) {
            let inward = &rows[*other];
            let apart = own.currency(out) != own.currency(inward);
            if apart || inward.account_id == out.account_id || !(is_new(out) || is_new(inward)) {
                continue;
            }
            let amount = Reason::new(ReasonCode::Amount, 0);
            let (score, reasons) = transfer_score(out, inward, own, (EQUAL_AMOUNT, amount));
            if i64::from(score) >= LEAST {
                pairs.push(Pair { new: at, other: *other, score, reasons });
            }
        }
    }
    for Near { out, into, off, rate } in foreign::near(rows, is_new, within, own) {
        let rate = rates::rounded(rate, 6).map(|rate| rate.to_string());
        let amount = Reason { rate, ..Reason::new(ReasonCode::Rate, off) };
        let amount = (EQUAL_AMOUNT - off / OFF_A_POINT, amount);
        let (score, reasons) = transfer_score(&rows[out], &rows[into], own, amount);
        // Amounts that only nearly meet want a look.
        let score = score.min(CERTAIN - 1);
        if i64::from(score) >= LEAST {
            pairs.push(Pair { new: out, other: into, score, reasons });
        }
    }
    best(pairs, |pair| [(0, pair.new), (0, pair.other)])
}

fn transfer_score(
    out: &Candidate,
    inward: &Candidate,
    own: &Own,
    (points, amount): (i64, Reason),
) -> (u32, Vec<Reason>) {
    let days = (inward.day - out.day).num_days().abs();
    let mut score = points + (SAME_DAY - 5 * days).max(0);
    let mut reasons = vec![amount, Reason::new(ReasonCode::Days, days)];
    let texts = [out.text.to_lowercase(), inward.text.to_lowercase()];
    let names = |text: &str, account: Id| {
        own.named.get(&account).is_some_and(|names| names.iter().any(|name| text.contains(name)))
    };
    if names(&texts[0], inward.account_id) || names(&texts[1], out.account_id) {
        score += SAME_WORDS;
        reasons.push(Reason::new(ReasonCode::Account, 0));
    } else if texts.iter().any(|text| TRANSFER_WORDS.iter().any(|word| text.contains(word))) {
        score += NO_WORDS;
        reasons.push(Reason::new(ReasonCode::TransferWord, 0));
    }
    (score.min(100) as u32, reasons)
}

/// The best pairs, so that nothing is in two; equal ones in the order they came. Where another would
/// have fitted as well, none is certain.
fn best(mut pairs: Vec<Pair>, members: impl Fn(&Pair) -> [(u8, usize); 2]) -> Vec<Pair> {
    let mut fits: FxHashMap<(u8, usize), i64> = FxHashMap::default();
    pairs.iter().flat_map(&members).for_each(|member| *fits.entry(member).or_default() += 1);
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.score));
    let mut taken = HashSet::new();
    pairs.retain_mut(|pair| {
        let members = members(pair);
        let free = members.iter().all(|member| !taken.contains(member));
        taken.extend(members.into_iter().filter(|_| free));
        let rivals: i64 = members.iter().map(|member| fits.get(member).map_or(0, |n| n - 1)).sum();
        if rivals > 0 {
            pair.score = pair.score.min(CERTAIN - 1);
            pair.reasons.push(Reason::new(ReasonCode::Rivals, rivals));
        }
        free
    });
    pairs
}

/// How alike two texts are, of 100; none when one of them says nothing.
fn alike(a: &str, b: &str) -> Option<i64> {
    let plain = |text: &str| {
        let words = text.to_lowercase();
        words.chars().filter(|c| c.is_alphabetic()).collect::<String>()
    };
    let (a, b) = (plain(a), plain(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    // The shorter often stands inside the longer, between a bank's own words.
    let inside = a.len().min(b.len()) >= 4 && (a.contains(&b) || b.contains(&a));
    Some(if inside { 100 } else { (strsim::sorensen_dice(&a, &b) * 100.0).round() as i64 })
}

/// A number of four digits or more, a year apart, that stands in both.
fn share_number(a: &str, b: &str) -> bool {
    let numbers = |text: &'_ str| -> HashSet<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() >= 4);
        runs.filter(|run| !(run.len() == 4 && run.starts_with("20"))).map(String::from).collect()
    };
    !numbers(a).is_disjoint(&numbers(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(id: u128, account: u128, day: u32, amount_minor: i64, text: &str) -> Candidate {
        Candidate {
            id: Id::from_u128(id),
            account_id: Id::from_u128(account),
            day: NaiveDate::from_ymd_opt(2026, 3, 1 + day % 28).unwrap(),
            amount_minor,
            text: text.into(),
            pending: false,
        }
    }

    #[test]
    fn a_typed_row_is_found_again_two_days_later_with_its_reasons() {
        let typed = [row(1, 1, 3, -1500, "Cinema"), row(2, 1, 3, -1600, "Cinema")];
        let pairs = same(&[row(9, 1, 5, -1500, "KINO CINEMA BERLIN")], &typed);
        assert_eq!((pairs.len(), pairs[0].other, pairs[0].score), (1, 0, 92));
        let codes: Vec<_> = pairs[0].reasons.iter().map(|r| (r.code, r.value)).collect();
        let words = (ReasonCode::Words, 100);
        assert_eq!(codes, [(ReasonCode::Amount, 0), (ReasonCode::Days, 2), words]);
    }

    #[test]
    fn what_is_days_apart_is_never_certain_but_what_was_pending_is() {
        let typed = row(1, 1, 3, -1500, "Gym 88123");
        let score = |other: &Candidate, day| {
            same(&[row(9, 1, day, -1500, "GYM 88123")], std::slice::from_ref(other))[0].score
        };
        assert_eq!((score(&typed, 4), score(&typed, 5)), (100, CERTAIN - 1));
        assert_eq!(score(&Candidate { pending: true, ..typed }, 6), 100);
    }

    #[test]
    fn a_pending_amount_may_move_but_only_under_the_same_words() {
        let pending = Candidate { pending: true, ..row(1, 1, 1, -10_000, "Hotel Post") };
        let booked =
            |amount, text| same(&[row(9, 1, 9, amount, text)], std::slice::from_ref(&pending));
        assert_eq!(booked(-11_500, "HOTEL POST").len(), 1);
        assert_eq!(booked(-11_500, "Fuel").len(), 0);
        assert_eq!(booked(-20_000, "HOTEL POST").len(), 0);
    }

    #[test]
    fn both_sides_of_a_transfer_find_each_other_once() {
        let rows = [
            row(1, 1, 3, -50_000, "Transfer to Savings"),
            row(2, 2, 4, 50_000, "Credit"),
            row(3, 2, 4, 50_000, "Salary"),
            row(4, 1, 4, 50_000, "same account"),
        ];
        let named = FxHashMap::from_iter([(Id::from_u128(2), vec!["savings".to_string()])]);
        let own = Own { named, ..Own::default() };
        let pairs = transfers(&rows, |_| true, 4, &own);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].new, pairs[0].other, pairs[0].score), (0, 1, 94), "3 fits as well");
        let pairs = transfers(&rows[..2], |_| true, 4, &own);
        assert_eq!(pairs[0].score, CERTAIN);
        assert!(transfers(&rows, |_| false, 4, &own).is_empty(), "none is new");
    }

    fn some_rows() -> impl Strategy<Value = Vec<Candidate>> {
        let one = (1u128..4, 0u32..28, -3i64..4, "[ab]{0,3}");
        prop::collection::vec(one, 0..30).prop_map(|rows| {
            let rows = rows.into_iter().enumerate();
            rows.map(|(at, (account, day, amount, text))| {
                row(at as u128, account, day, amount, &text)
            })
            .collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_is_in_two_pairs(rows in some_rows(), others in some_rows()) {
            let pairs = same(&rows, &others);
            let distinct = |at: fn(&Pair) -> usize| pairs.iter().map(at).collect::<HashSet<_>>().len();
            prop_assert_eq!(distinct(|p| p.new), pairs.len());
            prop_assert_eq!(distinct(|p| p.other), pairs.len());
            prop_assert!(pairs.iter().all(|p| p.score <= 100 && i64::from(p.score) >= LEAST));
            let pairs = transfers(&rows, |_| true, 4, &Own::default());
            let both: HashSet<_> = pairs.iter().flat_map(|p| [p.new, p.other]).collect();
            prop_assert_eq!(both.len(), 2 * pairs.len());
            for pair in pairs {
                prop_assert_eq!(rows[pair.new].amount_minor, -rows[pair.other].amount_minor);
                prop_assert_ne!(rows[pair.new].account_id, rows[pair.other].account_id);
            }
        }
    }
}
