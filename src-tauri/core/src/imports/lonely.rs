//! Transactions that look like a side of a transfer between own accounts while the other side is not
//! there: their category holds transfers, or their text names another account of one's own. Pure.
use super::matching::{Reason, ReasonCode};
use crate::db::Id;
use crate::ledger::Account;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// A transaction that is in no transfer.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    pub id: Id,
    /// The import that brought it.
    pub batch_id: Id,
    pub account_id: Id,
    pub day: NaiveDate,
    /// Payee, the bank's words and memo.
    pub text: &'a str,
    /// Its category holds transfers.
    pub transfer: bool,
}

/// Shorter names stand in too many words.
const SHORTEST: usize = 4;
/// A name in more than a tenth of an account's rows, and in more than these, is a word of its bank's:
/// `Visa`, where a card of that name is kept as an account.
const OFTEN: usize = 10;

/// What accounts are called, in small letters: by name and by number.
pub fn named<'a>(accounts: impl Iterator<Item = &'a Account>) -> FxHashMap<Id, Vec<String>> {
    let names = |account: &Account| {
        let names = [Some(&account.name), account.number.as_ref()].into_iter().flatten();
        let names = names.map(|name| name.trim().to_lowercase());
        names.filter(|name| name.chars().count() >= SHORTEST).collect()
    };
    accounts.map(|account| (account.id, names(account))).collect()
}

/// Which other account a text names; of several, the one with the longest name.
pub fn names(text: &str, own: Id, named: &FxHashMap<Id, Vec<String>>) -> Option<Id> {
    longest(standing(text, own, named).into_iter())
}

fn longest<'n>(names: impl Iterator<Item = (&'n str, Id)>) -> Option<Id> {
    names.max_by_key(|(name, id)| (name.len(), *id)).map(|(_, id)| id)
}

/// The names of other accounts that stand in a text, in whole words.
fn standing<'n>(text: &str, own: Id, named: &'n FxHashMap<Id, Vec<String>>) -> Vec<(&'n str, Id)> {
    let text = text.to_lowercase();
    let others = named.iter().filter(|(id, _)| **id != own);
    let all = others.flat_map(|(id, names)| names.iter().map(move |name| (name.as_str(), *id)));
    all.filter(|(name, _)| stands_in(&text, name)).collect()
}

fn stands_in(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    })
}

/// Those that look like one side of a transfer, each with why.
pub fn find<'a>(
    sides: &[Side<'a>],
    named: &FxHashMap<Id, Vec<String>>,
) -> Vec<(Side<'a>, Vec<Reason>)> {
    let standing: Vec<_> =
        sides.iter().map(|side| standing(side.text, side.account_id, named)).collect();
    let mut rows: FxHashMap<Id, usize> = FxHashMap::default();
    let mut naming: FxHashMap<(Id, &str), usize> = FxHashMap::default();
    for (side, names) in sides.iter().zip(&standing) {
        *rows.entry(side.account_id).or_default() += 1;
        for (name, _) in names {
            *naming.entry((side.account_id, name)).or_default() += 1;
        }
    }
    let counts = |account: Id, name: &str| {
        let times = naming.get(&(account, name)).copied().unwrap_or(0);
        times <= OFTEN || times * 10 <= rows.get(&account).copied().unwrap_or(0)
    };
    let reasons = |(side, names): (&Side<'a>, &Vec<(&str, Id)>)| {
        let other = longest(names.iter().copied().filter(|(n, _)| counts(side.account_id, n)));
        let named = other.map(|_| ReasonCode::NamesOwn);
        let codes = named.into_iter().chain(side.transfer.then_some(ReasonCode::TransferCategory));
        (*side, codes.map(|code| Reason::new(code, 0)).collect::<Vec<_>>())
    };
    let found = sides.iter().zip(&standing).map(reasons);
    found.filter(|(_, reasons)| !reasons.is_empty()).collect()
}

/// Of 100: how much it looks like one.
pub fn score(reasons: &[Reason]) -> i64 {
    match reasons {
        [one] if one.code == ReasonCode::TransferCategory => 80,
        [_] => 90,
        _ => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn side(text: &str, transfer: bool) -> Side<'_> {
        let day = NaiveDate::default();
        let [id, batch_id, account_id] = [8, 7, 1].map(Id::from_u128);
        Side { id, batch_id, account_id, day, text, transfer }
    }

    fn accounts() -> FxHashMap<Id, Vec<String>> {
        let names = |name: &str| vec![name.to_string()];
        FxHashMap::from_iter([
            (Id::from_u128(1), names("giro")),
            (Id::from_u128(2), names("visa")),
            (Id::from_u128(3), vec!["holiday savings".into(), "de02120300000000202051".into()]),
        ])
    }

    fn codes(side: Side<'_>) -> Vec<ReasonCode> {
        let found = find(&[side], &accounts());
        found.into_iter().flat_map(|(_, reasons)| reasons).map(|reason| reason.code).collect()
    }

    #[test]
    fn another_account_is_named_in_whole_words_and_the_own_one_is_not_meant() {
        let [own, category] = [ReasonCode::NamesOwn, ReasonCode::TransferCategory];
        assert_eq!(codes(side("To Holiday Savings, May", false)), [own]);
        assert_eq!(codes(side("DE02120300000000202051 rent", true)), [own, category]);
        assert_eq!(codes(side("VISADEBIT", false)), []);
        assert_eq!(codes(side("from giro", false)), []);
        assert_eq!(codes(side("", true)), [category]);
    }

    #[test]
    fn a_word_that_a_bank_always_writes_names_no_account() {
        let card = side("VISA Bakery", false);
        assert_eq!(find(&[card; 10], &accounts()).len(), 10);
        assert_eq!(find(&[card; 11], &accounts()).len(), 0);
        let mut most = vec![side("Bakery", false); 200];
        most.extend([card; 11]);
        assert_eq!(find(&most, &accounts()).len(), 11);
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text in "\\PC{0,40}", name in "[a-zA-Zäß]{4,8}") {
            let named = FxHashMap::from_iter([(Id::from_u128(2), vec![name.to_lowercase()])]);
            let text = format!("{text} {name} {text}");
            prop_assert!(names(&text, Id::from_u128(1), &named).is_some());
        }
    }
}
