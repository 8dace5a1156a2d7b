//! Puts the findings together: from bytes to a layout with its warnings and questions.
//! Leaves out reading the rows (`rows.rs`).

use chrono::Datelike;

use super::broker::{self, File};
use super::bytes;
use super::columns::{self, Days, Money, Sheet};
use super::currency;
use super::dates::parse_day;
use super::layout::{AmountColumns, Detected, Hints, Layout, Mapping, Note, Refused};
use super::roles::{self, Texts};
use super::settle::{Notes, SAMPLE, Seen, currencies, settle_days, year};
use super::signs::{self, Signs};
use super::table::{self, MAX_LINE, Table};

/// Finds out how a file is laid out.
pub fn detect(bytes: &[u8], hints: &Hints) -> Result<Detected, Refused> {
    let encoding = bytes::guess(bytes);
    let head = bytes::head(bytes, SAMPLE);
    let (text, _) = bytes::decode(head, encoding);
    let text = bytes::unify_lines(text);
    refuse_early(bytes, &text)?;
    let table = table::find(&text, head.len() < bytes.len())?;
    let file = File { bytes, text: &text, encoding: encoding.name() };
    let sheet = Sheet::new(&table);
    if let Some(found) = broker::detect(&file, &sheet, hints)? {
        return Ok(found);
    }
    let mut notes = Notes::default();
    let mut days = columns::days(&sheet)?;
    let (mut money, decimal) = money(&sheet, &days, &mut notes)?;
    let texts = roles::texts(&sheet, &days, &money);
    let mut signs = signs(&sheet, &mut money, &texts, decimal, upward(&sheet, &days), &mut notes)?;
    let latest =
        sheet.rows.iter().filter_map(|r| parse_day(r.cell(days.column), days.format, None));
    let seen = Seen { text: &text, decimal, year: latest.max().map(|day| day.year()) };
    let found = currencies(&sheet, &money, &texts, hints, &seen, &mut notes);
    settle_days(bytes, &sheet, &mut days, hints, &found, &mut notes);
    fees(&sheet, &money, &mut signs, &mut notes);
    let year = year(&sheet, &days, &text, &mut notes);
    let accounts = roles::accounts(&sheet, &texts);
    if texts.account.is_some() && accounts.own > 1 {
        let text =
            format!("rows of {} accounts in one file: each needs its own account", accounts.own);
        notes.ask(Note::new("accounts", text).at(None, texts.account));
    }
    let mapping = Mapping {
        day: days.column,
        day_fallback: days.fallback,
        day_format: days.format,
        year,
        amount: money.amount,
        inverted: signs.inverted,
        fee: signs.fee,
        decimal,
        description: texts.description,
        payee: texts.payee,
        memo: texts.memo,
        external_id: texts.external_id,
        currency: found.column,
        currency_fallback: found.fallback,
        fixed_currency: Some(found.fixed.as_str().to_string()),
        balance: signs.balance,
        account: texts.account,
        category: texts.category,
        status: texts.status,
        trade: None,
    };
    let layout = layout(&table, encoding.name(), mapping);
    Ok(Detected {
        columns: names(&sheet),
        signature: signature(&sheet, &layout),
        account_hints: accounts.hints,
        warnings: notes.warnings,
        questions: notes.questions,
        layout,
    })
}

/// Refuses what cannot be a table at all.
fn refuse_early(bytes: &[u8], text: &str) -> Result<(), Refused> {
    if text.trim_matches(table::is_blank).is_empty() {
        return Err(Refused::new(1, 1, "the file is empty"));
    }
    for (line, part) in (1..).zip(text.split('\n')) {
        // A sample cut inside a line shows only part of it, so the file itself is asked.
        if part.len() > SAMPLE / 2 && bytes.iter().take(MAX_LINE + 1).all(|b| *b != b'\n') {
            return Err(Refused::new(line, 1, "a line of more than 1 MB: this is no bank file"));
        }
    }
    if text.bytes().take(4_096).filter(|b| *b == 0).count() > 8 {
        return Err(Refused::new(1, 1, "the file holds binary data, not text"));
    }
    let start = text.trim_start_matches(table::is_blank);
    if start.starts_with("<?xml")
        || start.starts_with("<!")
        || start.starts_with("<html")
        || start.starts_with("<OFX")
    {
        return Err(Refused::new(1, 1, "this is a document in tags, not a table of cells"));
    }
    Ok(())
}

