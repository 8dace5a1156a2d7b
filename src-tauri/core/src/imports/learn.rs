//! Which category a row gets, learned from what the person did with rows like it.
//!
//! ```ignore
//! let mut learned = Learned::<Id>::default();
//! let row = Facts { payee: cleaner.clean(text), amount_minor };
//! match learned.suggest(&row) {
//!     Some(s) if s.fills() => fill_in(s.category), // "as 14 of 15 before": s.seen of s.of
//!     Some(s) => propose(s.category),
//!     None => {}
//! }
//! learned.observe(&row, category); // what the person chose or confirmed, never our own filling-in
//! learned.observe_times(&row, category, 14); // history that was counted by the database
//! ```
//!
//! It counts, per payee and direction. Confidence is measured, not assumed: for every kind of
//! evidence it keeps how often that kind was right before, so that a household where one time is
//! no proof is not filled in after one time. Three in a row of a category that had not led are a
//! change of mind: what was before is forgotten. Nothing is stored: it is built anew from history.
use super::payees;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::hash::Hash;

/// From this confidence on a category is filled in; below it is proposed. In basis points.
pub const FILL: u16 = 9_700;

/// What a row says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The clean name.
    pub payee: &'a str,
    /// Effect on the account; plus is money in.
    pub amount_minor: i64,
}

/// What a suggestion rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The same payee.
    Payee,
    /// The same payee and amount, where the payee alone does not decide.
    Amount,
    /// The same payee, money the other way: a refund.
    Reverse,
    /// A payee of this name less its last word.
    Shorter,
    /// Payees whose names begin alike.
    Start,
    /// Payees that share a word.
    Word,
}

/// A category for a row, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion<C> {
    pub category: C,
    /// How often such a suggestion is right, in basis points.
    pub confidence: u16,
    /// So many were in this category,
    pub seen: u32,
    /// of so many. Rows; for [`Evidence::Start`] and [`Evidence::Word`] payees.
    pub of: u32,
    pub evidence: Evidence,
}

impl<C> Suggestion<C> {
    /// Whether it is sure enough to be filled in.
    pub fn fills(&self) -> bool {
        self.confidence >= FILL
    }
}

/// What was learned so far.
pub struct Learned<C> {
    categories: Vec<C>,
    numbers: FxHashMap<C, u32>,
    tallies: FxHashMap<u64, Tally>,
    /// How each kind of evidence did.
    records: [[[Record; SIZES]; SHAPES]; KINDS],
}

impl<C> Default for Learned<C> {
    fn default() -> Self {
        Self {
            categories: vec![],
            numbers: FxHashMap::default(),
            tallies: FxHashMap::default(),
            records: Default::default(),
        }
    }
}

impl<C: Copy + Eq + Hash> Learned<C> {
    /// The likeliest category of a row; none where nothing like it was seen.
    pub fn suggest(&self, row: &Facts<'_>) -> Option<Suggestion<C>> {
        let candidates = self.candidates(row, payees::key(row.payee));
        let sure = |claim: &Claim| self.records[claim.kind()][claim.shape][claim.size].sure(claim);
        let mut best: Option<(u16, Claim)> = None;
        for claim in candidates.into_iter().flatten() {
            let confidence = sure(&claim);
            if best.is_none_or(|(most, _)| confidence > most) {
                best = Some((confidence, claim));
            }
        }
        let (confidence, claim) = best?;
        let Claim { seen, of, evidence, .. } = claim;
        let category = *self.categories.get(claim.category as usize)?;
        Some(Suggestion { category, confidence, seen, of, evidence })
    }

    /// Learns what the person chose for a row.
    pub fn observe(&mut self, row: &Facts<'_>, category: C) {
        self.observe_times(row, category, 1);
    }

