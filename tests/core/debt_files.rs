//! A payoff plan as a picture and as a file of payments: by their operations.
use crate::Fresh;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calamine::{Data, Reader};
use chrono::NaiveDate;
use pocketsage_core::{Actor, Caller, Code};
use serde_json::{Value, json};

fn debt(name: &str, balance_minor: i64, apr: &str, minimum_minor: i64) -> Value {
    json!({"name": name, "balance_minor": balance_minor, "currency": "EUR", "apr": apr,
        "minimum_minor": minimum_minor})
}

fn three() -> Value {
    let debts = [
        debt("Store \"one\", two", 80_000, "22", 3500),
        debt("Card", 320_000, "19", 8000),
        debt("Car", 500_000, "6", 15_000),
    ];
    json!({"start": "2026-12-01", "strategy": "avalanche", "extra_minor": 20_000, "debts": debts})
}

/// A house and nineteen others, paid off after one another.
fn twenty() -> Value {
    let mut debts = vec![debt("House", 35_000_000, "6.5", 221_224)];
    for n in 0..19i64 {
        let (owed, apr) = (50_000 + n * 73_100, format!("{}.9", 3 + n * 5 % 22));
        debts.push(debt(&format!("Debt {n}"), owed, &apr, owed / 50 + 1000));
    }
    json!({"start": "2026-12-01", "strategy": "snowball", "debts": debts})
}

fn never() -> Value {
    json!({"start": "2026-12-01", "strategy": "avalanche",
        "debts": [debt("Card", 1_000_000, "24", 5000)]})
}

