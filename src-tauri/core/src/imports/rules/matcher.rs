//! Finds the rules of a row without trying them all: each rule is looked up by its words.
use super::{Action, Condition, Given, How, Part, Rule, Seen, specificity};
use crate::db::Id;
use crate::imports::fold::fold_into;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// What rules order for one row; each by the most specific rule that has such an action.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Orders<'r> {
    pub payee: Option<Order<&'r str>>,
    pub memo: Option<Order<&'r str>>,
    pub goes: Option<Order<Goes<'r>>>,
    pub skip: Option<Order<()>>,
}

/// One thing to do, and the rule that says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Order<T> {
    pub what: T,
    pub rule: Id,
}

/// Where a row's money goes: one or the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goes<'r> {
    Category(Id),
    /// From or to this account.
    Transfer(Id),
    Split(&'r [Part]),
}

/// Rules ready to be asked; keeps its buffers between rows.
pub struct Matcher {
    /// The most specific first, of equals the oldest.
    rules: Vec<Ready>,
    payee_is: FxHashMap<String, Vec<u32>>,
    text_is: FxHashMap<String, Vec<u32>>,
    payee: Needles,
    text: Needles,
    account: FxHashMap<Id, Vec<u32>>,
    /// Rules that nothing of this leads to.
    always: Vec<u32>,
    /// Whether any asks for the payee, and for the text.
    asks: (bool, bool),
    buffers: Buffers,
}

#[derive(Default)]
struct Buffers {
    payee: String,
    text: String,
    found: Vec<u32>,
}

struct Ready {
    id: Id,
    actions: Vec<Action>,
    /// Folded.
    conditions: Vec<Condition>,
}

impl Matcher {
    /// Rules with their ids, in any order. One without conditions never applies.
    pub fn new(rules: impl IntoIterator<Item = (Id, Rule)>) -> Self {
        let mut rules: Vec<(Id, Rule)> = rules.into_iter().collect();
        rules.sort_by_key(|(id, rule)| (Reverse(specificity(rule)), *id));
        let mut matcher = Self {
            rules: vec![],
            payee_is: FxHashMap::default(),
            text_is: FxHashMap::default(),
            payee: Needles::default(),
            text: Needles::default(),
            account: FxHashMap::default(),
            always: vec![],
            asks: (false, false),
            buffers: Buffers::default(),
        };
        for (id, Rule { conditions, actions }) in rules {
            let conditions: Vec<_> = conditions.into_iter().map(Condition::folded).collect();
            if !conditions.is_empty() {
                let (payee, text) = &mut matcher.asks;
                for condition in &conditions {
                    *payee |= matches!(condition, Condition::Payee { .. });
                    *text |= matches!(condition, Condition::Text { .. });
                }
                matcher.index(matcher.rules.len() as u32, &conditions);
                matcher.rules.push(Ready { id, actions, conditions });
            }
        }
        matcher
    }

    /// Files a rule under its most particular condition.
    fn index(&mut self, rule: u32, conditions: &[Condition]) {
        let particular = conditions.iter().max_by_key(|condition| match condition {
            Condition::Payee { how, .. } | Condition::Text { how, .. } => 2 + *how as u8,
            Condition::Account { .. } => 1,
            _ => 0,
        });
        match particular {
            Some(Condition::Payee { how: How::Is, any }) => file(&mut self.payee_is, any, rule),
            Some(Condition::Text { how: How::Is, any }) => file(&mut self.text_is, any, rule),
            Some(Condition::Payee { any, .. }) => any.iter().for_each(|v| self.payee.add(v, rule)),
            Some(Condition::Text { any, .. }) => any.iter().for_each(|v| self.text.add(v, rule)),
            Some(Condition::Account { any }) => file(&mut self.account, any, rule),
            _ => self.always.push(rule),
        }
    }