    /// Learns that rows like this one were put into a category so many times in a row.
    pub fn observe_times(&mut self, row: &Facts<'_>, category: C, times: u32) {
        let key = payees::key(row.payee);
        if key == payees::key("") || times == 0 {
            return;
        }
        let next = self.categories.len() as u32;
        let number = *self.numbers.entry(category).or_insert(next);
        if number == next {
            self.categories.push(category);
        }
        // One by one while the evidence may change its kind, then all the others at once.
        let single = times.min(SINGLE);
        for _ in 0..single {
            self.learn(row, key, number, 1);
        }
        if times > single {
            self.learn(row, key, number, times - single);
        }
    }

    fn learn(&mut self, row: &Facts<'_>, key: u64, number: u32, times: u32) {
        for claim in self.candidates(row, key).into_iter().flatten() {
            let record = &mut self.records[claim.kind()][claim.shape][claim.size];
            record.said += times;
            record.right += if claim.category == number { times } else { 0 };
        }
        let out = row.amount_minor < 0;
        let tally = self.tallies.entry(salted(key, out, Evidence::Payee)).or_default();
        let first = tally.of == 0;
        tally.add(number, times);
        if !tally.single() {
            self.tallies.entry(by_amount(key, row)).or_default().add(number, times);
        }
        if first {
            for (part, evidence) in parts(row.payee) {
                self.tallies.entry(salted(part, out, evidence)).or_default().add(number, 1);
            }
        }
    }

    /// What can be said about a row, by what it rests on.
    fn candidates(&self, row: &Facts<'_>, key: u64) -> [Option<Claim>; 4] {
        let out = row.amount_minor < 0;
        let claim = |key, evidence| self.tallies.get(&key).map(|t| t.claim(evidence));
        if let Some(tally) = self.tallies.get(&salted(key, out, Evidence::Payee)) {
            let payee = Some(tally.claim(Evidence::Payee));
            if tally.single() {
                return [payee, None, None, None];
            }
            let amount = claim(by_amount(key, row), Evidence::Amount);
            return [payee, amount.filter(|amount| amount.seen > 1), None, None];
        }
        let reverse = claim(salted(key, !out, Evidence::Payee), Evidence::Reverse);
        let shorter = row.payee.rsplit_once(' ').and_then(|(start, _)| {
            claim(salted(payees::key(start), out, Evidence::Payee), Evidence::Shorter)
        });
        let (mut start, mut word) = (None, None);
        for (part, evidence) in parts(row.payee) {
            let found = claim(salted(part, out, evidence), evidence);
            // A longer start says more; of words the one that speaks clearest.
            if evidence == Evidence::Start {
                start = found.or(start);
            } else if found.map(Claim::rank) > word.map(Claim::rank) {
                word = found;
            }
        }
        [reverse, shorter, start, word]
    }
}

/// The keys of a name's first word, its first two, and each of its words.
fn parts(name: &str) -> impl Iterator<Item = (u64, Evidence)> + '_ {
    let first = |count: usize| {
        let end = name.match_indices(' ').nth(count - 1).map(|(at, _)| at);
        end.or((count == 1).then_some(name.len())).map(|end| &name[..end])
    };
    let starts = [first(1), first(2)].into_iter().flatten();
    let starts = starts.map(|start| (payees::key(start), Evidence::Start));
    let words = name.split(' ').filter(|word| word.len() > 3).take(8);
    starts.chain(words.map(|word| (payees::key(word), Evidence::Word)))
}

/// Tells apart what shares one table.
fn salted(key: u64, out: bool, evidence: Evidence) -> u64 {
    let salt = (evidence as u64) << 1 | u64::from(out);
    (key ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).rotate_left(23).wrapping_mul(ODD)
}

fn by_amount(key: u64, row: &Facts<'_>) -> u64 {
    let amount = row.amount_minor.cast_unsigned().wrapping_mul(ODD).rotate_left(31);
    salted(key ^ amount, row.amount_minor < 0, Evidence::Amount)
}

const ODD: u64 = 0xd6e8_feb8_6659_fd93;

/// How often which category was chosen for one payee (or word …). The four most frequent
/// are told apart.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Most frequent first, of equals the latest.
    slots: [(u32, u32); 4],
    of: u32,
    /// The latest choice, how often in a row, and what led when that began.
    last: u32,
    run: u32,
    led: u32,
    /// Changes of mind.
    changes: u32,
}

