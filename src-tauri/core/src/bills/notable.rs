//! The newest charges, and which of them are worth a word.
use super::model::{BillState, ChargeNote, ChargeOfNote};
use super::standing::{Key, key_of, series, wanted};
use super::unusual::{Seen, Why, why};
use super::{recurring, sql};
use crate::db::Id;
use crate::ledger::{self, ListAccounts};
use crate::{Result, Tx, money};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Charges from a day on that are worth a word: a bill that costs more than it did, one far above
/// the payee's usual, a large one by somebody new. The newest first. Of the past only what these
/// payees were paid is read, and nothing when there is no charge.
pub async fn charges_of_note(tx: &mut Tx, since: NaiveDate) -> Result<Vec<ChargeOfNote>> {
    let today = tx.today();
    let charges = ledger::charges_between(tx, since, today).await?;
    if charges.is_empty() {
        return Ok(vec![]);
    }
    let accounts = ledger::list_accounts(tx, ListAccounts::default()).await?;
    let currencies: HashMap<Id, String> =
        accounts.iter().map(|a| (a.account.id, a.account.currency.clone())).collect();
    let mut new: HashMap<Id, i64> = HashMap::new();
    charges.iter().for_each(|charge| *new.entry(charge.payee_id).or_default() += 1);
    let wanted = wanted(today, new.keys().copied().collect(), true);
    let past = series(ledger::payments_by_payee(tx, &wanted).await?, &accounts);
    let kept = sql::bills(tx).await?;
    let confirmed: BTreeSet<Key> =
        kept.iter().filter(|b| b.state == BillState::Confirmed).filter_map(key_of).collect();
    let mut dear: Option<HashMap<String, i64>> = None;
    let mut regular: BTreeMap<Key, bool> = BTreeMap::new();
    let mut notes = vec![];
    for charge in charges {
        let Some(currency) = currencies.get(&charge.account_id).cloned() else { continue };
        let key = Key { payee_id: charge.payee_id, currency: currency.clone(), out: true };
        let payments = past.get(&key).map_or(&[][..], |series| &series.payments);
        let earlier: Vec<i64> = payments
            .iter()
            .filter(|payment| payment.day < charge.day)
            .map(|payment| payment.amount_minor.saturating_abs())
            .collect();
        let first = charge.payee_transactions <= new[&charge.payee_id];
        if first && dear.is_none() {
            let year = today.checked_sub_days(Days::new(365)).unwrap_or(today);
            let before = since.pred_opt().unwrap_or(since);
            dear = Some(ledger::dear_between(tx, year, before).await?);
        }
        let bill = *regular.entry(key.clone()).or_insert_with(|| {
            confirmed.contains(&key) || recurring::find(payments, today).is_some()
        });
        let seen = Seen {
            minor: charge.amount_minor.saturating_abs(),
            earlier: &earlier,
            bill,
            first,
            dear_from: dear.as_ref().and_then(|dear| dear.get(&currency).copied()),
            unit: 10i64.pow(money::exponent(&currency).unwrap_or(2)),
        };
        let Some(why) = why(&seen) else { continue };
        let note = match why {
            Why::PriceRise { from_minor } => ChargeNote::PriceRise { from_minor: -from_minor },
            Why::Unusual { usual_minor } => ChargeNote::Unusual { usual_minor: -usual_minor },
            Why::Large => ChargeNote::Large,
        };
        notes.push(ChargeOfNote {
            transaction_id: charge.id,
            day: charge.day,
            payee: charge.payee,
            amount_minor: charge.amount_minor,
            currency,
            account_id: charge.account_id,
            note,
        });
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bills::{ShownBill, due_between};
    use crate::day::Clock;
    use crate::{Actor, App, Caller, Config};
    use schemars::JsonSchema;
    use serde::Deserialize;
    use serde_json::{Value, json};
    use std::sync::Arc;

    #[derive(Deserialize, JsonSchema)]
    pub struct Since {
        since: NaiveDate,
    }

    mod ops {
        use super::*;

        pub async fn notes(tx: &mut Tx, input: Since) -> Result<Vec<ChargeOfNote>> {
            charges_of_note(tx, input.since).await
        }

        pub async fn due(tx: &mut Tx, input: Since) -> Result<Vec<ShownBill>> {
            due_between(tx, input.since, input.since + Days::new(15)).await
        }
    }

    crate::ops! { "test"
        /// What the evaluator asks.
        GET "/notes" notes(Since) -> Vec<ChargeOfNote>;
        /// What the evaluator asks.
        GET "/due" due(Since) -> Vec<ShownBill>;
    }

    struct Book {
        app: Arc<App>,
        account: Value,
        _dir: tempfile::TempDir,
    }

    impl Book {
        async fn open() -> Self {
            let dir = tempfile::tempdir().unwrap();
            let clock = Clock::Fixed("2026-11-21T12:00:00Z".parse().unwrap());
            let app = App::start_at(Config::in_dir(dir.path()), clock).await.unwrap();
            app.call("file.create", json!({"passphrase": "long enough for a test"})).await.unwrap();
            let giro = json!({"name": "Giro", "currency": "EUR"});
            let account = app.call("ledger.add_account", giro).await.unwrap()["id"].clone();
            Self { app, account, _dir: dir }
        }

        async fn pay(&self, payee: &str, day: &str, amount: i64) {
            let input = json!({"account_id": self.account, "payee": payee, "day": day,
                "amount_minor": amount});
            self.app.call("ledger.add_transaction", input).await.unwrap();
        }

        async fn ask(&self, at: usize, since: &str) -> Value {
            let caller = Caller { actor: Actor::Cli, id: None };
            self.app.run(caller, &OPS[at], json!({"since": since})).await.unwrap()
        }
    }

    #[tokio::test]
    async fn only_the_newest_charges_are_worth_a_word_and_each_for_its_reason() {
        let book = Book::open().await;
        for month in 5..=10 {
            book.pay("Films", &format!("2026-{month:02}-19"), -1_299).await;
            book.pay("Grocer", &format!("2026-{month:02}-03"), -4_000).await;
            book.pay("Grocer", &format!("2026-{month:02}-20"), -4_400).await;
        }
        assert_eq!(book.ask(0, "2026-11-15").await, json!([]));
        book.pay("Films", "2026-11-19", -1_499).await;
        book.pay("Grocer", "2026-11-18", -19_000).await;
        book.pay("Furniture", "2026-11-17", -120_000).await;
        book.pay("Kiosk", "2026-11-17", -450).await;
        let found = book.ask(0, "2026-11-15").await;
        let seen: Vec<(&str, &Value)> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|note| (note["payee"].as_str().unwrap(), &note["note"]))
            .collect();
        assert_eq!(
            seen,
            [
                ("Films", &json!({"kind": "price_rise", "from_minor": -1_299})),
                ("Grocer", &json!({"kind": "unusual", "usual_minor": -4_000})),
                ("Furniture", &json!({"kind": "large"})),
            ]
        );
        assert_eq!(book.ask(0, "2026-11-20").await, json!([]));
    }

    #[tokio::test]
    async fn a_weekly_bill_is_due_as_often_as_it_comes_and_income_is_not_due() {
        let book = Book::open().await;
        for day in ["10-20", "10-27", "11-03", "11-10", "11-17"] {
            book.pay("Cleaner", &format!("2026-{day}"), -4_500).await;
            book.pay("Lodger", &format!("2026-{day}"), 9_000).await;
        }
        let found = book.ask(1, "2026-11-21").await;
        let days: Vec<&Value> =
            found.as_array().unwrap().iter().map(|bill| &bill["next_on"]).collect();
        assert_eq!(days, ["2026-11-24", "2026-12-01"]);
    }
}
