//! The reader as a whole: small texts of our own, any bytes, and the corpus where it is at hand.
use super::*;
use proptest::prelude::*;

fn hints(currency: &str) -> QifHints {
    QifHints { currency: Some(currency.into()), day_first: None }
}

fn rows(s: &Statement) -> Vec<(String, i64, &str)> {
    s.entries.iter().map(|e| (e.day.to_string(), e.amount_minor, e.description.as_str())).collect()
}

fn codes(notes: &[Note]) -> Vec<(&str, Option<u32>)> {
    notes.iter().map(|n| (n.code.as_str(), n.line)).collect()
}

fn taken(text: &str, hints: &QifHints) -> Statement {
    assert!(is_qif(text.as_bytes()), "{text}");
    read(text.as_bytes(), hints).unwrap_or_default()
}

#[test]
fn a_register_with_everything() {
    let text = "\u{feff}!Type:Bank \r\nD31/12/04\r\nT-1.234,50\r\nN17\r\nPBaker\r\n\
        M two  rolls\r\nCX\r\nAx\r\n\
        LFood:Bread/Trip\r\nSFood:Bread\r\nEwhite\r\n$-1.000,00\r\nSTip\r\n$-234,50\r\n^\r\n\r\n\
        D 1/ 1'05\r\nU5\r\nN18\r\nL[Savings]\r\n^\r\nD2005-01-02\r\nT3,1\r\n\
        POnly\r\nMOnly\r\nL/Trip\r\n";
    let got = taken(text, &hints("EUR"));
    let want = [
        ("2004-12-31".into(), -123_450, "Baker two rolls"),
        ("2005-01-01".into(), 500, "18"),
        ("2005-01-02".into(), 310, "Only"),
    ];
    assert_eq!(rows(&got), want);
    assert_eq!(codes(&got.questions), []);
    assert_eq!(codes(&got.warnings), []);
    let [first, second, third] = &got.entries[..] else { return };
    assert_eq!(first.category.as_deref(), Some("Food:Bread"));
    assert_eq!((first.payee.as_deref(), first.line), (Some("Baker"), 2));
    assert_eq!((&second.category, &third.category), (&None, &None));
    assert_eq!(second.raw, "D 1/ 1'05\r\nU5\r\nN18\r\nL[Savings]");
    assert_eq!((got.format.as_str(), got.encoding.as_str()), ("qif", "UTF-8"));
}

#[test]
fn what_the_file_leaves_open_is_asked() {
    let text = "!Type:Cash\nD02/04/07\nT1\n^\nD03/04/07\nT2\n^\n";
    let day = |hints: &QifHints| taken(text, hints).entries[0].day.to_string();
    let got = taken(text, &QifHints::default());
    assert_eq!(codes(&got.questions), [("day_order", Some(2)), ("currency", None)]);
    assert_eq!(got.questions[0].message, "02/04/07 is 2 April 2007 or 4 February 2007; which one?");
    assert_eq!(got.entries[0].currency, NONE);
    assert_eq!(
        (day(&hints("EUR")), day(&hints("usd"))),
        ("2007-04-02".into(), "2007-02-04".into())
    );
    for day_first in [true, false] {
        let told = QifHints { currency: Some("GBP".into()), day_first: Some(day_first) };
        assert_eq!(codes(&taken(text, &told).questions), []);
        assert_eq!(day(&told), if day_first { "2007-04-02" } else { "2007-02-04" });
    }
    // The file knows better than the hint.
    let told = QifHints { currency: Some("GBP".into()), day_first: Some(true) };
    let got = taken("!Type:Cash\nD02/14/07\nT1\n^\n", &told);
    assert_eq!(got.entries[0].day.to_string(), "2007-02-14");
    let got = taken("!Option:MDY\n!Type:Cash\nD02/04/07\nT1\n^\n", &hints("GBP"));
    assert_eq!((got.entries[0].day.to_string(), got.questions), ("2007-02-04".into(), vec![]));
    let got = taken("!Type:Cash\nD14/02/07\nT1\n^\nD02/14/07\nT1\n^\n", &hints("GBP"));
    assert_eq!(codes(&got.questions), [("day_order", Some(5))]);
    assert_eq!((got.entries.len(), got.rejected.len()), (1, 1));
}

