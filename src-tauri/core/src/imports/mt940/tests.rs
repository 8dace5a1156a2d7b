//! What the reader promises, on small texts of our own and, where `POCKETSAGE_CORPORA` names the
//! folder with real files and their truth, on all of them. Leaves out what is tested at the foot
//! of the other files.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn entries(text: &str) -> Vec<Entry> {
    read(text.as_bytes()).expect("a statement").entries
}

fn codes(statement: &Statement) -> Vec<&str> {
    statement.warnings.iter().map(|note| note.code.as_str()).collect()
}

const SMALL: &str = "{1:F01X}{2:I940X}{4:\r\n:20:S\r\n:25:DE1/22\r\n:28C:1/1\r\n\
    :60F:C201231EUR100,\r\n:61:2101010102DR30,5NTRFNONREF//BANK00123456\r\nmore\r\n\
    :86:166?00KIND?20Rent?32Anna\r\n:61:210102C0,5NTRFNONREF//BANK00123457\r\n:86:Shop\r\n\
    Town\r\n:62F:C210102EUR70,\r\n:86:no entry\r\n-}";

#[test]
fn a_statement_comes_out_whole() {
    let statement = read(SMALL.as_bytes()).unwrap();
    assert!(is_mt940(SMALL.as_bytes()));
    assert!(statement.warnings.is_empty() && statement.rejected.is_empty());
    assert_eq!(statement.account_hints, ["DE1/22"]);
    let [one, two] = &statement.entries[..] else { panic!("two entries") };
    assert_eq!((one.line, one.amount_minor, one.currency.as_str()), (6, -3050, "EUR"));
    assert_eq!(one.day.to_string(), "2021-01-01");
    assert_eq!((one.description.as_str(), one.payee.as_deref()), ("Anna Rent", Some("Anna")));
    assert_eq!(one.external_id.as_deref(), Some("BANK00123456"));
    assert!(one.raw.starts_with(":61:2101") && one.raw.ends_with("?32Anna"));
    assert_eq!((two.amount_minor, two.description.as_str()), (50, "Shop Town"));
    assert_eq!((two.account.as_deref(), two.payee.as_deref()), (Some("DE1/22"), None));
    let old = SMALL.replace("\r\n", "\r");
    assert_eq!(entries(&old)[1].line, two.line);
}

#[test]
fn a_balance_that_does_not_fit_is_told_with_the_difference() {
    let statement = read(SMALL.replace("EUR70,", "EUR70,05").as_bytes()).unwrap();
    let [note] = &statement.warnings[..] else { panic!("one warning") };
    assert_eq!((note.code.as_str(), note.line), ("balance", Some(12)));
    assert!(note.message.contains("0.05 EUR"), "{}", note.message);
}

#[test]
fn accounts_and_currencies_do_not_mix() {
    let text = ":20:A\n:25:1\n:60F:C210101JPY5\n:61:210101C700,00N\n:62F:C210101JPY705,\n\
        :20:B\n:25:2\n:60F:C210101KWD0,\n:61:210101D1,234N\n:62F:D2101011,234\n-\n\
        :61:210103C1,Nlate\n:20:C\n:25:3/HUF\n:61:210103C1,N\n:20:D\n:25:4\n:61:210103C1,N";
    let statement = read(text.as_bytes()).unwrap();
    let all: Vec<_> = statement.entries.iter().map(|e| (e.amount_minor, e.currency.0)).collect();
    assert_eq!(all, [(700, *b"JPY"), (-1234, *b"KWD"), (1000, *b"KWD"), (100, *b"HUF")]);
    assert_eq!(statement.entries[2].account.as_deref(), Some("2"));
    assert!(statement.warnings.is_empty());
    assert_eq!(statement.rejected[0].reason, "no balance tells the currency");
}

#[test]
fn statements_without_a_number_part_at_their_accounts() {
    let one = ":25:1\n:60F:C210101EUR0,\n:61:210101C1,N\n:62F:C210101EUR1,\n";
    let text = format!("{one}{}", one.replace(":25:1", ":25P:2\nBIC").replace("EUR", "JPY"));
    let statement = read(text.as_bytes()).unwrap();
    assert_eq!(statement.account_hints, ["1", "2"]);
    let all: Vec<_> = statement.entries.iter().map(|e| (e.amount_minor, e.currency.0)).collect();
    assert_eq!(all, [(100, *b"EUR"), (1, *b"JPY")]);
}