/// The money columns and the decimal sign.
fn money(sheet: &Sheet<'_>, days: &Days, notes: &mut Notes) -> Result<(Money, char), Refused> {
    let three = sheet.rows.iter().take(20).flat_map(|r| &r.cells).any(|c| {
        let found = currency::of_cell(c).or_else(|| currency::sign_inside(c).map(|f| f.0));
        found.is_some_and(|f| f.exponent() == 3)
    });
    let named = columns::named_money(sheet);
    let all = match &named {
        Some(money) => money.all.clone(),
        None => {
            let mut bare = columns::bare_money(sheet);
            bare.retain(|c| !days.all.contains(c));
            bare
        }
    };
    let (decimal, guessed) = columns::decimal(sheet, &all, three);
    if guessed {
        let text =
            "is the sign before three digits a thousands sign? No amount in the file settles it";
        notes.ask(Note::new("decimal", text));
    }
    if let Some(money) = named {
        if money.open {
            let text = "more than one column could be the amount";
            notes.ask(
                Note::new("amount_column", text).at(Some(sheet.header_line()), Some(money.main)),
            );
        }
        return Ok((money, decimal));
    }
    let balances = sheet.with(&[super::words::Role::Balance]);
    let line = sheet.header_line();
    if all.is_empty() && !balances.is_empty() {
        let column = u32::try_from(balances[0] + 1).unwrap_or(1);
        return Err(Refused::new(
            line,
            column,
            "balances only, no amounts: these are no transactions",
        ));
    }
    let (money, sure) = signs::bare(sheet, &all, decimal)
        .ok_or_else(|| Refused::new(line, 1, "no column holds the amounts of transactions"))?;
    if !sure {
        let text = if sheet.names.is_empty() {
            "no header names the columns: is this the amount?"
        } else {
            "no header word names the amount: is this it?"
        };
        let note = Note::new("amount_column", text).at(Some(line), Some(money.main));
        if money.open || !sheet.names.is_empty() { notes.ask(note) } else { notes.warn(note) }
    }
    Ok((money, decimal))
}

/// What the signs mean, from the balance, direction words and other words in this order.
fn signs(
    sheet: &Sheet<'_>,
    money: &mut Money,
    texts: &Texts,
    decimal: char,
    upward: Option<bool>,
    notes: &mut Notes,
) -> Result<Signs, Refused> {
    let many = texts.account.filter(|&a| sheet.filled(a) > 0);
    let mut said = Signs::default();
    let directed = signs::by_direction(sheet, money, &mut said, decimal);
    let mut found = signs::by_balance(sheet, money, many, decimal, upward);
    let balance = found.balance.or(money.before);
    if let (Some(account), Some(balance)) = (texts.account, balance)
        && let Some(line) = signs::mixed_accounts(sheet, money, balance, account, decimal)
    {
        let column = u32::try_from(account + 1).unwrap_or(1);
        return Err(Refused::new(line, column, "another account inside one running balance"));
    }
    if directed && found.proved && found.inverted != said.inverted {
        let text =
            "the balance and the direction words disagree about the sign; the balance is followed";
        notes.ask(Note::new("sign", text).at(Some(sheet.header_line()), Some(money.main)));
    } else if directed {
        found.inverted = said.inverted;
    }
    if money.turned && !found.proved {
        found.inverted = true;
        let text = "the credit column carries a minus: both columns are read with turned signs";
        notes.warn(Note::new("sign", text).at(Some(sheet.header_line()), Some(money.main)));
    }
    if !found.proved && !directed {
        for (ask, note) in signs::by_words(sheet, money, &mut found, decimal) {
            if ask { notes.ask(note) } else { notes.warn(note) }
        }
    }
    if !found.proved && found.balance.is_some() && sheet.rows.len() > 2 {
        notes.warn(
            Note::new("balance", "the balances do not follow from the amounts")
                .at(None, found.balance),
        );
    }
    Ok(found)
}

/// True where the rows run from the newest day to the oldest, `None` where all share one day.
fn upward(sheet: &Sheet<'_>, days: &Days) -> Option<bool> {
    let read = |row: &&table::Line| parse_day(row.cell(days.column), days.format, None);
    let first = sheet.rows.iter().find_map(read)?;
    let last = sheet.rows.iter().rev().find_map(read)?;
    (first != last).then_some(first > last)
}

/// A fee column that the balance proves is kept; one that is open is asked about.
fn fees(sheet: &Sheet<'_>, money: &Money, signs: &mut Signs, notes: &mut Notes) {
    let Some(fee) = money.fee else { return };
    if signs.fee.is_some() {
        let text = "the balance moves by amount and fee: fees come as money out of their own";
        notes.warn(Note::new("fee", text).at(Some(sheet.header_line()), Some(fee)));
    } else if !signs.proved {
        let text = "is the fee in this column taken on top of the amount? It is left out for now";
        notes.ask(Note::new("fee", text).at(Some(sheet.header_line()), Some(fee)));
    }
}