#[test]
fn what_cannot_be_read_says_where_and_why() {
    let text = "!Type:Bank\nD14/02/07\nTabc\n^\nD31/02/07\nT1\n^\nD14/02/07\nT1.234\n^\n\
        T5\n^\nD14/02/07\n^\nCX\n^\nD14/02/07\nT99999999999999999999\n^\nD14/02/07\nT1.00\n^\n";
    let got = taken(text, &hints("EUR"));
    let shown: Vec<_> =
        got.rejected.iter().map(|r| (r.line, r.column, r.reason.as_str())).collect();
    let want = [
        (3, Some(2), "no sum of money: abc"),
        (5, Some(2), "no date, read day first: 31/02/07"),
        (9, Some(2), "the sum has more decimals than EUR: 1.234"),
        (11, None, "no date"),
        (13, None, "no sum"),
        (18, Some(2), "the sum is too large: 99999999999999999999"),
    ];
    assert_eq!(shown, want);
    assert_eq!(got.rejected[1].raw, "D31/02/07\nT1");
    assert_eq!(codes(&got.warnings), [("left_out", Some(15))]);
    assert_eq!(got.entries.len(), 1);
}

#[test]
fn remarks_tell_what_is_odd() {
    let text = "!Type:Bank\nD14/02/07\nT10\nPOpening Balance\nL[Home]\n^\n\
        D14/02/07\nT1.000\nSa\n$1\nSb\n$=2\n^\nD14/02/07\nT5\nSa\n%50\n^\n\
        !Type:Invst\nD14/02/07\nNBuy\nYACME\n$7\nMten\n^\nD14/02/07\nNStkSplit\nQ2\n^\n";
    let got = taken(text, &hints("EUR"));
    let want = [
        ("opening_balance", Some(2)),
        ("split_sum", Some(10)),
        ("decimal_mark", Some(8)),
        ("investments", Some(20)),
    ];
    assert_eq!(codes(&got.warnings), want);
    assert_eq!(got.warnings[1].message, "the splits come to 3.00, the entry to 1000.00");
    assert_eq!(rows(&got)[3], ("2007-02-14".into(), 700, "ten Buy ACME"));
    assert_eq!(got.rejected[0].reason, "no sum: it moves no money");
    assert_eq!(got.account_hints, ["Home"]);
    assert_eq!(codes(&taken("!Type:Bank\n", &hints("EUR")).warnings), [("empty", None)]);
}

#[test]
fn other_files_are_refused() {
    let cases: [(&[u8], u32, u32); 5] = [
        (b"", 1, 1),
        (b"\n \n\x1a", 1, 1),
        (b"\nDate;Text;Money\n1.2.2004;x;5\n", 2, 1),
        (b"\n\nNever did it read\nDespite\nThat\n^\n", 3, 1),
        (b"!Type:Bank\nD1\0\n", 2, 3),
    ];
    for (bytes, line, column) in cases {
        assert!(!is_qif(bytes));
        let refused = read(bytes, &QifHints::default()).err();
        assert_eq!(refused.map(|r| (r.line, r.column)), Some((line, column)));
    }
    assert_eq!(taken("D14/02/07\nT1\n^\nDx\nT2\n^\n", &hints("EUR")).rejected.len(), 1);
}

/// Lines that look like QIF, and some that only nearly do.
const LINES: &str = "[!^DTUPMNLSE$%Y][0-9/'.,é\\[\\]: -]{0,10}|!Type:(Bank|Invst|Cat)|!Account|\
    !Clear:AutoSwitch|\\^|T-?[0-9]{1,3}[.,][0-9]{2}|D[0-9]{2}/[0-9]{2}/[0-9]{2}";

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        is_qif(&bytes);
        let _ = read(&bytes, &QifHints::default());
    }

    #[test]
    fn no_lines_make_it_panic(
        lines in proptest::collection::vec(LINES, 0..60),
        newline in "\n|\r|\r\n",
        day_first in any::<Option<bool>>(),
    ) {
        let text = lines.join(&newline);
        let hints = QifHints { currency: Some("EUR".into()), day_first };
        if let Ok(s) = read(text.as_bytes(), &hints) {
            // Every record with a date and a sum ends up somewhere.
            let scan = records::scan(&text);
            let found = scan.records.iter().filter(|r| records::is_transaction(r)).count();
            prop_assert!(s.entries.len() + s.rejected.len() >= found);
        }
    }

    #[test]
    fn what_was_written_is_read(
        rows in proptest::collection::vec(
            (0u64..18_000, -10_000_000i64..10_000_000, "[A-Za-z]{1,9}"), 1..30),
        style in 0usize..4,
    ) {
        let pattern = ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%e-%b-%Y"][style];
        let mut text = String::from("!Type:Bank\n");
        let mut want = Vec::new();
        for (n, minor, payee) in &rows {
            let Some(day) = chrono::NaiveDate::from_ymd_opt(1990, 1, 1)
                .and_then(|d| d.checked_add_days(chrono::Days::new(*n))) else { continue };
            let sum = amounts::plain((*minor).into(), Currency(*b"EUR"));
            text += &format!("D{}\nT{sum}\nP{payee}\n^\n", day.format(pattern));
            want.push((day.to_string(), *minor, payee.as_str()));
        }
        let told = QifHints { currency: Some("EUR".into()), day_first: Some(true) };
        let got = taken(&text, &told);
        // One day above the twelfth is enough; where there is none, the hint speaks.
        prop_assert_eq!(self::rows(&got), want);
    }
}

