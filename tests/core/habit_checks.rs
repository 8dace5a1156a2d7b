//! Habits that the ledger checks, by the operations: today is 21 November 2026.
use crate::Fresh;
use pocketsage_core::Code;
use serde_json::{Value, json};

/// A file with an account and categories.
struct Kept {
    fresh: Fresh,
    giro: Value,
    food: Value,
    takeaway: Value,
}

impl std::ops::Deref for Kept {
    type Target = Fresh;
    fn deref(&self) -> &Fresh {
        &self.fresh
    }
}

impl Kept {
    async fn open() -> Self {
        let fresh = Fresh::open().await;
        let giro = fresh.account("Giro").await;
        let food = fresh.call("ledger.add_category", json!({"name": "Food"})).await;
        let inside = json!({"name": "Takeaway", "parent_id": food["id"]});
        let takeaway = fresh.call("ledger.add_category", inside).await;
        Self { fresh, giro, food, takeaway }
    }

    async fn spend(&self, day: &str, minor: i64, category: &Value) -> Value {
        self.on(&self.giro, day, minor, category, "Somebody").await
    }

    async fn on(&self, account: &Value, day: &str, minor: i64, of: &Value, payee: &str) -> Value {
        let input = json!({"account_id": account["id"], "day": day, "amount_minor": minor,
            "category_id": of["id"], "payee": payee});
        self.call("ledger.add_transaction", input).await
    }

    async fn habit(&self, fields: Value) -> Value {
        let mut input = json!({"name": "No takeaway", "kind": "avoid", "since": "2026-11-10",
            "check": {"category_ids": [self.food["id"]], "measure": "count"}});
        input.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.call("habits.add_habit", input).await["habit"].clone()
    }

    async fn days(&self) -> Vec<Value> {
        let days = json!({"from": "2026-11-10", "to": "2026-11-21"});
        let grid = self.call("habits.get_grid", days).await;
        grid["rows"][0]["days"].as_array().unwrap().clone()
    }

    /// From 10 to 21 November, as letters; small ones were marked by hand.
    async fn letters(&self) -> String {
        let letter = |day: &Value| {
            let letter = match day["value"].as_str() {
                Some("yes") => 'Y',
                Some("auto") => 'A',
                Some("skip") => 'S',
                Some("off") if day["awaits_ledger"] == true => '?',
                Some("off") => 'O',
                Some("no") => 'N',
                Some(_) => '.',
                None => ' ',
            };
            let by_hand = day["marked"] == true;
            assert!(!by_hand || day["from_ledger"] == false);
            if by_hand { letter.to_ascii_lowercase() } else { letter }
        };
        let grid: String = self.days().await.iter().map(letter).collect();
        self.agrees(&grid).await;
        grid
    }

    /// The list, the page and its numbers say what the grid says.
    async fn agrees(&self, grid: &str) {
        let list = self.call("habits.list_habits", json!({})).await;
        let shown = self.call("habits.get_habit", json!({"id": list[0]["habit"]["id"]})).await;
        assert_eq!(list[0], shown);
        let history =
            self.call("habits.get_habit_history", json!({"id": shown["habit"]["id"]})).await;
        assert_eq!(history["habit"], shown);
        let heat = history["heat"].as_array().unwrap();
        let from = heat.iter().position(|cell| cell["day"] == "2026-11-10").unwrap();
        for (cell, letter) in heat[from..].iter().zip(grid.chars()) {
            let value = match letter.to_ascii_uppercase() {
                'Y' => json!("yes"),
                'A' => json!("auto"),
                'S' => json!("skip"),
                '?' | 'O' => json!("off"),
                'N' => json!("no"),
                '.' => json!("unknown"),
                _ => Value::Null,
            };
            assert_eq!(cell["value"], value, "{cell} in {grid}");
        }
    }

    async fn mark(&self, habit: &Value, day: &str, state: Option<&str>) -> Value {
        let input = json!({"id": habit["id"], "day": day, "state": state});
        self.call("habits.mark_habit", input).await["habit"].clone()
    }
}

