//! Importing: no duplicate, no loss, always undoable.
use crate::Fresh;
use pocketsage_core::{Actor, Caller, Code, Event};
use serde_json::{Value, json};

const STATEMENT: &str = "Datum;Empfänger;Verwendungszweck;Betrag;Währung
02.11.2026;Bäckerei Krume;Zwei Kaffee;-4,20;EUR
02.11.2026;Bäckerei Krume;Zwei Kaffee;-4,20;EUR
03.11.2026;Stadtwerke Musterstadt;Abschlag November;-1.084,00;EUR
13.11.2026;Arbeit GmbH;Gehalt;2.950,00;EUR
";

fn counts(batch: &Value) -> [i64; 4] {
    ["added", "known", "matched", "rejected"].map(|name| batch[name].as_i64().unwrap())
}

async fn add(fresh: &Fresh, file: &str) -> [i64; 4] {
    let batches = fresh.call("imports.add", json!({"files": [file]})).await;
    counts(&batches[0])
}

async fn register(fresh: &Fresh) -> Vec<Value> {
    let page = fresh.call("ledger.list_transactions", json!({"ascending": true})).await;
    page["rows"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_banks_file_is_read_as_it_is_meant() {
    let fresh = Fresh::open().await;
    let file = fresh.write("statement.csv", STATEMENT);
    let read = fresh.call("imports.read", json!({"file": file})).await;
    assert_eq!((&read["format"], &read["delimiter"]), (&json!("csv"), &json!(";")));
    let rows = read["rows"].as_array().unwrap();
    let amounts: Vec<i64> = rows.iter().map(|r| r["amount_minor"].as_i64().unwrap()).collect();
    assert_eq!(amounts, [-420, -420, -108_400, 295_000]);
    assert_eq!(rows[3]["day"], "2026-11-13");
    assert_eq!(rows[0]["currency"], "EUR");
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await, json!([]), "nothing is stored");
}

#[tokio::test]
async fn two_coffees_come_in_once_each_and_never_again() {
    let fresh = Fresh::open().await;
    let file = fresh.write("statement.csv", STATEMENT);
    assert_eq!(add(&fresh, &file).await, [4, 0, 0, 0]);
    assert_eq!(add(&fresh, &file).await, [0, 4, 0, 0]);
    let more = STATEMENT
        .replace("03.11.2026;", "02.11.2026;Bäckerei Krume;Zwei Kaffee;-4,20;EUR\n03.11.2026;");
    let file = fresh.write("later.csv", more);
    assert_eq!(add(&fresh, &file).await, [1, 4, 0, 0]);
}

#[tokio::test]
async fn a_part_and_then_the_whole_adds_exactly_the_rest() {
    let fresh = Fresh::open().await;
    let line = |n: i64| {
        format!(
            "{:02}.{:02}.2026;Laden {};Einkauf {n};-{},{:02};EUR\n",
            n % 28 + 1,
            n % 11 + 1,
            n % 7,
            n / 90 + 1,
            n % 100
        )
    };
    let head = "Datum;Empfänger;Verwendungszweck;Betrag;Währung\n".to_owned();
    let whole: String = (0..1000).map(line).collect();
    let part: String = (0..1000).filter(|n| n % 20 != 7).map(line).collect();
    let part = fresh.write("part.csv", head.clone() + &part);
    let whole = fresh.write("whole.csv", head + &whole);
    assert_eq!(add(&fresh, &part).await, [950, 0, 0, 0]);
    assert_eq!(add(&fresh, &whole).await, [50, 950, 0, 0]);
    assert_eq!(add(&fresh, &whole).await, [0, 1000, 0, 0]);
}

#[tokio::test]
async fn editing_and_removing_a_row_does_not_bring_it_back() {
    let fresh = Fresh::open().await;
    let file = fresh.write("statement.csv", STATEMENT);
    add(&fresh, &file).await;
    let rows = register(&fresh).await;
    let (first, second) = (&rows[0]["transaction"], &rows[1]["transaction"]);
    let edit = json!({"id": first["id"], "version": 1, "amount_minor": -999, "day": "2026-10-01"});
    fresh.call("ledger.update_transaction", edit).await;
    fresh.call("ledger.remove_transaction", json!({"id": second["id"], "version": 1})).await;
    assert_eq!(add(&fresh, &file).await, [0, 4, 0, 0]);
}

#[tokio::test]
async fn undoing_a_batch_takes_its_keys_along_and_redo_brings_everything_back() {
    let fresh = Fresh::open().await;
    let file = fresh.write("statement.csv", STATEMENT);
    add(&fresh, &file).await;
    let (rows, accounts) = (register(&fresh).await, balances(&fresh).await);
    fresh.call("history.undo", json!({})).await;
    assert_eq!(register(&fresh).await, Vec::<Value>::new());
    assert_eq!(months(&fresh).await, json!([]), "totals go along");
    fresh.call("history.redo", json!({})).await;
    assert_eq!(register(&fresh).await, rows);
    assert_eq!(balances(&fresh).await, accounts);
    let batch = fresh.call("imports.list_batches", json!({})).await[0].clone();
    let undone = fresh.call("imports.undo_batch", json!({"id": batch["id"]})).await;
    assert_eq!(undone["undone"], true);
    assert_eq!(add(&fresh, &file).await, [4, 0, 0, 0], "the file can come again");
}

async fn balances(fresh: &Fresh) -> Vec<i64> {
    let accounts = fresh.call("ledger.list_accounts", json!({})).await;
    let all = accounts.as_array().unwrap().clone();
    all.iter().map(|a| a["balance_minor"].as_i64().unwrap()).collect()
}

async fn months(fresh: &Fresh) -> Value {
    fresh.call("ledger.list_month_totals", json!({})).await
}

#[tokio::test]
async fn a_banks_own_id_wins_over_changed_words_and_matches_a_typed_row() {
    let fresh = Fresh::open().await;
    let account = fresh.account("Giro").await;
    let typed = json!({"account_id": account["id"], "day": "2026-11-05", "amount_minor": -1500,
        "payee": "Kino", "external_id": "B-77"});
    fresh.call("ledger.add_transaction", typed).await;
    let csv = "date,amount,memo,category,account,currency,transaction_id
2026-11-05,-15.00,CINEMA,Fun,Giro,EUR,B-77
2026-11-06,-3.00,KIOSK,,Giro,EUR,B-78
";
    let file = fresh.write("own.csv", csv);
    assert_eq!(add(&fresh, &file).await, [1, 0, 1, 0]);
    let file = fresh.write("own2.csv", csv.replace("KIOSK", "Kiosk am Markt"));
    assert_eq!(add(&fresh, &file).await, [0, 2, 0, 0]);
}

#[tokio::test]
async fn each_transaction_tells_the_line_that_brought_it() {
    let fresh = Fresh::open().await;
    let head = STATEMENT.lines().next().unwrap().to_owned();
    let down: Vec<String> = (0..2000)
        .rev()
        .map(|n| format!("{:02}.{:02}.2026;Laden;Einkauf {n};-1,00;EUR", n % 28 + 1, n / 200 + 1))
        .collect();
    let file = fresh.write("down.csv", format!("{head}\n{}\n", down.join("\n")));
    assert_eq!(add(&fresh, &file).await, [2000, 0, 0, 0], "many blocks of lines");
    for row in register(&fresh).await.iter().step_by(7) {
        let row = &row["transaction"];
        let origin = fresh.call("imports.get_origin", json!({"transaction_id": row["id"]})).await;
        let n: usize = row["description"].as_str().unwrap()[14..].parse().unwrap();
        assert_eq!(origin["file"], "down.csv");
        assert_eq!(origin["raw"], down[1999 - n]);
        assert_eq!(origin["line"], json!(2001 - n));
    }
}

#[tokio::test]
async fn a_typed_row_has_an_origin_once_a_file_has_matched_it() {
    let fresh = Fresh::open().await;
    let account = fresh.account("Giro").await;
    let typed = json!({"account_id": account["id"], "day": "2026-11-05", "amount_minor": -1500,
        "external_id": "B-77"});
    let id = fresh.call("ledger.add_transaction", typed).await["id"].clone();
    let error = fresh.refused("imports.get_origin", json!({"transaction_id": id})).await;
    assert_eq!(error.code, Code::NotFound);
    let line = "2026-11-05,-15.00,CINEMA,Fun,Giro,EUR,B-77";
    let head = "date,amount,memo,category,account,currency,transaction_id";
    let file = fresh.write("own.csv", format!("{head}\n{line}\n"));
    assert_eq!(add(&fresh, &file).await, [0, 0, 1, 0]);
    let origin = fresh.call("imports.get_origin", json!({"transaction_id": id})).await;
    assert_eq!((&origin["line"], &origin["raw"]), (&json!(2), &json!(line)));
}

#[tokio::test]
async fn every_row_is_accounted_for_and_a_bad_one_says_where() {
    let fresh = Fresh::open().await;
    let broken = STATEMENT.replace("-1.084,00", "viel Geld").replace("13.11.2026", "irgendwann");
    let file = fresh.write("bad.csv", broken);
    let batches = fresh.call("imports.add", json!({"files": [file]})).await;
    assert_eq!(counts(&batches[0]), [2, 0, 0, 2]);
    let detail = fresh.call("imports.get_batch", json!({"id": batches[0]["batch"]})).await;
    for (at, line, column, text) in [(0, 4, 4, "viel Geld"), (1, 5, 1, "irgendwann")] {
        let row = &detail["rejected"][at];
        assert_eq!((&row["line"], &row["column"]), (&json!(line), &json!(column)));
        assert!(row["raw"].as_str().unwrap().contains(text));
    }
}

#[tokio::test]
async fn what_is_no_statement_is_refused_with_its_place_and_nothing_is_stored() {
    let fresh = Fresh::open().await;
    for (name, text) in [("empty.csv", ""), ("prose.csv", "Dear Sir,\nno numbers here.\n")] {
        let file = fresh.write(name, text);
        let error = fresh.refused("imports.add", json!({"files": [file]})).await;
        assert_eq!(error.code, Code::Invalid);
        assert!(error.message.contains(name) && error.message.contains("line"), "{error}");
    }
    let good = fresh.write("statement.csv", STATEMENT);
    let bad = fresh.write("again.csv", "");
    fresh.refused("imports.add", json!({"files": [good, bad]})).await;
    assert_eq!(fresh.call("ledger.list_accounts", json!({})).await, json!([]));
}

#[tokio::test]
async fn the_preview_shows_what_the_import_then_stores() {
    let fresh = Fresh::open().await;
    let file = fresh.write("statement.csv", STATEMENT);
    let preview = fresh.call("imports.preview", json!({"file": file})).await;
    assert_eq!((&preview["total"], &preview["new"]), (&json!(4), &json!(4)));
    assert_eq!(preview["sums"][0]["net_minor"], 185_760);
    add(&fresh, &file).await;
    let shown: Vec<_> = preview["rows"].as_array().unwrap().iter().map(essence).collect();
    let stored: Vec<_> =
        register(&fresh).await.iter().map(|row| essence(&row["transaction"])).collect();
    assert_eq!(shown, stored);
    let again = fresh.call("imports.preview", json!({"file": file})).await;
    assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(4)));
    assert_eq!(again["remembered"], true);
}

