//! Which row is which: keys that let a real repeat in and keep a duplicate out. Pure.
//!
//! Equal rows of one file are told apart by counting: of a key that the file has `n` times and the
//! ledger `m` times, `max(0, n - m)` are new. A bank's own id, where there is one, wins.
use super::fold::fold_into;
use crate::db::Id;
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

/// Makes keys; keeps its buffer between rows.
#[derive(Default)]
pub struct Keys {
    bytes: Vec<u8>,
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
        let parts = [account.as_bytes(), day.as_bytes(), &minor.to_le_bytes(), currency.as_bytes()];
        self.begin(b"content", &parts);
        fold_into(&mut self.text, text);
        self.bytes.extend_from_slice(self.text.as_bytes());
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

/// A row of an import as it is kept for the imports that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptRow {
    /// See [`Keys::content`].
    pub content_key: i64,
    /// See [`Keys::id`]; 0 where the bank gave none.
    pub id_key: i64,
    /// As the file had it, whatever becomes of the transaction.
    pub amount_minor: i64,
    /// Which of its batch's transactions it is; 0 when it was found to be one that is not.
    pub no: u32,
}

impl KeptRow {
    /// Little-endian, in the order of the fields.
    const BYTES: usize = 28;

    fn write(self, into: &mut Vec<u8>) {
        into.extend_from_slice(&self.content_key.to_le_bytes());
        into.extend_from_slice(&self.id_key.to_le_bytes());
        into.extend_from_slice(&self.amount_minor.to_le_bytes());
        into.extend_from_slice(&self.no.to_le_bytes());
    }

    /// The rows of a day, as [`Held::keep`] gathered them.
    pub fn read_all(bytes: &[u8]) -> impl ExactSizeIterator<Item = Self> {
        bytes.chunks_exact(Self::BYTES).map(|row| Self {
            content_key: number(&row[..8]),
            id_key: number(&row[8..16]),
            amount_minor: number(&row[16..24]),
            no: row[24..].try_into().map_or(0, u32::from_le_bytes),
        })
    }
}

fn number(bytes: &[u8]) -> i64 {
    bytes.try_into().map_or(0, i64::from_le_bytes)
}

/// What keys alone say of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    New,
    Known,
    /// The bank's id is held, under other content: corrected by the bank, or no id after all.
    IdHeld,
}

/// What the ledger holds already for one account, and what this file has used up of it.
#[derive(Default, Clone)]
pub struct Held {
    /// A key of content counts on its day only, so a row is looked up among its day's.
    days: FxHashMap<NaiveDate, Day>,
    /// Every id that is held; gathered when the first row asks that no day knows.
    ids: Option<FxHashSet<i64>>,
    /// Ids that this file has brought: a second row under the same id needs its content to differ.
    seen: FxHashSet<i64>,
    /// Id and content of those of them that were known.
    seen_known: FxHashSet<(i64, i64)>,
    /// This file's rows that are kept, by day.
    kept: FxHashMap<NaiveDate, Vec<u8>>,
}

/// The rows of a day that earlier imports brought.
#[derive(Default, Clone)]
struct Day {
    rows: Vec<HeldRow>,
    in_order: bool,
}

#[derive(Clone, Copy)]
struct HeldRow {
    content_key: i64,
    /// 0 where the bank gave none.
    id_key: i64,
    /// Of the first of its content, with or without ids: how many of these the file used up.
    used: u32,
}

impl HeldRow {
    /// Those without an id come before those with one.
    fn order(&self) -> (i64, u64) {
        (self.content_key, self.id_key.cast_unsigned())
    }
}

impl Day {
    fn in_order(&mut self) -> &mut [HeldRow] {
        if !self.in_order {
            self.rows.sort_unstable_by_key(HeldRow::order);
            self.in_order = true;
        }
        &mut self.rows
    }

    fn has(&mut self, content_key: i64, id_key: i64) -> bool {
        let row = (content_key, id_key.cast_unsigned());
        self.in_order().binary_search_by_key(&row, HeldRow::order).is_ok()
    }

    fn holds(&mut self, content_key: i64) -> bool {
        let rows = self.in_order();
        let at = rows.partition_point(|row| row.content_key < content_key);
        rows.get(at).is_some_and(|row| row.content_key == content_key)
    }

    /// Uses up one of those of a content, with ids or without.
    fn take_one(&mut self, content_key: i64, with_id: bool) -> bool {
        let rows = self.in_order();
        let from = rows.partition_point(|row| row.order() < (content_key, u64::from(with_id)));
        let most = if with_id { u64::MAX } else { 0 };
        let there = rows[from..].partition_point(|row| row.order() <= (content_key, most));
        let left = there > 0 && (rows[from].used as usize) < there;
        if left {
            rows[from].used += 1;
        }
        left
    }
}