#[tokio::test]
async fn what_is_avoided_slips_on_days_with_a_charge_in_the_category_or_inside_it() {
    let kept = Kept::open().await;
    let other = kept.call("ledger.add_category", json!({"name": "Rent"})).await;
    kept.spend("2026-11-12", -1500, &kept.takeaway).await;
    kept.spend("2026-11-14", -900, &kept.food).await;
    kept.spend("2026-11-16", -70_000, &other).await;
    kept.spend("2026-11-18", 2_000, &other).await;
    kept.habit(json!({})).await;
    assert_eq!(kept.letters().await, "YYNYNYYYY???");
    let shown = kept.call("habits.list_habits", json!({})).await;
    let ledger = &shown[0]["ledger"];
    assert_eq!(
        (&ledger["known_until"], &ledger["account_id"], &ledger["missing"]),
        (&json!("2026-11-18"), &kept.giro["id"], &json!(0))
    );
    assert_eq!(shown[0]["current_streak"], 4, "days not known hold it together");
    assert_eq!((&shown[0]["open_today"], &shown[0]["today"]), (&json!(false), &json!("off")));
}

#[tokio::test]
async fn what_is_built_is_done_on_days_with_a_transfer() {
    let kept = Kept::open().await;
    let savings = kept.account("Savings").await;
    let aside = json!({"name": "Put aside", "transfer": true});
    let aside = kept.call("ledger.add_category", aside).await;
    let out = kept.on(&kept.giro, "2026-11-11", -5000, &aside, "Savings").await;
    let came = kept.on(&savings, "2026-11-11", 5000, &aside, "Giro").await;
    let link = json!({"transaction_id": out["id"], "other_id": came["id"]});
    kept.call("ledger.link_transfer", link).await;
    kept.spend("2026-11-20", -100, &kept.food).await;
    let check = json!({"category_ids": [aside["id"]], "measure": "count"});
    let habit = json!({"kind": "build", "denominator": 7, "check": check});
    kept.habit(habit).await;
    assert_eq!(kept.letters().await, ".YAAAAAA....", "one week, and then none; today is open");
    let shown = kept.call("habits.list_habits", json!({})).await;
    assert_eq!(
        (&shown[0]["open_today"], &shown[0]["at_risk_today"]),
        (&json!(true), &json!(false))
    );
}

#[tokio::test]
async fn transfers_are_no_spending_unless_their_category_is_asked_for() {
    let kept = Kept::open().await;
    let hidden = json!({"name": "Moved", "parent_id": kept.food["id"], "transfer": true});
    let hidden = kept.call("ledger.add_category", hidden).await;
    kept.on(&kept.giro, "2026-11-12", -100, &hidden, "Bank").await;
    kept.spend("2026-11-20", 1, &Value::Null).await;
    kept.habit(json!({})).await;
    assert_eq!(kept.letters().await, "YYYYYYYYYYY?");
    let payees = kept.call("ledger.list_payees", json!({"text": "Bank"})).await;
    let list = kept.call("habits.list_habits", json!({})).await;
    let habit = &list[0]["habit"];
    let by_payee = json!({"id": habit["id"], "version": habit["version"],
        "check": {"payee_ids": [payees[0]["id"]], "measure": "count"}});
    kept.call("habits.update_habit", by_payee).await;
    assert_eq!(kept.letters().await, "YYYYYYYYYYY?", "nor by its payee");
    kept.on(&kept.giro, "2026-11-13", -100, &kept.food, "Bank").await;
    assert_eq!(kept.letters().await, "YYYNYYYYYYY?");
}