#[test]
fn an_unreadable_entry_is_rejected_and_the_rest_is_kept() {
    let text = SMALL.replace("2101010102", "210230");
    let statement = read(text.as_bytes()).unwrap();
    assert_eq!(statement.entries.len(), 1);
    assert_eq!((statement.rejected[0].line, statement.rejected[0].column), (6, Some(5)));
    assert_eq!(codes(&statement), ["balance"]);
    let none = text.replace("61:210102C", "61:210102X");
    let refused = read(none.as_bytes()).unwrap_err();
    assert_eq!((refused.line, refused.column), (6, 5));
    let entry = SMALL.replace("2101010102", "2101010230");
    assert_eq!(codes(&read(entry.as_bytes()).unwrap()), ["entry_day"]);
}

#[test]
fn interim_reports_say_so_and_their_totals_are_checked() {
    let text = ":20:A\n:25:1\n:34F:EUR1,\n:13D:2101010101+0100\n:61:210101C5,N\n:61:210101ED2,N\n\
        :90D:1EUR2,\n:90C:1EUR6,\n-";
    let statement = read(text.as_bytes()).unwrap();
    let pending: Vec<bool> = statement.entries.iter().map(|e| e.pending).collect();
    assert_eq!(pending, [false, true]);
    assert_eq!(codes(&statement), ["interim", "total"]);
}

#[test]
fn a_reference_is_an_id_only_where_it_is_unique() {
    let id = |text: &str| entries(text)[1].external_id.clone();
    assert!(id(SMALL).is_some());
    assert_eq!(id(&SMALL.replace("23457", "23456")), None);
    assert_eq!(id(&SMALL.replace("BANK00123457", "55555")), None);
    assert_eq!(id(&SMALL.replace("BANK00123457", "KEINEREF")), None);
}

#[test]
fn where_no_field_86_tells_the_line_speaks_for_itself() {
    let head = ":20:A\n:25:1\n:60F:C210101EUR0,\n";
    let read = |text: &str| entries(&format!("{head}{text}")).remove(0);
    assert_eq!(read(":61:210101C1,NCHGR1\nFee\n:62F:").description, "NCHGR1 Fee");
    let entry = read(":61:210101C1,N0440123456789      J. Doe\n:86:Rent  \n:86:May");
    assert_eq!(
        (entry.description.as_str(), entry.payee.as_deref()),
        ("J. Doe Rent May", Some("J. Doe"))
    );
    assert_eq!(read(":61:210101C1,NTRF\n:NS:01Rent\n15Anna").description, "Anna Rent NTRF");
}

#[test]
fn other_files_are_refused_in_words() {
    for text in ["", "Date;Amount\n2021-01-01;5\n", ":20:A\n:32A:210101EUR5,\n-}", "\u{feff}:61"] {
        assert!(!is_mt940(text.as_bytes()), "{text}");
        assert!(read(text.as_bytes()).unwrap_err().to_string().contains("MT940"), "{text}");
    }
}

const PIECES: &[&str] = &[
    ":20:",
    "\r\n:25:",
    "\n:60F:C210101EUR",
    "\n:61:2101010229RC",
    "12,345//",
    "\n:86:166?00ä?20",
    "/NAME/REMI/CNTP/é//",
    "\n:62F:D210101JPY",
    "\n-}{4:",
    "\n:90C:3EUR",
    "\n:34F:",
    "\n:NS:0é",
];

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = (is_mt940(&bytes), read(&bytes));
    }

    #[test]
    fn no_damaged_statement_makes_it_panic(
        parts in proptest::collection::vec(
            prop_oneof![proptest::sample::select(PIECES).prop_map(str::to_string), ".{0,20}"],
            0..40,
        ),
    ) {
        let _ = read(parts.concat().as_bytes());
    }
}