    /// What the rules order for a row.
    pub fn orders(&mut self, given: &Given<'_>) -> Orders<'_> {
        let Buffers { payee, text, found } = &mut self.buffers;
        found.clear();
        found.extend_from_slice(&self.always);
        if self.asks.0 {
            fold_into(payee, given.payee);
            found.extend(self.payee_is.get(payee).into_iter().flatten());
            self.payee.find(payee, found);
        }
        if self.asks.1 {
            fold_into(text, given.text);
            found.extend(self.text_is.get(text).into_iter().flatten());
            self.text.find(text, found);
        }
        found.extend(self.account.get(&given.account_id).into_iter().flatten());
        found.sort_unstable();
        found.dedup();
        let seen = Seen { given, payee, text };
        let mut orders = Orders::default();
        for at in found.iter() {
            let rule = &self.rules[*at as usize];
            if rule.conditions.iter().all(|condition| seen.meets(condition).is_some()) {
                orders.take(rule);
            }
        }
        orders
    }
}

fn file<K: Clone + Eq + std::hash::Hash>(map: &mut FxHashMap<K, Vec<u32>>, keys: &[K], rule: u32) {
    keys.iter().for_each(|key| map.entry(key.clone()).or_default().push(rule));
}

impl<'r> Orders<'r> {
    /// Adds what a less specific rule says about what was left open.
    fn take(&mut self, rule: &'r Ready) {
        let before = *self;
        let id = rule.id;
        for action in &rule.actions {
            let goes = match action {
                Action::SetPayee { name } => {
                    self.payee = before.payee.or(Some(Order { what: name, rule: id }));
                    continue;
                }
                Action::SetMemo { memo } => {
                    self.memo = before.memo.or(Some(Order { what: memo, rule: id }));
                    continue;
                }
                Action::Skip => {
                    self.skip = before.skip.or(Some(Order { what: (), rule: id }));
                    continue;
                }
                Action::SetCategory { category_id } => Goes::Category(*category_id),
                Action::Transfer { account_id } => Goes::Transfer(*account_id),
                Action::Split { parts } => Goes::Split(parts),
            };
            self.goes = before.goes.or(Some(Order { what: goes, rule: id }));
        }
    }
}

/// Words to be found within a text, looked up by their first three bytes.
#[derive(Default)]
struct Needles {
    /// One bit per hash of three bytes: most places of most texts are passed over by it.
    bits: Vec<u64>,
    by_start: FxHashMap<u32, Vec<(String, u32)>>,
    /// Those of fewer bytes.
    short: Vec<(String, u32)>,
}

impl Needles {
    fn add(&mut self, needle: &str, rule: u32) {
        let Some(start) = needle.as_bytes().first_chunk::<3>() else {
            self.short.push((needle.into(), rule));
            return;
        };
        self.bits.resize(1 << 10, 0);
        let (start, bit) = hash(start);
        self.bits[bit >> 6] |= 1 << (bit & 63);
        self.by_start.entry(start).or_default().push((needle.into(), rule));
    }

    /// Adds the rules whose words occur.
    fn find(&self, text: &str, found: &mut Vec<u32>) {
        for (needle, rule) in &self.short {
            if text.contains(needle.as_str()) {
                found.push(*rule);
            }
        }
        if self.bits.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        for (at, window) in bytes.windows(3).enumerate() {
            let (start, bit) = hash(&[window[0], window[1], window[2]]);
            if self.bits[bit >> 6] & 1 << (bit & 63) == 0 {
                continue;
            }
            for (needle, rule) in self.by_start.get(&start).into_iter().flatten() {
                if bytes[at..].starts_with(needle.as_bytes()) {
                    found.push(*rule);
                }
            }
        }
    }
}

/// Three bytes as a number, and their bit of 65,536.
fn hash(bytes: &[u8; 3]) -> (u32, usize) {
    let number = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
    (number, (number.wrapping_mul(0x9e37_79b1) >> 16) as usize)
}

#[cfg(test)]
mod tests {
    use super::super::tests::given;
    use super::super::{Direction, reasons};
    use super::*;
    use proptest::prelude::*;

    fn condition() -> impl Strategy<Value = Condition> {
        let how = prop::sample::select(vec![How::Is, How::Starts, How::Ends, How::Contains]);
        let any = || prop::collection::vec("[ABab ]{1,5}|é", 1..3);
        prop_oneof![
            3 => (how.clone(), any()).prop_map(|(how, any)| Condition::Payee { how, any }),
            3 => (how, any()).prop_map(|(how, any)| Condition::Text { how, any }),
            1 => (0i64..5).prop_map(|n| Condition::Amount {
                least_minor: Some(n),
                most_minor: None
            }),
            1 => Just(Condition::Direction { is: Direction::Out }),
            1 => (1u128..3).prop_map(|n| Condition::Account { any: vec![Id::from_u128(n)] }),
        ]
    }