#[tokio::test]
async fn a_limit_adds_up_what_was_spent_and_refunds_take_off() {
    let kept = Kept::open().await;
    kept.spend("2026-11-11", -4_550, &kept.food).await;
    kept.spend("2026-11-13", -2_000, &kept.food).await;
    kept.spend("2026-11-15", 2_500, &kept.food).await;
    kept.spend("2026-11-20", -1, &Value::Null).await;
    let check = json!({"category_ids": [kept.food["id"]], "measure": "amount"});
    let habit = json!({"kind": "limit", "target": 60, "denominator": 30, "check": check});
    let habit = kept.habit(habit).await;
    assert_eq!((&habit["unit"], &habit["check"]["currency"]), (&json!("EUR"), &json!("EUR")));
    let days = kept.days().await;
    let amounts: Vec<_> = days.iter().map(|day| &day["amount"]).filter(|a| !a.is_null()).collect();
    assert_eq!(amounts, [&json!(40.5)], "the newest charge came back first");
    assert_eq!(kept.letters().await, "YYYYYYYYYYY?");
    let history = kept.call("habits.get_habit_history", json!({"id": habit["id"]})).await;
    assert_eq!(
        (&history["entry_count"], &history["entries"][0]["day"]),
        (&json!(1), &json!("2026-11-11"))
    );
    assert_eq!(history["entries"][0]["from_ledger"], true);
    let month = history["progress"].as_array().unwrap().iter().find(|one| one["period"] == "month");
    assert_eq!(month.unwrap()["sum"], json!(40.5));
    kept.spend("2026-11-17", -6_001, &kept.takeaway).await;
    assert_eq!(kept.letters().await, "YYYYYYYNYYY?");
}

#[tokio::test]
async fn what_is_measured_counts_charges_at_a_payee_in_every_currency() {
    let kept = Kept::open().await;
    let dollars = json!({"name": "Dollars", "currency": "USD"});
    let dollars = kept.call("ledger.add_account", dollars).await;
    for account in [&kept.giro, &dollars] {
        kept.on(account, "2026-11-12", -300, &Value::Null, "Market").await;
    }
    kept.on(&kept.giro, "2026-11-13", -300, &kept.food, "Market").await;
    kept.on(&kept.giro, "2026-11-14", -300, &kept.food, "Other").await;
    let payees = kept.call("ledger.list_payees", json!({"text": "Market"})).await;
    let check = json!({"payee_ids": [payees[0]["id"]], "measure": "count"});
    kept.habit(json!({"kind": "measured", "target": 2, "check": check})).await;
    assert_eq!(kept.letters().await, "..YN???????.");
    assert_eq!(kept.days().await[2]["amount"], 2);
    // Both chosen, a charge still counts once.
    let list = kept.call("habits.list_habits", json!({})).await;
    let habit = &list[0]["habit"];
    let check = json!({"payee_ids": [payees[0]["id"]], "category_ids": [kept.food["id"]],
        "measure": "count"});
    let both = json!({"id": habit["id"], "version": habit["version"], "check": check});
    kept.call("habits.update_habit", both).await;
    let days = kept.days().await;
    let amounts = [&days[2]["amount"], &days[3]["amount"], &days[4]["amount"]];
    assert_eq!(amounts, [&json!(2), &json!(1), &json!(1)]);
}