/// So many in a row are a change of mind.
const RUN: u32 = 3;

impl Tally {
    fn add(&mut self, category: u32, times: u32) {
        if self.of == 0 {
            (self.last, self.led) = (category, category);
        } else if self.last != category {
            (self.last, self.run, self.led) = (category, 0, self.slots[0].0);
        }
        self.of = self.of.saturating_add(times);
        self.run = self.run.saturating_add(times);
        let known = self.slots.iter().position(|slot| slot.0 == category && slot.1 > 0);
        let mut at = known.unwrap_or_else(|| {
            let free = self.slots.iter().position(|slot| slot.1 == 0).unwrap_or(3);
            self.slots[free] = (category, 0);
            free
        });
        self.slots[at].1 = self.slots[at].1.saturating_add(times);
        while at > 0 && self.slots[at].1 >= self.slots[at - 1].1 {
            self.slots.swap(at, at - 1);
            at -= 1;
        }
        if self.run >= RUN && self.led != category {
            self.slots = [(category, self.run), (0, 0), (0, 0), (0, 0)];
            (self.of, self.led, self.changes) = (self.run, category, self.changes + 1);
        }
    }

    /// Whether the person never chose anything else.
    fn single(&self) -> bool {
        self.changes == 0 && self.slots[0].1 == self.of
    }

    fn claim(&self, evidence: Evidence) -> Claim {
        let (category, seen) = self.slots[0];
        let (share, of) = (u64::from(seen) * 100, u64::from(self.of.max(1)));
        let shape = match share / of {
            100 if self.changes == 0 => 0,
            100 if self.changes == 1 => 1,
            90.. => 2,
            75.. => 3,
            _ => 4,
        };
        let size = SIZE_FROM.iter().rposition(|from| seen >= *from).unwrap_or(0);
        Claim { seen, of: self.of, category, shape, size, evidence }
    }
}

/// What a tally says.
#[derive(Clone, Copy)]
struct Claim {
    seen: u32,
    of: u32,
    category: u32,
    /// Unanimous, unanimous since a change of mind, nine in ten, three in four, less.
    shape: usize,
    /// Its place in [`SIZE_FROM`].
    size: usize,
    evidence: Evidence,
}

impl Claim {
    fn kind(&self) -> usize {
        self.evidence as usize
    }

    /// The clearer and the better founded ranks higher.
    fn rank(self) -> (usize, u32) {
        (SHAPES - self.shape, self.seen)
    }
}

const KINDS: usize = 6;
const SHAPES: usize = 5;
const SIZES: usize = 5;
/// Times seen that make evidence of the next size.
const SIZE_FROM: [u32; SIZES] = [1, 2, 3, 5, 10];

/// So many rows of counted history are learned one by one.
const SINGLE: u32 = 100;

/// How often evidence of one kind spoke, and was right.
#[derive(Clone, Copy, Default)]
struct Record {
    said: u32,
    right: u32,
}

/// What is assumed wrong of each shape and size until something is known, in basis points,
/// and of each kind of evidence on top of it.
const WRONG: [[u64; SIZES]; SHAPES] = [
    [400, 200, 100, 60, 30],
    [1500, 1000, 700, 350, 200],
    [1200, 1000, 900, 800, 600],
    [2500, 2300, 2200, 2000, 1800],
    [4500, 4500, 4500, 4500, 4500],
];
const WRONG_MORE: [u64; KINDS] = [0, 200, 400, 500, 1500, 2500];
/// The assumption weighs as much as this many rows.
const WEIGHT: u64 = 25;

impl Record {
    fn sure(&self, claim: &Claim) -> u16 {
        let assumed = WRONG[claim.shape][claim.size] + WRONG_MORE[claim.kind()];
        let wrong = u64::from(self.said - self.right) * 10_000 + assumed * WEIGHT;
        let share = wrong / (u64::from(self.said) + WEIGHT);
        10_000 - share.min(10_000) as u16
    }
}