    fn action() -> impl Strategy<Value = Action> {
        prop_oneof![
            (0u128..9).prop_map(|n| Action::SetCategory { category_id: Id::from_u128(n) }),
            (0u128..9).prop_map(|n| Action::Transfer { account_id: Id::from_u128(n) }),
            "[a-c]".prop_map(|name| Action::SetPayee { name }),
            "[a-c]".prop_map(|memo| Action::SetMemo { memo }),
            Just(Action::Skip),
        ]
    }

    fn rules() -> impl Strategy<Value = Vec<(Id, Rule)>> {
        let conditions = prop::collection::vec(condition(), 0..3);
        let rule = (conditions, prop::collection::vec(action(), 1..3))
            .prop_map(|(conditions, actions)| Rule { conditions, actions });
        let numbered = |(n, rule)| (Id::from_u128(n as u128), rule);
        prop::collection::vec(rule, 0..12)
            .prop_map(move |rules| rules.into_iter().enumerate().map(numbered).collect())
    }

    /// Tries every rule, the most specific first.
    fn slowly(rules: &[(Id, Rule)], row: &Given<'_>) -> Vec<Id> {
        let mut rules: Vec<_> = rules.iter().filter(|r| reasons(&r.1, row).is_some()).collect();
        rules.sort_by_key(|(id, rule)| (Reverse(specificity(rule)), *id));
        rules.iter().map(|rule| rule.0).collect()
    }

    proptest! {
        #[test]
        fn the_index_finds_what_trying_all_finds(
            rules in rules(), payee in "[ABab é]{0,6}", text in "[ABab é]{0,9}", minor in -5i64..5,
        ) {
            let row = given(&payee, &text, minor);
            let mut matcher = Matcher::new(rules.clone());
            let applying = slowly(&rules, &row);
            let first = |wanted: fn(&Action) -> bool| applying.iter().copied().find(|id| {
                rules.iter().any(|(one, rule)| one == id && rule.actions.iter().any(wanted))
            });
            let orders = matcher.orders(&row);
            prop_assert_eq!(orders.skip.map(|o| o.rule), first(|a| *a == Action::Skip));
            prop_assert_eq!(
                orders.payee.map(|o| o.rule), first(|a| matches!(a, Action::SetPayee { .. })));
            prop_assert_eq!(orders.goes.map(|o| o.rule), first(|a| matches!(a,
                Action::SetCategory { .. } | Action::Transfer { .. } | Action::Split { .. })));
        }

        #[test]
        fn the_order_of_rules_does_not_matter(
            rules in rules(), payee in "[ABab ]{0,6}", text in "[ABab ]{0,9}", minor in -5i64..5,
        ) {
            let row = given(&payee, &text, minor);
            let (mut one, mut other) =
                (Matcher::new(rules.clone()), Matcher::new(rules.into_iter().rev()));
            prop_assert_eq!(one.orders(&row), other.orders(&row));
        }

        #[test]
        fn an_unrelated_rule_changes_nothing(
            rules in rules(), payee in "[ABab ]{0,6}", text in "[ABab ]{0,9}", minor in -5i64..5,
        ) {
            let row = given(&payee, &text, minor);
            let mut more = rules.clone();
            let conditions = vec![Condition::Text { how: How::Contains, any: vec!["xyz".into()] }];
            more.push((Id::from_u128(99), Rule { conditions, actions: vec![Action::Skip] }));
            let (mut one, mut other) = (Matcher::new(rules), Matcher::new(more));
            prop_assert_eq!(one.orders(&row), other.orders(&row));
        }
    }

    #[test]
    fn each_kind_of_action_is_the_most_specific_rules() {
        let words = |how, value: &str| vec![Condition::Payee { how, any: vec![value.into()] }];
        let name = |name: &str| Action::SetPayee { name: name.into() };
        let category = |n| Action::SetCategory { category_id: Id::from_u128(n) };
        let general = Rule {
            conditions: words(How::Contains, "tilevi"),
            actions: vec![name("T"), category(1)],
        };
        let exact = Rule { conditions: words(How::Is, "tilevi co"), actions: vec![category(2)] };
        let (old, new) = (Id::from_u128(1), Id::from_u128(2));
        let mut matcher = Matcher::new([(old, general), (new, exact)]);
        let orders = matcher.orders(&given("Tilevi Co", "", -1));
        assert_eq!(orders.payee, Some(Order { what: "T", rule: old }));
        assert_eq!(orders.goes, Some(Order { what: Goes::Category(Id::from_u128(2)), rule: new }));
        assert_eq!(matcher.orders(&given("Morano", "", -1)), Orders::default());
    }
}