/// The days of a file with a hint.
fn days(bytes: &[u8], day_first: bool) -> Vec<chrono::NaiveDate> {
    let told = QifHints { currency: None, day_first: Some(day_first) };
    read(bytes, &told).unwrap_or_default().entries.iter().map(|e| e.day).collect()
}

/// What is wrong with one corpus file, in words.
fn faults(row: &BTreeMap<String, String>, got: &Statement, two_ways: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, got: String, want: String| {
        if got != want {
            wrong.push(format!("{what} is {got}, not {want}"));
        }
    };
    let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
    check("n_tx", got.entries.len().to_string(), cell("n_tx"));
    check("n_bad", got.rejected.len().to_string(), cell("n_bad"));
    let sum: i64 = got.entries.iter().map(|e| e.amount_minor).sum();
    let sums: BTreeMap<String, i64> = serde_json::from_str(&cell("sum_minor")).unwrap_or_default();
    check("sum", sum.to_string(), sums.values().sum::<i64>().to_string());
    for (end, entry) in [("first", got.entries.first()), ("last", got.entries.last())] {
        let Some(entry) = entry else { continue };
        check(end, entry.day.to_string(), cell(&format!("{end}_date")));
        let amount = amounts::read(&cell(&format!("{end}_amount")));
        let minor = amount.and_then(|a| a.minor(Some('.'), entry.currency).ok());
        check(end, entry.amount_minor.to_string(), minor.unwrap_or_default().to_string());
        let desc = cell(&format!("{end}_desc"));
        check(end, entry.description.chars().take(desc.chars().count()).collect(), desc);
    }
    // The index calls 1/1/11 ambiguous too, but there is nothing to ask.
    let asked = got.questions.iter().any(|q| q.code == "day_order");
    let open = cell("date_ambiguous") == "yes" && two_ways;
    check("asked", asked.to_string(), open.to_string());
    wrong
}

#[test]
fn the_corpus_is_read_as_it_should_be() {
    let Some(root) = std::env::var_os("POCKETSAGE_CORPORA").map(std::path::PathBuf::from) else {
        println!("left out: POCKETSAGE_CORPORA is not set");
        return;
    };
    let mut index = csv::Reader::from_path(root.join("INDEX.csv")).expect("INDEX.csv");
    let (mut good, mut refused, mut wrong) = (0, 0, Vec::new());
    for row in index.deserialize::<BTreeMap<String, String>>().flatten() {
        let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
        let bytes = std::fs::read(root.join(cell("file"))).unwrap_or_default();
        if cell("format") != "qif" {
            // Neither the files that are nothing nor those of any other format are taken for QIF.
            refused += 1;
            if is_qif(&bytes) || read(&bytes, &QifHints::default()).is_ok() {
                wrong.push(format!("{}: taken", cell("file")));
            }
            continue;
        }
        let faults = match read(&bytes, &hints(&cell("currency"))) {
            Ok(got) => faults(&row, &got, days(&bytes, true) != days(&bytes, false)),
            Err(e) => vec![e.to_string()],
        };
        good += usize::from(faults.is_empty() && is_qif(&bytes));
        wrong.extend(faults.iter().map(|f| format!("{}: {f}", cell("file"))));
    }
    println!("{good} read, {refused} others refused");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
