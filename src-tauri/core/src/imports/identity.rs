//! Which row is which: keys that let a real repeat in and keep a duplicate out. Pure.
//!
//! Equal rows of one file are told apart by counting: of a key that the file has `n` times and the
//! ledger `m` times, `max(0, n - m)` are new. A bank's own id, where there is one, wins.
use crate::db::Id;
use std::collections::{HashMap, HashSet};

/// Makes keys; keeps its buffer between rows.
#[derive(Default)]
pub struct Keys {
    text: String,
}

impl Keys {
    /// The key of a row's content: account, day (`2026-01-31`), minor units, currency, text.
    /// Capitals and spacing of the text do not matter.
    pub fn content(
        &mut self,
        account: Id,
        day: &str,
        minor: i64,
        currency: &str,
        text: &str,
    ) -> i64 {
        self.text.clear();
        let mut gap = false;
        for c in text.chars() {
            if c.is_whitespace() || c.is_control() {
                gap = !self.text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                self.text.push(' ');
            }
            if c.is_ascii() {
                self.text.push(c.to_ascii_lowercase());
            } else {
                self.text.extend(c.to_lowercase());
            }
        }
        let parts = [account.as_bytes(), day.as_bytes(), &minor.to_le_bytes(), currency.as_bytes()];
        hash(b"content", &parts, self.text.as_bytes())
    }

    /// The key of the bank's own id, per account. Never 0, which stands for none.
    pub fn id(&self, account: Id, external_id: &str) -> i64 {
        hash(b"id", &[account.as_bytes()], external_id.as_bytes()).max(i64::MIN + 1) | 1
    }
}

/// The first 64 bits of BLAKE3: rows are compared within one account, where 64 bits are plenty.
fn hash(kind: &[u8], parts: &[&[u8]], text: &[u8]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind);
    for part in parts {
        hasher.update(part);
    }
    hasher.update(text);
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    i64::from_le_bytes(first)
}

/// What the ledger holds already, and what this file has used up of it.
#[derive(Default)]
pub struct Held {
    /// Rows held for a content key: with a bank's id, and without one.
    content: HashMap<i64, (u32, u32)>,
    ids: HashSet<i64>,
    /// Ids that this file has brought: a second row under the same id needs its content to differ.
    seen: HashMap<i64, i64>,
}

impl Held {
    /// One row of an earlier import; `id_key` 0 when the bank gave none.
    pub fn hold(&mut self, content_key: i64, id_key: i64) {
        let counts = self.content.entry(content_key).or_default();
        if id_key == 0 {
            counts.1 += 1;
        } else {
            counts.0 += 1;
            self.ids.insert(id_key);
        }
    }

    /// Whether a row of the file is new. Call once for each row, in file order.
    pub fn is_new(&mut self, content_key: i64, id_key: Option<i64>) -> bool {
        let mut id_key = id_key;
        if let Some(id) = id_key {
            if self.ids.contains(&id) {
                return false;
            }
            match self.seen.insert(id, content_key) {
                // The same line twice under one id is one transaction, exported twice.
                Some(before) if before == content_key => return false,
                // One id for two different things is no id.
                Some(_) => id_key = None,
                None => {}
            }
        }
        let Some(counts) = self.content.get_mut(&content_key) else {
            return true;
        };
        // Two different ids are two transactions, however alike.
        let left = if id_key.is_some() || counts.1 > 0 { &mut counts.1 } else { &mut counts.0 };
        if *left == 0 {
            return true;
        }
        *left -= 1;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn import(store: &mut Vec<(i64, i64)>, file: &[(i64, i64)]) -> usize {
        let mut held = Held::default();
        store.iter().for_each(|row| held.hold(row.0, row.1));
        let new: Vec<_> = file
            .iter()
            .filter(|row| held.is_new(row.0, Some(row.1).filter(|id| *id != 0)))
            .copied()
            .collect();
        store.extend(&new);
        new.len()
    }

    #[test]
    fn capitals_and_spacing_do_not_make_another_row() {
        let mut keys = Keys::default();
        let (a, b) = (Id::from_u128(1), Id::from_u128(2));
        let key = keys.content(a, "2026-01-31", -500, "EUR", "Café  ROT\tBerlin ");
        assert_eq!(key, keys.content(a, "2026-01-31", -500, "EUR", "café rot berlin"));
        assert_ne!(key, keys.content(a, "2026-01-31", -501, "EUR", "café rot berlin"));
        assert_ne!(key, keys.content(b, "2026-01-31", -500, "EUR", "café rot berlin"));
    }

    #[test]
    fn two_coffees_are_two_and_stay_two() {
        let mut store = vec![];
        assert_eq!(import(&mut store, &[(7, 0), (7, 0)]), 2);
        assert_eq!(import(&mut store, &[(7, 0), (7, 0)]), 0);
        assert_eq!(import(&mut store, &[(7, 0), (7, 0), (7, 0)]), 1);
    }

    #[test]
    fn a_banks_id_tells_twins_apart_and_wins_over_changed_text() {
        let mut store = vec![];
        assert_eq!(import(&mut store, &[(7, 1), (7, 3)]), 2);
        assert_eq!(import(&mut store, &[(8, 1), (7, 5)]), 1);
    }

    proptest! {
        #[test]
        fn importing_twice_is_importing_once(file in prop::collection::vec(0i64..6, 0..40)) {
            let file: Vec<_> = file.into_iter().map(|key| (key, 0)).collect();
            let mut store = vec![];
            prop_assert_eq!(import(&mut store, &file), file.len());
            prop_assert_eq!(import(&mut store, &file), 0);
        }

        #[test]
        fn a_part_and_then_the_whole_is_the_whole(
            file in prop::collection::vec(0i64..6, 0..40), from in 0usize..40, to in 0usize..40,
        ) {
            let file: Vec<_> = file.into_iter().map(|key| (key, 0)).collect();
            let (from, to) = (from.min(to).min(file.len()), from.max(to).min(file.len()));
            let mut store = vec![];
            import(&mut store, &file[from..to]);
            import(&mut store, &file);
            store.sort();
            let mut whole = file.clone();
            whole.sort();
            prop_assert_eq!(store, whole);
        }
    }
}