#[tokio::test]
async fn a_mark_by_hand_wins_and_says_so() {
    let kept = Kept::open().await;
    kept.spend("2026-11-12", -1500, &kept.takeaway).await;
    kept.spend("2026-11-20", -1, &Value::Null).await;
    let habit = kept.habit(json!({})).await;
    kept.mark(&habit, "2026-11-12", Some("no")).await;
    kept.mark(&habit, "2026-11-13", Some("no")).await;
    kept.mark(&habit, "2026-11-14", Some("yes")).await;
    assert_eq!(kept.letters().await, "YYyynYYYYYY?");
    let days = kept.days().await;
    let says = |day: usize| days[day]["ledger_says"]["value"].clone();
    assert_eq!((says(2), says(3), says(4)), (json!("no"), Value::Null, json!("yes")));
    let history = kept.call("habits.get_habit_history", json!({"id": habit["id"]})).await;
    let entries = history["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &history["entry_count"]), (3, &json!(3)));
    assert_eq!(entries[2]["ledger_says"]["value"], "no");
    assert_eq!(entries[2]["from_ledger"], false);
    // A note alone says nothing, and taken back the ledger speaks again.
    kept.mark(&habit, "2026-11-12", None).await;
    let note = json!({"id": habit["id"], "day": "2026-11-12", "note": "birthday"});
    kept.call("habits.mark_habit", note).await;
    assert_eq!(kept.letters().await, "YYNynYYYYYY?");
    let history = kept.call("habits.get_habit_history", json!({"id": habit["id"]})).await;
    let noted = &history["entries"][2];
    assert_eq!((&noted["note"], &noted["from_ledger"]), (&json!("birthday"), &json!(true)));
    // Only what was said by hand goes out.
    let file = kept.call("habits.export_habits", json!({"format": "json"})).await;
    let other = Fresh::open().await;
    let came = other.call("habits.import_habits", json!({"base64": file["base64"]})).await;
    assert_eq!(came["days_added"], 3, "{came}");
    assert_eq!(came["problems"].as_array().unwrap().len(), 1, "nothing of it is there");
    let list = other.call("habits.list_habits", json!({})).await;
    assert_eq!((&list[0]["habit"]["check"], &list[0]["ledger"]), (&Value::Null, &Value::Null));
}

const LATE: &str = "Date,Payee,Amount,Currency,Category\n\
    2026-11-13,Noodles,-12.50,EUR,Food:Takeaway\n\
    2026-11-19,Noodles,-9.00,EUR,Food:Takeaway\n";

#[tokio::test]
async fn a_late_statement_rejudges_and_so_does_its_undo() {
    let kept = Kept::open().await;
    kept.spend("2026-11-14", -900, &kept.food).await;
    let habit = kept.habit(json!({})).await;
    assert_eq!(kept.letters().await, "YYYYN???????");
    let before = kept.call("habits.get_habit", json!({"id": habit["id"]})).await;
    let file = kept.write("late.csv", LATE);
    let sources = json!({"sources": [{"file": file}], "account": "Giro"});
    let added = kept.call("imports.add", sources).await;
    assert_eq!(added[0]["added"], 2, "{added}");
    let rows = kept.call("ledger.list_transactions", json!({"text": "Noodles"})).await;
    let ids: Vec<&Value> =
        rows["rows"].as_array().unwrap().iter().map(|row| &row["transaction"]["id"]).collect();
    let categorise = json!({"ids": ids, "category_id": kept.takeaway["id"]});
    kept.call("ledger.categorise_transactions", categorise).await;
    assert_eq!(kept.letters().await, "YYYNNYYYYN??");
    kept.call("history.undo", json!({})).await;
    kept.call("history.undo", json!({})).await;
    assert_eq!(kept.letters().await, "YYYYN???????");
    assert_eq!(kept.call("habits.get_habit", json!({"id": habit["id"]})).await, before);
    kept.call("history.redo", json!({})).await;
    kept.call("history.redo", json!({})).await;
    assert_eq!(kept.letters().await, "YYYNNYYYYN??");
}

#[tokio::test]
async fn what_makes_no_check_is_refused_and_what_is_gone_is_told() {
    let kept = Kept::open().await;
    kept.spend("2026-11-20", -1, &Value::Null).await;
    let nobody = "01890000-0000-7000-8000-000000000000";
    for check in [
        json!({"measure": "count"}),
        json!({"category_ids": [nobody], "measure": "count"}),
        json!({"payee_ids": [nobody], "measure": "count"}),
        json!({"category_ids": [kept.food["id"]], "measure": "amount", "currency": "EURO"}),
    ] {
        let habit = json!({"name": "X", "kind": "avoid", "check": check});
        let error = kept.refused("habits.add_habit", habit).await;
        assert_eq!(error.field.as_deref(), Some("check"), "{error}");
    }
    let habit = kept.habit(json!({"since": null})).await;
    assert_eq!(habit["since"], "2026-11-21", "today, unless told");
    kept.spend("2026-11-12", -1500, &kept.takeaway).await;
    assert_eq!(kept.letters().await, "           ?", "what was before is not its");
    let list = kept.call("ledger.list_categories", json!({})).await;
    let all = list.as_array().unwrap().iter().map(|one| &one["category"]);
    let takeaway = all.clone().find(|one| one["name"] == "Takeaway").unwrap();
    let food = all.clone().find(|one| one["name"] == "Food").unwrap();
    let merge =
        json!({"id": takeaway["id"], "version": takeaway["version"], "into_id": food["id"]});
    kept.call("ledger.merge_category", merge).await;
    let rent = kept.call("ledger.add_category", json!({"name": "Rent"})).await;
    let merge = json!({"id": food["id"], "version": food["version"], "into_id": rent["id"]});
    kept.call("ledger.merge_category", merge).await;
    let shown = kept.call("habits.get_habit", json!({"id": habit["id"]})).await;
    assert_eq!(
        (&shown["ledger"]["missing"], &shown["ledger"]["known_until"]),
        (&json!(1), &Value::Null),
        "nothing is taken for kept"
    );
    let none = json!({"id": habit["id"], "version": shown["habit"]["version"], "check": null});
    let shown = kept.call("habits.update_habit", none).await;
    assert_eq!((&shown["ledger"], &shown["habit"]["check"]), (&Value::Null, &Value::Null));
}

/// Ninety days before 10 November begin on 12 August; 300.00 was spent in them. Eleven days since are
/// known, for which that makes 36.67, and 10.00 were spent.
async fn saved(kept: &Kept) -> Value {
    kept.spend("2026-01-02", -100, &Value::Null).await;
    kept.spend("2026-08-11", -99_999, &kept.food).await;
    kept.spend("2026-08-12", -10_000, &kept.food).await;
    kept.spend("2026-10-01", -25_000, &kept.takeaway).await;
    kept.spend("2026-10-02", 5_000, &kept.food).await;
    kept.spend("2026-11-15", -1_000, &kept.food).await;
    kept.spend("2026-11-20", -5, &Value::Null).await;
    kept.habit(json!({})).await
}

#[tokio::test]
async fn savings_are_reckoned_against_ones_own_ninety_days() {
    let kept = Kept::open().await;
    let habit = saved(&kept).await;
    let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
    let expected = json!({"baseline_from": "2026-08-12", "baseline_until": "2026-11-09",
        "baseline_days": 90, "baseline_minor": 30_000, "from": "2026-11-10",
        "until": "2026-11-20", "days": 11, "expected_minor": 3_667, "actual_minor": 1_000,
        "saved_minor": 2_667});
    assert_eq!(savings["reckoned"], expected);
    assert_eq!((&savings["left_minor"], &savings["currency"]), (&json!(2_667), &json!("EUR")));
    // More than before is said plainly, and nothing of it can be sent.
    kept.spend("2026-11-16", -5_000, &kept.food).await;
    let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
    assert_eq!(savings["reckoned"]["saved_minor"], -2_333);
    assert_eq!(savings["left_minor"], 0);
}

#[tokio::test]
async fn without_thirty_days_of_ledger_before_nothing_is_said_of_savings() {
    let kept = Kept::open().await;
    let reason = async |habit: &Value| {
        let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
        assert_eq!(savings["reckoned"], Value::Null);
        savings["reason"].clone()
    };
    let habit = kept.habit(json!({})).await;
    assert_eq!(reason(&habit).await, "short_past");
    kept.spend("2026-10-12", -100, &kept.food).await;
    kept.spend("2026-11-20", -100, &kept.food).await;
    assert_eq!(reason(&habit).await, "short_past");
    let plain = kept.call("habits.add_habit", json!({"name": "Run", "kind": "avoid"})).await;
    assert_eq!(reason(&plain["habit"]).await, "unchecked");
    let build = kept.habit(json!({"name": "Cook", "kind": "build"})).await;
    assert_eq!(reason(&build).await, "kind");
    kept.spend("2026-10-11", -100, &kept.food).await;
    let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
    assert_eq!(savings["reckoned"]["baseline_days"], 30);
}

#[tokio::test]
async fn what_is_saved_goes_to_a_debt_once_and_one_undo_takes_it_back() {
    let kept = Kept::open().await;
    let habit = saved(&kept).await;
    kept.spend("2026-11-21", -5, &Value::Null).await; // twelve days: 40.00 less 10.00
    let account = async |name: &str, kind: &str, currency: &str, opening: i64| {
        let account = json!({"name": name, "kind": kind, "currency": currency,
            "opening_minor": opening});
        kept.call("ledger.add_account", account).await
    };
    let loan = account("Loan", "loan", "EUR", -2_000).await;
    let card = account("Card", "card", "EUR", -90_000).await;
    let dollars = account("Dollars", "checking", "USD", 0).await;
    let paid = account("Paid", "loan", "EUR", 0).await;
    let send = |from: &Value, to: &Value, minor: i64| {
        json!({"id": habit["id"], "from_account_id": from["id"], "to_account_id": to["id"],
            "amount_minor": minor})
    };
    for (input, field) in [
        (send(&kept.giro, &card, 3_001), "amount_minor"),
        (send(&kept.giro, &card, 0), "amount_minor"),
        (send(&kept.giro, &loan, 2_500), "amount_minor"),
        (send(&dollars, &card, 100), "from_account_id"),
        (send(&card, &loan, 100), "from_account_id"),
        (send(&kept.giro, &kept.giro, 100), "to_account_id"),
        (send(&kept.giro, &paid, 100), "to_account_id"),
    ] {
        let error = kept.refused("habits.send_savings", input.clone()).await;
        assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some(field)), "{error}");
    }
    let before = kept.call("ledger.list_accounts", json!({})).await;
    let sent = kept.call("habits.send_savings", send(&kept.giro, &card, 2_000)).await;
    let shown = [&sent["sent_minor"], &sent["left_minor"], &sent["sent"][0]["to_account_id"]];
    assert_eq!(shown, [&json!(2_000), &json!(1_000), &card["id"]]);
    let error = kept.refused("habits.send_savings", send(&kept.giro, &card, 1_001)).await;
    assert!(error.message.contains("10.00 EUR is saved and not sent yet"), "{error}");
    let rows = kept.call("ledger.list_transactions", json!({"account_id": card["id"]})).await;
    let row = &rows["rows"][0];
    assert_eq!(
        (&row["other_account_id"], &row["balance_minor"]),
        (&kept.giro["id"], &json!(-88_000))
    );
    assert_eq!(row["transaction"]["day"], "2026-11-21");
    let totals = json!({"from": "2026-11-21"});
    let totals = kept.call("ledger.summarise_transactions", totals).await;
    assert_eq!(
        (&totals[0]["expense_minor"], &totals[0]["transfers_minor"]),
        (&json!(5), &json!(0))
    );
    kept.call("history.undo", json!({})).await;
    assert_eq!(kept.call("ledger.list_accounts", json!({})).await, before);
    let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
    assert_eq!((&savings["left_minor"], &savings["sent"]), (&json!(3_000), &json!([])));
    kept.call("history.redo", json!({})).await;
    // What was sent and then removed from the ledger counts no more.
    let rows = kept.call("ledger.list_transactions", json!({"account_id": card["id"]})).await;
    let txn = &rows["rows"][0]["transaction"];
    let rows = kept.call("ledger.list_transactions", json!({"from": "2026-11-21"})).await;
    assert_eq!(rows["rows"].as_array().unwrap().len(), 3);
    let remove = json!({"id": txn["id"], "version": txn["version"]});
    kept.call("ledger.remove_transaction", remove).await;
    let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
    assert_eq!(savings["sent_minor"], 2_000, "it left all the same");
    let left = json!({"from": "2026-11-21", "text": "Card"});
    let rows = kept.call("ledger.list_transactions", left).await;
    let txn = &rows["rows"][0]["transaction"];
    let remove = json!({"id": txn["id"], "version": txn["version"]});
    kept.call("ledger.remove_transaction", remove).await;
    let savings = kept.call("habits.get_savings", json!({"id": habit["id"]})).await;
    assert_eq!(savings["sent_minor"], 0);
    let choose = json!({"id": habit["id"], "version": habit["version"]});
    kept.call("habits.remove_habit", choose).await;
    kept.call("history.undo", json!({})).await;
    assert_eq!(kept.call("habits.list_habits", json!({})).await[0]["habit"]["name"], "No takeaway");
}