/// Letters and digits of ASCII alone: how lines are joined and which page was guessed is no matter.
fn bare(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// The truth has field 86 as it stands, cut to 120 letters; free text must be in the description
/// as a whole, of coded text most of the words that come before the cut, or else the name.
fn tells(entry: &Entry, truth: &str) -> bool {
    let (own, all) = (bare(&entry.description), bare(truth));
    let coded = truth.contains("/NAME/") || truth.contains("/REMI/") || truth.contains("20");
    if own.contains(&all) || !coded {
        return own.contains(&all);
    }
    let words = entry.description.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| word.len() > 2).collect();
    let raw = bare(&entry.raw);
    let known = words.iter().filter(|word| raw.contains(&bare(word))).count();
    let shared = words.iter().filter(|word| all.contains(&bare(word))).count();
    !words.is_empty() && known * 4 >= words.len() * 3 && shared > 0
}

/// What is wrong with a file, in words.
fn faults(bytes: &[u8], row: &BTreeMap<String, String>) -> Vec<String> {
    let get = |name: &str| row.get(name).map_or("", String::as_str);
    let statement = match read(bytes) {
        Ok(statement) => statement,
        Err(refused) => return vec![format!("refused: {refused}")],
    };
    let mut wrong = Vec::new();
    let mut same = |what: &str, ours: String, truth: &str| {
        if ours != truth {
            wrong.push(format!("{what}: {ours}, not {truth}"));
        }
    };
    let booked: Vec<&Entry> = statement.entries.iter().filter(|e| !e.pending).collect();
    same("count", booked.len().to_string(), get("n_tx"));
    same("pending", (statement.entries.len() - booked.len()).to_string(), get("n_pending"));
    same("rejected", statement.rejected.len().to_string(), get("n_bad"));
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for entry in &booked {
        *sums.entry(entry.currency.as_str()).or_default() += entry.amount_minor;
    }
    let truth: BTreeMap<String, i64> = serde_json::from_str(get("sum_minor")).unwrap();
    same("sums", format!("{sums:?}"), &format!("{truth:?}"));
    for (end, entry) in [("first", booked.first()), ("last", booked.last())] {
        let Some(entry) = entry else { continue };
        same(end, entry.day.to_string(), get(&format!("{end}_date")));
        let digits = entry.currency.exponent();
        let amount = get(&format!("{end}_amount"));
        let truth = minor(amount.trim_start_matches('-'), digits).unwrap();
        let truth = if amount.starts_with('-') { -truth } else { truth };
        same(end, entry.amount_minor.to_string(), &truth.to_string());
        let truth = get(&format!("{end}_desc"));
        if !tells(entry, truth) {
            same(end, entry.description.clone(), truth);
        }
    }
    if let Some((fit, of)) = get("balance_check").split_once('/').filter(|(_, of)| *of != "0") {
        let gaps = of.parse::<usize>().unwrap() - fit.parse::<usize>().unwrap();
        let ours = statement.warnings.iter().filter(|note| note.code == "balance").count();
        same("balances that do not fit", ours.to_string(), &gaps.to_string());
    }
    wrong
}

#[test]
fn real_files_agree_with_their_truth() {
    let Ok(root) = std::env::var("POCKETSAGE_CORPORA") else {
        println!("left out: POCKETSAGE_CORPORA names no folder with real files");
        return;
    };
    let root = std::path::Path::new(&root);
    let mut index = csv::Reader::from_path(root.join("INDEX.csv")).unwrap();
    let (mut files, mut wrong) = (0, Vec::new());
    for row in index.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let bytes = std::fs::read(root.join(&row["file"])).unwrap();
        let ours = row["format"] == "mt940";
        files += usize::from(ours);
        if is_mt940(&bytes) != ours || (!ours && read(&bytes).is_ok()) {
            wrong.push(format!("{}: taken for something else", row["file"]));
        } else if ours {
            let faults = faults(&bytes, &row);
            wrong.extend((!faults.is_empty()).then(|| format!("{}: {faults:#?}", row["file"])));
        }
    }
    println!("{} of {files} statements right", files - wrong.len().min(files));
    assert!(files > 0 && wrong.is_empty(), "{}", wrong.join("\n"));
}