pub fn layout(table: &Table, encoding: &str, mapping: Mapping) -> Layout {
    let header_row = table.header.and_then(|h| table.lines.get(h)).map(|l| l.place.line);
    let first = table.lines.get(table.first).map_or(1, |l| l.place.line);
    Layout {
        encoding: encoding.to_string(),
        delimiter: char::from(table.delimiter),
        quote: table.quote.map(char::from),
        header_row,
        first_row: first,
        mapping,
    }
}

/// Header names as they stand; a column without one is called by its number.
pub fn names(sheet: &Sheet<'_>) -> Vec<String> {
    (0..sheet.width)
        .map(|c| {
            let name = sheet.name(c);
            if name.is_empty() { format!("column {}", c + 1) } else { name.to_string() }
        })
        .collect()
}

/// Header, width and delimiter, and how days and amounts are written: the header alone is
/// shared by banks that mean different things by it.
pub fn signature(sheet: &Sheet<'_>, layout: &Layout) -> String {
    let header: Vec<String> = sheet.names.iter().map(|n| super::words::normalise(n)).collect();
    let m = &layout.mapping;
    let width = if sheet.names.is_empty() { sheet.width } else { sheet.names.len() };
    let separator = sheet
        .cells(m.day)
        .next()
        .and_then(|c| c.chars().find(|c| !c.is_alphanumeric() && !c.is_whitespace()))
        .unwrap_or('0');
    let amount = match &m.amount {
        AmountColumns::Signed { column } => format!("s{column}"),
        AmountColumns::DebitCredit { debit, credit, .. } => format!("d{debit}c{credit}"),
        AmountColumns::Direction { column, direction, .. } => format!("a{column}w{direction}"),
    };
    format!(
        "{}#{width}#{}#{}:{:?}{separator}#{amount}{}",
        header.join("|"),
        u32::from(layout.delimiter),
        m.day,
        m.day_format,
        m.decimal
    )
}

#[cfg(test)]
mod tests {
    use super::super::layout::{DayFormat, DayOrder};
    use super::super::{Rows, rows};
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Detected {
        detect(text.as_bytes(), &Hints::default()).unwrap_or_else(|e| panic!("{e}\n{text}"))
    }

    fn amounts(text: &str) -> Vec<i64> {
        let layout = found(text).layout;
        let mut all = Vec::new();
        let mut rows: Rows<'_> = rows(text.as_bytes(), &layout).unwrap_or_else(|e| panic!("{e}"));
        while let Some(row) = rows.next_row() {
            all.push(row.map_or(i64::MIN, |r| r.amount_minor));
        }
        all
    }

    #[test]
    fn own_export_is_known() {
        let text = "date,amount,memo,category,account,currency,transaction_id\n\
            2024-01-13,-12.30,Shop,Food,Checking,EUR,abc1\n\
            2024-01-14,100.00,Job,Pay,Checking,EUR,abc2\n";
        let d = found(text);
        let m = &d.layout.mapping;
        assert_eq!((m.day, &m.amount, m.memo), (0, &AmountColumns::Signed { column: 1 }, Some(2)));
        assert_eq!(
            (m.category, m.account, m.currency, m.external_id),
            (Some(3), Some(4), Some(5), Some(6))
        );
        assert!(d.questions.is_empty() && d.warnings.is_empty());
        assert_eq!(amounts(text), [-1_230, 10_000]);
    }

    #[test]
    fn transfer_id_is_no_id() {
        let d = found(
            "date,account,payee,amount,balance,external_id,category,transfer_id\n\
             2024-01-13,A,Shop,-1.00,9.00,x1,Food,t9\n2024-01-14,A,Job,5.00,14.00,x2,Pay,\n",
        );
        let m = &d.layout.mapping;
        assert_eq!((m.account, m.category, m.external_id), (Some(1), Some(6), Some(5)));
        assert_eq!((&m.description, m.balance), (&vec![2], Some(4)));
    }

    #[test]
    fn a_settled_day_order_is_said_not_asked() {
        let d = found("Date;Text;Betrag in EUR\n01.02.2026;a;1,00\n01.02.2026;b;-2,00\n");
        assert!(d.questions.is_empty());
        let said: Vec<&str> = d.warnings.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(said, ["01.02.2026 was read as 1 February 2026, day first"]);
    }