/// How suggestions did on rows whose category is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BackTest {
    pub rows: u64,
    /// Rows that would have been filled in, and those of them that were right.
    pub filled: u64,
    pub right: u64,
    /// Rows with a proposal below [`FILL`], and those of them that were right.
    pub proposed: u64,
    pub proposed_right: u64,
}

impl BackTest {
    /// Share of the filled-in rows that are right, in basis points.
    pub fn precision(&self) -> u64 {
        self.right * 10_000 / self.filled.max(1)
    }

    /// Share of all rows that are filled in, in basis points.
    pub fn coverage(&self) -> u64 {
        self.filled * 10_000 / self.rows.max(1)
    }
}

/// Goes through rows in order of time, each a bank's text, its amount and the category the person
/// gave it: first suggests, then learns.
pub fn back_test<T: AsRef<str>, C: Copy + Eq + Hash>(
    rows: impl Iterator<Item = (T, i64, C)>,
) -> BackTest {
    let (mut test, mut cleaner) = (BackTest::default(), payees::Cleaner::default());
    let mut learned = Learned::default();
    for (text, amount_minor, category) in rows {
        let row = Facts { payee: cleaner.clean(text.as_ref()), amount_minor };
        test.rows += 1;
        if let Some(suggestion) = learned.suggest(&row) {
            let right = u64::from(suggestion.category == category);
            if suggestion.fills() {
                test.filled += 1;
                test.right += right;
            } else {
                test.proposed += 1;
                test.proposed_right += right;
            }
        }
        learned.observe(&row, category);
    }
    test
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn facts(payee: &str, amount_minor: i64) -> Facts<'_> {
        Facts { payee, amount_minor }
    }

    fn taught(times: &[(&'static str, i64, char)]) -> Learned<char> {
        let mut learned = Learned::default();
        times.iter().for_each(|(payee, minor, c)| learned.observe(&facts(payee, *minor), *c));
        learned
    }

    fn coffee(choices: &str) -> Suggestion<char> {
        let rows: Vec<_> = choices.chars().map(|c| ("Tilevi Cafe", -350, c)).collect();
        taught(&rows).suggest(&facts("TILEVI CAFE", -420)).expect("a suggestion")
    }

    #[test]
    fn it_says_how_often_it_was_so_before() {
        let said = coffee("aaaaaaabaaaaaaa");
        assert_eq!(
            (said.category, said.seen, said.of, said.evidence),
            ('a', 14, 15, Evidence::Payee)
        );
        assert!(!said.fills(), "one in fifteen differs");
        assert!(coffee("aaaa").fills());
        assert!(!coffee("a").fills(), "once is no proof while nothing is known of the household");
        assert!(coffee("a").confidence < coffee("aa").confidence);
    }

    #[test]
    fn three_in_a_row_are_a_change_of_mind() {
        assert_eq!(coffee("aaaaaaaaab").category, 'a');
        let said = coffee("aaaaaaaaabbb");
        assert_eq!((said.category, said.seen, said.of), ('b', 3, 3));
        assert!(!said.fills() && coffee("aaabbb").confidence < coffee("bbb").confidence);
        assert_eq!(coffee("ab").category, 'b', "of equals the latest");
    }

    #[test]
    fn nothing_like_it_is_no_suggestion() {
        let learned = taught(&[("Tilevi Cafe", -350, 'a')]);
        assert_eq!(learned.suggest(&facts("Morano Vet", -350)), None);
        assert_eq!(learned.suggest(&facts("", -350)), None);
        let mut learned = Learned::default();
        learned.observe(&facts("", -350), 'a');
        assert_eq!(learned.suggest(&facts("", -350)), None);
    }

    #[test]
    fn what_is_only_like_it_is_proposed() {
        let learned = taught(&[("Tilevi Cafe", -350, 'a'), ("Morano Cafe", -400, 'a')]);
        for (payee, minor, evidence) in [
            ("Tilevi Cafe", 350, Evidence::Reverse),
            ("Tilevi Cafe Nord", -350, Evidence::Shorter),
            ("Tilevi Bar", -350, Evidence::Start),
            ("Corrado Cafe", -350, Evidence::Word),
        ] {
            let said = learned.suggest(&facts(payee, minor)).expect(payee);
            assert_eq!((said.category, said.evidence, said.fills()), ('a', evidence, false));
        }
    }

    #[test]
    fn the_amount_decides_where_the_payee_does_not() {
        let row = |n: i64| {
            let amount = if n % 3 == 0 { -899 } else { -1000 - n };
            ("Megastore", amount, if n % 3 == 0 { 'v' } else { 's' })
        };
        let learned = taught(&(0..60).map(row).collect::<Vec<_>>());
        let said = learned.suggest(&facts("Megastore", -899)).expect("a suggestion");
        assert_eq!((said.category, said.evidence, said.fills()), ('v', Evidence::Amount, true));
        let said = learned.suggest(&facts("Megastore", -5000)).expect("a suggestion");
        assert_eq!((said.category, said.fills()), ('s', false));
    }

    /// A year of a household: 40 payees of one category each, one with two, one whose category
    /// changes in summer, and now and then a payee that comes only once.
    fn household() -> Vec<(String, i64, u32)> {
        let mut state = 7u64;
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let row = |n: u64| {
            let minor = -100 - draw(9000) as i64;
            let store = draw(9000) + 1000;
            match draw(20) {
                0 => (format!("ONCE{n} STORE #{store}"), minor, n as u32 % 9),
                1 => (format!("MEGASTORE #{store} BERLIN"), minor, draw(2) as u32),
                2 => ("POS 01/31 KIOSK".into(), minor, u32::from(n > 300)),
                _ => {
                    let payee = draw(40);
                    (format!("SQ *PAYEE{payee} SHOP"), minor, payee as u32 % 9 + 2)
                }
            }
        };
        (0..600).map(row).collect()
    }

    #[test]
    fn what_is_filled_in_is_right() {
        let test = back_test(household().into_iter());
        assert_eq!(test.rows, 600);
        assert!(test.precision() >= 9_700, "{test:?}");
        assert!(test.coverage() >= 7_500, "{test:?}");
    }

    #[test]
    fn a_household_without_habits_is_left_alone() {
        let rows = (0..4000u32).map(|n| {
            let category = n.wrapping_mul(2_654_435_769) >> 30;
            (format!("Payee{}", n % 50), -100, category)
        });
        let test = back_test(rows);
        assert!(test.coverage() < 200, "{test:?}");
    }

    proptest! {
        #[test]
        fn counted_history_is_history(
            groups in prop::collection::vec((0u8..3, 1u32..40, 0u8..3), 1..12),
        ) {
            let (mut one, mut other) = (Learned::default(), Learned::default());
            let names = ["Tilevi Cafe", "Morano Vet", "Tilevi Bar"];
            for (name, times, category) in groups {
                let row = facts(names[name as usize], -100);
                other.observe_times(&row, category, times);
                (0..times).for_each(|_| one.observe(&row, category));
            }
            for name in names {
                let said = |l: &Learned<u8>| l.suggest(&facts(name, -100));
                let (one, other) = (said(&one), said(&other));
                prop_assert_eq!(one.map(|s| (s.category, s.seen, s.of)),
                    other.map(|s| (s.category, s.seen, s.of)));
            }
        }

        #[test]
        fn a_suggestion_was_chosen_before(
            rows in prop::collection::vec(("[ab]{1,2}( [cd])?", -3i64..3, 0u8..4), 0..60),
        ) {
            let mut learned = Learned::default();
            let mut chosen = vec![];
            for (payee, minor, category) in &rows {
                if let Some(said) = learned.suggest(&facts(payee, *minor)) {
                    prop_assert!(chosen.contains(&said.category));
                    prop_assert!(said.seen <= said.of && said.seen > 0);
                    prop_assert!(said.confidence <= 10_000);
                }
                learned.observe(&facts(payee, *minor), *category);
                chosen.push(*category);
            }
        }
    }
}