impl Held {
    /// A day's rows of an earlier import.
    pub fn hold(&mut self, day: NaiveDate, rows: impl ExactSizeIterator<Item = KeptRow>) {
        let day = self.days.entry(day).or_default();
        day.rows.reserve(rows.len());
        let held = |KeptRow { content_key, id_key, .. }| HeldRow { content_key, id_key, used: 0 };
        day.rows.extend(rows.map(held));
        day.in_order = false;
        self.ids = None;
    }

    /// Whether a row of this content is held.
    pub fn holds(&mut self, day: NaiveDate, content_key: i64) -> bool {
        self.days.get_mut(&day).is_some_and(|day| day.holds(content_key))
    }

    fn holds_id(&mut self, id_key: i64) -> bool {
        let rows = self.days.values().flat_map(|day| &day.rows);
        let ids = self.ids.get_or_insert_with(|| rows.map(|row| row.id_key).collect());
        ids.contains(&id_key)
    }

    /// Notes that a row of this file is stored, for the next import to hold.
    pub fn keep(&mut self, day: NaiveDate, row: KeptRow) {
        row.write(self.kept.entry(day).or_default());
    }

    pub fn kept(self) -> impl Iterator<Item = (NaiveDate, Vec<u8>)> {
        self.kept.into_iter()
    }

    /// Whether a row of the file is new. Call once for each row, in file order; what is then kept is
    /// told by [`Held::keep`].
    pub fn judge(&mut self, day: NaiveDate, content_key: i64, id_key: Option<i64>) -> Verdict {
        let Some(id) = id_key else { return self.by_content(day, content_key, false) };
        if self.days.get_mut(&day).is_some_and(|day| day.has(content_key, id)) {
            return Verdict::Known;
        }
        if self.holds_id(id) {
            let known = self.holds(day, content_key);
            return if known { Verdict::Known } else { Verdict::IdHeld };
        }
        if !self.seen.insert(id) {
            // The same line twice under one id is one transaction, exported twice; one id for two
            // different things is no id.
            let twice =
                self.is_kept(day, content_key, id) || self.seen_known.contains(&(id, content_key));
            return if twice { Verdict::Known } else { self.by_content(day, content_key, false) };
        }
        let verdict = self.by_content(day, content_key, true);
        if verdict == Verdict::Known {
            self.seen_known.insert((id, content_key));
        }
        verdict
    }

    fn is_kept(&self, day: NaiveDate, content_key: i64, id: i64) -> bool {
        let rows = self.kept.get(&day).map(Vec::as_slice).unwrap_or_default();
        KeptRow::read_all(rows).any(|row| (row.content_key, row.id_key) == (content_key, id))
    }

    fn by_content(&mut self, day: NaiveDate, content_key: i64, has_id: bool) -> Verdict {
        let Some(day) = self.days.get_mut(&day) else { return Verdict::New };
        // Two different ids are two transactions, however alike.
        let known = day.take_one(content_key, false) || !has_id && day.take_one(content_key, true);
        if known { Verdict::Known } else { Verdict::New }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn import(store: &mut Vec<(i64, i64)>, file: &[(i64, i64)]) -> usize {
        let mut held = Held::default();
        held.hold(NaiveDate::default(), store.iter().map(|row| row_of(*row)));
        let mut new = |row: &&(i64, i64)| {
            let day = NaiveDate::default();
            let id = Some(row.1).filter(|id| *id != 0);
            let new = held.judge(day, row.0, id) == Verdict::New;
            if new {
                held.keep(day, row_of(**row));
            }
            new
        };
        let new: Vec<_> = file.iter().filter(|row| new(row)).copied().collect();
        store.extend(&new);
        new.len()
    }

    fn row_of((content_key, id_key): (i64, i64)) -> KeptRow {
        KeptRow { content_key, id_key, amount_minor: 0, no: 1 }
    }

    #[test]
    fn what_is_kept_is_held_again() {
        let mut held = Held::default();
        let day = NaiveDate::default();
        let row = KeptRow { content_key: -7, id_key: 1 << 40, amount_minor: -1, no: u32::MAX };
        held.keep(day, row);
        held.keep(day, row_of((3, 0)));
        let kept: Vec<_> = held.kept().collect();
        let rows: Vec<_> = KeptRow::read_all(&kept[0].1).collect();
        assert_eq!((kept.len(), rows), (1, vec![row, row_of((3, 0))]));
    }

    #[test]
    fn other_content_under_a_held_id_is_told_apart() {
        let mut held = Held::default();
        held.hold(NaiveDate::default(), [row_of((7, 1))].into_iter());
        assert_eq!(held.judge(NaiveDate::default(), 8, Some(1)), Verdict::IdHeld);
        assert_eq!(held.judge(NaiveDate::default(), 7, Some(1)), Verdict::Known);
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

    #[test]
    fn a_line_exported_twice_under_one_id_is_one() {
        let mut store = vec![];
        assert_eq!(import(&mut store, &[(7, 1), (7, 1), (8, 1)]), 2, "but no id for two things");
        let mut store = vec![(7, 0)];
        assert_eq!(import(&mut store, &[(7, 1), (7, 1)]), 0, "known from before there were ids");
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