fn bytes(answer: &Value) -> Vec<u8> {
    STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn the_numbers_of_the_picture_are_those_of_the_plan() {
    let fresh = Fresh::open().await;
    for plan in [three(), twenty()] {
        let told = fresh.call("debts.simulate", plan.clone()).await;
        let drawn = fresh.call("reports.draw_debts", json!({"plan": plan})).await;
        let numbers = &drawn["numbers"];
        assert_eq!(numbers["debt_free_on"], told["debt_free_on"]);
        assert_eq!(numbers["total_interest_minor"], told["total_interest_minor"]);
        let months = numbers["months"].as_array().unwrap();
        assert_eq!(months.len() as u64, told["months"].as_u64().unwrap() + 1);
        assert_eq!(
            (&months[0]["on"], &months[months.len() - 1]["on"]),
            (&plan["start"], &told["debt_free_on"])
        );
        // Every balance of the plan is there, and nothing else.
        let debts = numbers["debts"].as_array().unwrap();
        let of = |name: &Value| debts.iter().find(|debt| debt["name"] == *name).unwrap();
        let mut owed = vec![0; months.len()];
        for row in told["schedule"].as_array().unwrap() {
            let month = row["month"].as_u64().unwrap() as usize;
            assert_eq!(of(&row["debt"])["balances_minor"][month], row["balance_minor"], "{row}");
            owed[month] += row["balance_minor"].as_i64().unwrap();
        }
        for start in plan["debts"].as_array().unwrap() {
            assert_eq!(of(&start["name"])["balances_minor"][0], start["balance_minor"]);
            owed[0] += start["balance_minor"].as_i64().unwrap();
        }
        let totals: Vec<i64> =
            months.iter().map(|month| month["total_minor"].as_i64().unwrap()).collect();
        assert_eq!(totals, owed);
        // From the bottom of the stack: the last to be paid off first.
        let order: Vec<&Value> = debts.iter().rev().map(|debt| &debt["name"]).collect();
        let payoffs = told["payoffs"].as_array().unwrap();
        assert_eq!(order, payoffs.iter().map(|payoff| &payoff["name"]).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_picture_says_who_is_paid_off_when() {
    let fresh = Fresh::open().await;
    for (locale, free, first) in [
        ("en", "debt-free on 1 Oct 2028", "two, 1 Apr 2027"),
        ("de", "schuldenfrei am 1. Okt 2028", "two, 1. Apr 2027"),
        ("es", "sin deudas el 1 oct 2028", "two, 1 abr 2027"),
    ] {
        let input = json!({"plan": three(), "locale": locale});
        let drawn = fresh.call("reports.draw_debts", input).await;
        let data = drawn["data"].as_str().unwrap();
        assert_eq!(drawn["mime"], "image/svg+xml");
        for wanted in [free, first, "role=\"img\"", "Card, ", "EUR"] {
            assert!(data.contains(wanted), "{wanted} in {data}");
        }
    }
    let names = |drawn: &Value| drawn["data"].as_str().unwrap().matches("Debt ").count();
    let drawn = fresh.call("reports.draw_debts", json!({"plan": twenty()})).await;
    assert!(names(&drawn) >= 19);
    // A colour is a debt's, whatever the order in which they are paid.
    let color = async |strategy: &str| {
        let mut plan = twenty();
        plan["strategy"] = json!(strategy);
        let drawn = fresh.call("reports.draw_debts", json!({"plan": plan})).await;
        let mut colors: Vec<(String, String)> = drawn["numbers"]["debts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|debt| (debt["name"].to_string(), debt["color"].to_string()))
            .collect();
        colors.sort();
        colors
    };
    let colors = color("snowball").await;
    assert_eq!(colors, color("avalanche").await);
    assert!(colors.contains(&("\"House\"".into(), "\"#332288\"".into())), "{colors:?}");
}

#[tokio::test]
async fn a_picture_is_a_png_of_the_size_that_was_asked_for_and_can_be_saved() {
    let fresh = Fresh::open().await;
    let mut seen = vec![];
    for theme in ["light", "dark"] {
        for (name, plan) in [("three", three()), ("twenty", twenty())] {
            let input = json!({"plan": plan, "format": "png", "theme": theme, "width": 1000,
                "height": 500});
            let drawn = fresh.call("reports.draw_debts", input.clone()).await;
            let picture = bytes(&drawn);
            let mut info = png::Decoder::new(std::io::Cursor::new(&picture)).read_info().unwrap();
            assert_eq!((info.info().width, info.info().height), (1000, 500));
            let mut pixels = vec![0; info.output_buffer_size().unwrap()];
            info.next_frame(&mut pixels).unwrap();
            // The paper in a corner.
            seen.push(pixels[0]);
            let folder = std::env::var_os("POCKETSAGE_PICTURES").map(std::path::PathBuf::from);
            let folder = folder.unwrap_or_else(|| fresh.dir.path().into());
            let file = folder.join(format!("debts-{name}-{theme}.png"));
            let mut save = input;
            save["file"] = json!(file);
            save.as_object_mut().unwrap().remove("format");
            let saved = fresh.call("reports.save_debts", save).await;
            assert_eq!(std::fs::read(&file).unwrap(), picture);
            assert_eq!(saved["bytes"], picture.len());
        }
    }
    assert_eq!(seen, [0xFB, 0xFB, 0x14, 0x14]);
}

/// Each payment of a plan as a file has it: month, day, debt, the figures.
fn wanted(told: &Value) -> Vec<(i64, String, String, [i64; 5])> {
    let row = |row: &Value| {
        let minor = |name: &str| row[name].as_i64().unwrap();
        let (interest, fee) = (minor("interest_minor"), minor("fee_minor"));
        let payment = minor("payment_minor");
        let figures = [interest, fee, payment, payment - interest - fee, minor("balance_minor")];
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        (minor("month"), text("on"), text("debt"), figures)
    };
    told["schedule"].as_array().unwrap().iter().map(row).collect()
}

#[tokio::test]
async fn a_csv_holds_the_plan_to_the_cent() {
    let fresh = Fresh::open().await;
    let mut plan = three();
    plan["debts"][1]["fee_minor"] = json!(250);
    let told = fresh.call("debts.simulate", plan.clone()).await;
    let made = fresh.call("reports.make_schedule", json!({"plan": plan, "locale": "de"})).await;
    assert_eq!((&made["mime"], &made["name"]), (&json!("text/csv"), &json!("Tilgungsplan.csv")));
    let text = bytes(&made);
    let mut file = csv::Reader::from_reader(&text[..]);
    assert_eq!(
        file.headers().unwrap(),
        &[
            "Monat",
            "Tag",
            "Schuld",
            "Währung",
            "Zinsen",
            "Gebühr",
            "Zahlung",
            "Tilgung",
            "Restschuld"
        ][..]
    );
    let minor = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap();
        assert_eq!(part.len(), 2, "{text}");
        format!("{whole}{part}").parse::<i64>().unwrap()
    };
    let mut found = vec![];
    for row in file.records() {
        let row = row.unwrap();
        assert_eq!(&row[3], "EUR");
        let figures = [4, 5, 6, 7, 8].map(|column| minor(&row[column]));
        found.push((row[0].parse().unwrap(), row[1].into(), row[2].into(), figures));
    }
    assert_eq!(found, wanted(&told));
    assert_eq!(made["rows"], found.len());
    // One debt alone, and saved as the same file.
    let input = json!({"plan": plan, "debt": "Card"});
    let card = fresh.call("reports.make_schedule", input.clone()).await;
    let only: Vec<_> = found.into_iter().filter(|row| row.2 == "Card").collect();
    assert_eq!(card["rows"], only.len());
    let path = fresh.dir.path().join("card.CSV");
    let mut save = input;
    save["file"] = json!(path);
    let saved = fresh.call("reports.save_schedule", save).await;
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!((text.as_bytes(), &saved["bytes"]), (&bytes(&card)[..], &json!(text.len())));
    assert!(text.starts_with("month,day,debt,currency,interest,fee,payment,principal,balance\n1,"));
}

#[tokio::test]
async fn a_sheet_holds_the_plan_to_the_cent() {
    let fresh = Fresh::open().await;
    for (currency, digits) in [("EUR", 2), ("JPY", 0), ("KWD", 3)] {
        let mut plan = three();
        plan["debts"][0]["fee_minor"] = json!(150);
        for debt in plan["debts"].as_array_mut().unwrap() {
            debt["currency"] = json!(currency);
        }
        let told = fresh.call("debts.simulate", plan.clone()).await;
        let input = json!({"plan": plan, "format": "xlsx", "locale": "es"});
        let made = fresh.call("reports.make_schedule", input).await;
        assert_eq!(made["name"], "plan de pagos.xlsx");
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes(&made))).unwrap();
        let page = book.worksheet_range("plan de pagos").unwrap();
        let heading: Vec<String> =
            page.rows().next().unwrap().iter().map(|cell| cell.to_string()).collect();
        assert_eq!(heading[..4], ["mes", "día", "deuda", &format!("intereses, {currency}")]);
        let figure = |cell: &Data| {
            let Data::Float(number) = cell else { panic!("{cell:?} is no number") };
            let minor = number * 10f64.powi(digits);
            assert!((minor - minor.round()).abs() < 1e-6, "{number}");
            minor.round() as i64
        };
        let (mut found, mut sums) = (vec![], [0; 4]);
        let rows: Vec<&[Data]> = page.rows().skip(1).collect();
        let (last, rows) = rows.split_last().unwrap();
        for row in rows {
            let Data::DateTime(day) = &row[1] else { panic!("{:?} is no day", row[1]) };
            let days = day.as_f64() as u64;
            let day = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + chrono::Days::new(days);
            let figures = [3, 4, 5, 6, 7].map(|column| figure(&row[column]));
            sums.iter_mut().zip(figures).for_each(|(sum, one)| *sum += one);
            let month = row[0].to_string().parse().unwrap();
            found.push((month, day.to_string(), row[2].to_string(), figures));
        }
        assert_eq!(found, wanted(&told));
        assert_eq!(last[0].to_string(), "total");
        assert_eq!([3, 4, 5, 6].map(|column| figure(&last[column])), sums);
        assert_eq!(json!(sums[0]), told["total_interest_minor"]);
        assert_eq!(json!(sums[2]), told["total_paid_minor"]);
        let sum = book.worksheet_formula("plan de pagos").unwrap();
        let formula = sum.get_value((rows.len() as u32 + 1, 5)).unwrap();
        assert_eq!(*formula, format!("SUBTOTAL(109,F2:F{})", rows.len() + 1));
    }
}

#[tokio::test]
async fn what_cannot_be_drawn_or_written_is_refused_in_words() {
    let fresh = Fresh::open().await;
    let file = fresh.dir.path().join("never.svg");
    for (name, file) in [
        ("reports.draw_debts", None),
        ("reports.make_schedule", None),
        ("reports.save_debts", Some(file.with_extension("svg"))),
        ("reports.save_schedule", Some(file.with_extension("xlsx"))),
    ] {
        let mut input = json!({"plan": never()});
        if let Some(file) = &file {
            input["file"] = json!(file);
        }
        let told = fresh.refused("debts.simulate", never()).await;
        let error = fresh.refused(name, input.clone()).await;
        assert_eq!((&error.message, &error.field), (&told.message, &told.field), "{name}");
        assert!(error.message.contains("at least 200.01 is needed"), "{error}");
        let Some(file) = file else { continue };
        assert!(!file.exists(), "{name}");
        // Over HTTP nobody names files of this machine, and a name says what the file is.
        input["plan"] = three();
        let api = Caller { actor: Actor::Api, id: None };
        let error = fresh.app.call_as(api, name, input.clone()).await.unwrap_err();
        assert_eq!(error.code, Code::Denied, "{name}: {error}");
        input["file"] = json!("plan.pdf");
        let error = fresh.refused(name, input).await;
        assert_eq!(error.field.as_deref(), Some("file"), "{name}: {error}");
    }
    let error = fresh.refused("reports.draw_debts", json!({"plan": three(), "width": 10})).await;
    assert_eq!(error.field.as_deref(), Some("width"));
    let input = json!({"plan": three(), "debt": "Boat"});
    let error = fresh.refused("reports.make_schedule", input).await;
    assert_eq!(error.field.as_deref(), Some("debt"), "{error}");
}