    #[test]
    fn ambiguous_days_are_asked() {
        let text = "Date,Text,Amount\n02/03/2024,a,1.00\n02/03/2024,b,-2.00\n";
        assert!(found(text).questions.iter().any(|q| q.code == "day_order"));
        let hints = Hints { day_order: Some(DayOrder::DayFirst), currency: Some("GBP".into()) };
        let known = detect(text.as_bytes(), &hints).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(known.layout.mapping.day_format, DayFormat::Dmy);
        assert_eq!(known.layout.mapping.fixed_currency.as_deref(), Some("GBP"));
        assert!(known.questions.is_empty());
    }

    #[test]
    fn cards_with_positive_purchases() {
        let card = "Date,Card number,Shop,Amount EUR\n2024-01-13,*1,A,5.00\n\
            2024-01-14,*1,Refund A,-2.00\n";
        assert_eq!(amounts(card), [-500, 200]);
        assert!(found(card).questions.iter().any(|q| q.code == "sign"));
        let words =
            "Date,Text,Amount,Debit/Credit\n2024-01-13,A,5.00,Debit\n2024-01-14,B,2.00,Credit\n";
        assert_eq!(amounts(words), [-500, 200]);
        let both = "Date,Text,Debit,Credit\n2024-01-13,A,5.00,\n2024-01-14,B,,-2.00\n";
        assert_eq!(amounts(both), [-500, 200]);
    }

    #[test]
    fn balance_proves_bare_columns() {
        let text = "01.02.2024;shop;-5,00;95,00\n\
            02.02.2024;job;20,00;115,00\n13.02.2024;rent;-15,00;100,00\n";
        let d = found(text);
        assert_eq!(d.layout.mapping.balance, Some(3));
        assert_eq!(amounts(text), [-500, 2_000, -1_500]);
        assert_eq!(d.layout.mapping.day_format, DayFormat::Dmy);
    }

    #[test]
    fn what_is_no_statement_is_refused() {
        for text in [
            "",
            "hello\nworld\n",
            "name,street\nA,B\n",
            "Date,Balance\n2024-01-01,5.00\n2024-01-02,5.00\n",
            "Date,Text,Amount\n",
            "<?xml version=\"1.0\"?><a/>",
        ] {
            let Err(no) = detect(text.as_bytes(), &Hints::default()) else { panic!("{text}") };
            assert!(no.to_string().starts_with("line "), "{no}");
        }
        let wide = format!("a{}\n", ",b".repeat(1_100));
        assert!(detect(wide.as_bytes(), &Hints::default()).is_err());
        let long = vec![b'x'; 2 << 20];
        assert!(detect(&long, &Hints::default()).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(d) = detect(&bytes, &Hints::default())
                && let Ok(mut rows) = rows(&bytes, &d.layout)
            {
                while rows.next_row().is_some() {}
            }
        }

        #[test]
        fn bank_like_noise_is_answered(
            text in "([0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}[;,][a-z\"' ]{0,6}[;,]\
                -?[0-9]{1,9}[.,]?[0-9]{0,3}[\r\n;]{1,2}){0,9}",
        ) {
            if let Ok(d) = detect(text.as_bytes(), &Hints::default())
                && let Ok(mut rows) = rows(text.as_bytes(), &d.layout)
            {
                while rows.next_row().is_some() {}
            }
        }

        #[test]
        fn every_row_comes_back(
            values in proptest::collection::vec(-9_999_999i64..9_999_999, 1..40),
            comma in any::<bool>(),
        ) {
            let (d, c) = if comma { (';', ',') } else { (',', '.') };
            let mut text = format!("Date{d}Description{d}Amount EUR\n");
            for (i, v) in values.iter().enumerate() {
                let amount = super::super::amounts::format_minor(*v, 2, c);
                text.push_str(&format!("2024-01-{:02}{d}text {i}{d}{amount}\n", i % 28 + 1));
            }
            let layout = found(&text).layout;
            let mut rows = rows(text.as_bytes(), &layout)
                .map_err(|e| TestCaseError::fail(e.to_string()))?;
            let mut back = Vec::new();
            while let Some(row) = rows.next_row() {
                back.push(row.map_or(0, |r| r.amount_minor));
            }
            let same = back == values || back.iter().map(|v| -v).eq(values.iter().copied());
            prop_assert!(same);
            prop_assert_eq!(rows.set_aside_count(), 0);
        }

        #[test]
        fn layouts_survive_json(n in 1usize..20) {
            let text = format!("Date;Text;Amount\n{}", "2024-01-13;a;-1,00\n".repeat(n));
            let d = found(&text);
            let failed = |e: serde_json::Error| TestCaseError::fail(e.to_string());
            let json = serde_json::to_string(&d.layout).map_err(failed)?;
            let back: Layout = serde_json::from_str(&json).map_err(failed)?;
            prop_assert_eq!(back, d.layout);
        }
    }
}