#[tokio::test]
async fn a_preview_says_how_far_it_is_and_stops_when_it_is_told_to() {
    let fresh = Fresh::open().await;
    let line = |n: i64| format!("2026-{:02}-{:02},Shop {n},-{n}.00\n", n % 12 + 1, n % 28 + 1);
    let text = "date,text,amount\n".to_owned() + &(1..20_000).map(line).collect::<String>();
    let file = fresh.write("many.csv", text);
    let mut events = fresh.app.events();
    let app = fresh.app.clone();
    let caller = Caller { actor: Actor::Desktop, id: Some("preview".into()) };
    let preview =
        async move { app.call_as(caller, "imports.preview", json!({"file": file})).await };
    let preview = tokio::spawn(preview);
    let told = loop {
        if let Event::Progress { call, done, total, .. } = events.recv().await.unwrap() {
            break (call, done, total);
        }
    };
    assert_eq!(told, ("preview".into(), 2000, 20_000));
    assert!(!preview.is_finished(), "told while it runs");
    fresh.call("file.cancel_call", json!({"call": "preview"})).await;
    assert_eq!(preview.await.unwrap().unwrap_err().code, Code::Cancelled);
}

fn essence(row: &Value) -> [Value; 3] {
    ["day", "amount_minor", "description"].map(|field| row[field].clone())
}

