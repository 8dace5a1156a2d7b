//! Which row is which: keys that let a real repeat in and keep a duplicate out. Pure.
//!
//! Equal rows of one file are told apart by counting: of a key that the file has `n` times and the
//! ledger `m` times, `max(0, n - m)` are new. A bank's own id, where there is one, wins.
use crate::db::Id;
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

/// Makes keys; keeps its buffer between rows.
#[derive(Default)]
pub struct Keys {
    bytes: Vec<u8>,
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
        let parts = [account.as_bytes(), day.as_bytes(), &minor.to_le_bytes(), currency.as_bytes()];
        self.begin(b"content", &parts);
        let (mut gap, from) = (false, self.bytes.len());
        for c in text.chars() {
            if c.is_whitespace() || c.is_control() {
                gap = self.bytes.len() > from;
                continue;
            }
            if std::mem::take(&mut gap) {
                self.bytes.push(b' ');
            }
            if c.is_ascii() {
                self.bytes.push(c.to_ascii_lowercase() as u8);
            } else {
                let mut utf8 = [0; 4];
                let lower = c.to_lowercase();
                lower.for_each(|c| {
                    self.bytes.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes())
                });
            }
        }
        self.hash()
    }

    /// The key of the bank's own id, per account. Never 0, which stands for none.
    pub fn id(&mut self, account: Id, external_id: &str) -> i64 {
        self.begin(b"id", &[account.as_bytes(), external_id.as_bytes()]);
        self.hash() | 1
    }

    fn begin(&mut self, kind: &[u8], parts: &[&[u8]]) {
        self.bytes.clear();
        self.bytes.extend_from_slice(kind);
        parts.iter().for_each(|part| self.bytes.extend_from_slice(part));
    }

    /// XXH3, whose values are fixed for good: rows are compared within one account, where 64 bits
    /// are plenty, and nobody gains from a collision.
    fn hash(&self) -> i64 {
        twox_hash::XxHash3_64::oneshot(&self.bytes).cast_signed()
    }
}

/// What the ledger holds already for one account, and what this file has used up of it.
#[derive(Default)]
pub struct Held {
    /// Rows held for a content key: with a bank's id, and without one.
    content: FxHashMap<i64, (u32, u32)>,
    ids: FxHashSet<i64>,
    /// Ids that this file has brought: a second row under the same id needs its content to differ.
    seen: FxHashMap<i64, i64>,
    /// The keys of this file's rows that are kept, by day, as [`Held::hold`] reads them.
    kept: FxHashMap<NaiveDate, Vec<u8>>,
}

impl Held {
    /// Rows of an earlier import: 16 bytes each, content key and id key (0 when the bank gave
    /// none), little-endian.
    pub fn hold(&mut self, keys: &[u8]) {
        for pair in keys.chunks_exact(16) {
            let (content, id) = pair.split_at(8);
            self.hold_one(number(content), number(id));
        }
    }

    fn hold_one(&mut self, content_key: i64, id_key: i64) {
        let counts = self.content.entry(content_key).or_default();
        if id_key == 0 {
            counts.1 += 1;
        } else {
            counts.0 += 1;
            self.ids.insert(id_key);
        }
    }

    /// Notes that a row of this file is stored, for the next import to hold.
    pub fn keep(&mut self, day: NaiveDate, content_key: i64, id_key: Option<i64>) {
        let keys = self.kept.entry(day).or_default();
        keys.extend_from_slice(&content_key.to_le_bytes());
        keys.extend_from_slice(&id_key.unwrap_or(0).to_le_bytes());
    }

    pub fn kept(self) -> impl Iterator<Item = (NaiveDate, Vec<u8>)> {
        self.kept.into_iter()
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

fn number(bytes: &[u8]) -> i64 {
    bytes.try_into().map_or(0, i64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn import(store: &mut Vec<(i64, i64)>, file: &[(i64, i64)]) -> usize {
        let mut held = Held::default();
        store.iter().for_each(|row| held.hold_one(row.0, row.1));
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