const QIF: &str = "!Type:Bank\nD02/03/2026\nT-4.20\nPCoffee\n^\nD05/03/2026\nT-9.00\nPBooks\n^\n";

#[tokio::test]
async fn an_open_order_of_day_and_month_is_asked_once_and_remembered() {
    let fresh = Fresh::open().await;
    let codes = |preview: &Value| -> Vec<String> {
        let questions = preview["questions"].as_array().unwrap().iter();
        questions.map(|question| question["code"].as_str().unwrap().into()).collect()
    };
    let file = fresh.write("bank.qif", QIF);
    let preview = fresh.call("imports.preview", json!({"file": file})).await;
    assert_eq!(codes(&preview), ["day_order", "currency"]);
    let answers = json!({"file": file, "day_order": "month_first", "currency": "USD"});
    let preview = fresh.call("imports.preview", answers).await;
    assert_eq!((codes(&preview), &preview["rows"][0]["day"]), (vec![], &json!("2026-02-03")));
    assert_eq!(preview["rows"][0]["currency"], "USD");
    let answers = json!({"files": [file], "day_order": "month_first", "currency": "USD"});
    fresh.call("imports.add", answers).await;
    let file = fresh.write("next.qif", QIF.replace("02/03", "06/04"));
    let preview = fresh.call("imports.preview", json!({"file": file})).await;
    assert!(!codes(&preview).contains(&"day_order".into()), "{preview}");
    assert_eq!(preview["rows"][0]["day"], "2026-06-04");
}

#[tokio::test]
async fn an_open_order_of_day_and_month_is_settled_by_rows_that_are_known() {
    let fresh = Fresh::open().await;
    let head = "Date,Description,Amount,Currency\n";
    let rows = |from: u32, to: u32| -> String {
        (from..=to).map(|n| format!("{n:02}/05/2026,Shop {n},-{n}.00,EUR\n")).collect()
    };
    let account = fresh.account("Giro").await["id"].clone();
    let whole = fresh.write("may.csv", format!("{head}{}", rows(1, 28)));
    fresh.call("imports.add", json!({"files": [whole], "account_id": account})).await;
    // Another bank's columns, so that nothing is remembered for them.
    let head = "Date,Description,Amount,Currency,Note\n";
    let part = rows(3, 9).replace(",EUR", ",EUR,");
    let part = fresh.write("part.csv", format!("{head}{part}"));
    let preview = fresh.call("imports.preview", json!({"file": part, "account_id": account})).await;
    assert_eq!((&preview["known"], &preview["new"]), (&json!(7), &json!(0)));
    assert_eq!(preview["questions"], json!([]));
    assert_eq!(preview["warnings"][0]["code"], "day_order");
}

#[tokio::test]
async fn a_column_that_was_empty_last_time_is_read_when_it_is_not() {
    let fresh = Fresh::open().await;
    let head = "date,amount,memo,category,account,currency,transaction_id\n";
    let row =
        |day: u32, id: &str| format!("2026-05-{day:02},-{day}.00,Shop {day},,Giro,EUR,{id}\n");
    let bare: String = (1..9).map(|day| row(day, "")).collect();
    let file = fresh.write("bare.csv", format!("{head}{bare}"));
    add(&fresh, &file).await;
    let named: String = (11..19).map(|day| row(day, &format!("T-{day}"))).collect();
    let file = fresh.write("named.csv", format!("{head}{named}"));
    add(&fresh, &file).await;
    assert_eq!(register(&fresh).await[8]["transaction"]["external_id"], "T-11");
}

#[tokio::test]
async fn an_account_named_like_a_direction_turns_no_sign_and_an_id_needs_no_digits() {
    let fresh = Fresh::open().await;
    let head = "date,amount,memo,category,account,currency,transaction_id\n";
    let row = "2026-05-01,-3.00,Kiosk,Food,K,EUR,first\n";
    let file = fresh.write("k.csv", format!("{head}{row}"));
    let read = fresh.call("imports.read", json!({"file": file})).await;
    assert_eq!(read["rows"][0]["amount_minor"], -300);
    assert_eq!(read["rows"][0]["external_id"], "first");
}
