//! The rules of the tree that the compiler does not check. Each is a function over the texts of
//! the tree; a second test plants a text that breaks it, and wants to see it found.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use text::*;

mod text;

struct File {
    /// From the root, with `/`.
    path: String,
    text: String,
}

/// What is wrong, one sentence each, beginning with the path.
type Faults = Vec<String>;

struct Rule {
    name: &'static str,
    check: fn(&[File]) -> Faults,
    /// A file that breaks it, and its text.
    planted: (&'static str, &'static str),
}

const CORE: &str = "src-tauri/core/src/";
/// Stands for a text of 601 lines.
const TOO_LONG: &str = "<601 lines>";

const RULES: &[Rule] = &[
    Rule {
        name: "core knows no face",
        check: core_knows_no_face,
        planted: (
            "Cargo.lock",
            "[[package]]\nname = \"pocketsage-core\"\ndependencies = [\n \"helpful\",\n]\n\n\
             [[package]]\nname = \"helpful\"\ndependencies = [\n \"axum 0.8.9\",\n]\n",
        ),
    },
    Rule {
        name: "a feature uses only those above it",
        check: features_in_order,
        planted: (
            "src-tauri/core/src/ledger/planted.rs",
            "//! .\nuse crate::{Error, imports::{Batch}};\n",
        ),
    },
    Rule {
        name: "SQL lives in sql.rs",
        check: sql_in_its_place,
        planted: (
            "src-tauri/core/src/ledger/planted.rs",
            "//! .\nconst Q: &str = \"select name\n from account\";\n",
        ),
    },
    Rule {
        name: "a feature touches only its own tables",
        check: own_tables,
        planted: (
            "src-tauri/core/src/reports/sql.rs",
            "//! .\nconst Q: &str = \"select sum(amount_minor) from txn\";\n",
        ),
    },
    Rule {
        name: "writes go through history",
        check: writes_in_history,
        planted: (
            "src-tauri/core/src/ledger/sql.rs",
            "//! .\nconst Q: &str = \"update account set name = $1\";\n",
        ),
    },
    Rule {
        name: "only the clock tells the time",
        check: one_clock,
        planted: (
            "src-tauri/core/src/ledger/planted.rs",
            "//! .\nfn f() { chrono::Utc::now(); }\n",
        ),
    },
    Rule {
        name: "no file over 600 lines",
        check: short_files,
        planted: ("ui/src/features/planted.svelte", TOO_LONG),
    },
    Rule {
        name: "a file says what it is for",
        check: heads,
        planted: ("src-tauri/cli/src/planted.rs", "fn f() {}\n"),
    },
    Rule {
        name: "a name says what a thing is",
        check: plain_names,
        planted: ("src-tauri/core/src/planted.rs", "//! .\npub struct AccountManager;\n"),
    },
    Rule {
        name: "money is never a float",
        check: no_float_money,
        planted: (
            "src-tauri/core/src/ledger/planted.rs",
            "//! .\nlet balance = amount_minor as f64;\n",
        ),
    },
    Rule {
        name: "the kit knows no word of the domain",
        check: kit_is_plain,
        planted: ("ui/src/kit/Planted.svelte", "<button>{payee.name}</button>\n"),
    },
    Rule {
        name: "only api/ talks to the core",
        check: one_way_out,
        planted: ("ui/src/features/planted.ts", "const a = await fetch(\"/api/v1/accounts\");\n"),
    },
    Rule {
        name: "the screens do not compute money",
        check: no_parsed_floats,
        planted: ("ui/src/features/planted.ts", "const minor = parseFloat(text) * 100;\n"),
    },
    Rule {
        name: "text stays text",
        check: no_raw_html,
        planted: ("ui/src/features/Planted.svelte", "{@html payee}\n"),
    },
];

#[test]
fn the_tree_is_tidy() {
    let files = tree();
    let named = |rule: &Rule| {
        let faults = (rule.check)(&files).into_iter();
        faults.map(|fault| format!("{fault} ({})", rule.name)).collect::<Faults>()
    };
    let faults: Faults = RULES.iter().flat_map(named).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_rule_finds_what_breaks_it() {
    for Rule { name, check, planted: (path, text) } in RULES {
        let text = if *text == TOO_LONG { "x\n".repeat(601) } else { (*text).into() };
        let mut files = tree();
        files.retain(|file| file.path != *path);
        files.push(File { path: (*path).into(), text });
        let found = check(&files).iter().any(|fault| fault.starts_with(path));
        assert!(found, "not found: {name}");
    }
}

fn core_knows_no_face(files: &[File]) -> Faults {
    let Some(lock) = files.iter().find(|file| file.path == "Cargo.lock") else {
        return vec![];
    };
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.text.split("[[package]]").skip(1) {
        let name = between(package, "name = \"", "\"");
        let listed = between(package, "dependencies = [", "]").split('"').skip(1).step_by(2);
        let listed = listed.filter_map(|needed| needed.split(' ').next());
        needs.entry(name).or_default().extend(listed);
    }
    let (mut seen, mut next) = (BTreeSet::new(), vec!["pocketsage-core"]);
    while let Some(name) = next.pop() {
        if seen.insert(name) {
            next.extend(needs.get(name).into_iter().flatten());
        }
    }
    let is_face = |name: &&str| ["tauri", "axum", "clap"].contains(&first_word(name));
    let faces = seen.into_iter().filter(is_face);
    faces.map(|name| format!("{}: pocketsage-core needs {name}", lock.path)).collect()
}

fn features_in_order(files: &[File]) -> Faults {
    let features = features(files);
    let mut faults = vec![];
    for (file, feature) in of_features(files) {
        let Some(place) = features.iter().position(|name| *name == feature) else {
            continue;
        };
        let used = crate_names(&file.text);
        for later in features[place + 1..].iter().filter(|later| used.contains(*later)) {
            let line = line_of(&file.text, later);
            faults.push(format!(
                "{}:{line}: {feature} uses {later}, which comes after it",
                file.path
            ));
        }
    }
    faults
}

fn sql_in_its_place(files: &[File]) -> Faults {
    let mut faults = vec![];
    for file in files.iter().filter(|file| file.path.starts_with(CORE) && !may_hold_sql(file)) {
        for (line, literal) in literals(&file.text) {
            if is_sql(literal) {
                faults.push(format!("{}:{line}: SQL outside of sql.rs", file.path));
            }
        }
    }
    faults
}

fn own_tables(files: &[File]) -> Faults {
    let owners = owners(files);
    let mut faults = vec![];
    for (file, feature) in of_features(files) {
        let mut touched: Vec<(usize, &str)> = vec![];
        for (line, literal) in literals(&file.text).into_iter().filter(|(_, text)| is_sql(text)) {
            touched.extend(tables_of(literal).into_iter().map(|table| (line, table)));
        }
        for (index, text) in file.text.lines().enumerate() {
            let names_one = text.contains("const TABLE") || text.contains("Insert::");
            touched.extend(names_one.then(|| (index + 1, between(text, "\"", "\""))));
        }
        for (line, table) in touched {
            if let Some(owner) = owners.get(table).filter(|owner| **owner != feature) {
                faults.push(format!("{}:{line}: {table} is {owner}'s", file.path));
            }
        }
    }
    faults
}

/// Nothing is written past history: a bulk load, or totals kept in step, says `// history:` in its
/// function and which record, or what else, stands for its rows.
fn writes_in_history(files: &[File]) -> Faults {
    let mut faults = vec![];
    let code = files.iter().filter(|file| file.path.starts_with(CORE));
    for file in code.filter(|file| !is_history_or_db(file)) {
        let lines: Vec<&str> = file.text.lines().collect();
        let texts = literals(&file.text).into_iter();
        let statements = texts.filter(|(_, text)| is_write(text)).map(|(line, _)| line);
        let loads = lines.iter().enumerate().filter(|(_, line)| line.contains("Insert::"));
        for line in statements.chain(loads.map(|(index, _)| index + 1)) {
            let function = lines[..line].iter().rev().take_while(|line| !line.is_empty());
            if !function.into_iter().any(|line| line.trim_start().starts_with("// history: ")) {
                faults.push(format!("{}:{line}: written past history", file.path));
            }
        }
    }
    faults
}

fn one_clock(files: &[File]) -> Faults {
    let allowed = ["day.rs", "app.rs"].map(|name| format!("{CORE}{name}"));
    let code = files.iter().filter(|file| file.path.starts_with(CORE));
    let code = code.filter(|file| !allowed.contains(&file.path));
    lines_with(code, |line| line.contains("Utc::now(") || line.contains("Local::now("))
}

fn short_files(files: &[File]) -> Faults {
    let long = |file: &&File| file.text.lines().count() > 600 && !file.path.contains(".gen.");
    let kinds = [".rs", ".svelte", ".ts", ".mjs", ".css"];
    let written = files.iter().filter(|file| kinds.iter().any(|kind| file.path.ends_with(kind)));
    written.filter(long).map(|file| format!("{}: more than 600 lines", file.path)).collect()
}

fn heads(files: &[File]) -> Faults {
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    let bare = rust.filter(|file| {
        let head = file.text.lines().next().unwrap_or("");
        head.strip_prefix("//!").is_none_or(|words| words.trim().is_empty())
    });
    bare.map(|file| format!("{}: its first line does not say what it is for", file.path)).collect()
}

fn plain_names(files: &[File]) -> Faults {
    const EMPTY: [&str; 7] = ["Manager", "Service", "Helper", "Util", "Processor", "DTO", "Dto"];
    let names_type = |line: &str| {
        let words: Vec<&str> = words(line).collect();
        words.windows(2).any(|pair| {
            ["struct", "enum", "trait", "type", "class", "interface"].contains(&pair[0])
                && EMPTY.iter().any(|empty| pair[1].contains(empty))
        })
    };
    let code = files.iter().filter(|file| is_code(file) && !file.path.starts_with("tests/"));
    lines_with(code, names_type)
}

fn no_float_money(files: &[File]) -> Faults {
    const MONEY: [&str; 9] =
        ["minor", "amount", "money", "balance", "price", "total", "income", "expense", "currency"];
    let drawing = |path: &str| path.contains("/reports/") && path.contains("chart");
    let code = files.iter().filter(|file| file.path.starts_with(CORE) && !drawing(&file.path));
    lines_with(code, |line| {
        words(line).any(|word| word == "f32" || word == "f64")
            && MONEY.iter().any(|money| line.to_lowercase().contains(money))
    })
}

fn kit_is_plain(files: &[File]) -> Faults {
    const DOMAIN: [&str; 9] = [
        "account",
        "payee",
        "ledger",
        "budget",
        "transaction",
        "category",
        "household",
        "debt",
        "habit",
    ];
    let kit = files.iter().filter(|file| file.path.starts_with("ui/src/kit/"));
    lines_with(kit, |line| DOMAIN.iter().any(|word| line.to_lowercase().contains(word)))
}

fn one_way_out(files: &[File]) -> Faults {
    let others = screens(files).filter(|file| !file.path.starts_with("ui/src/api/"));
    lines_with(others, |line| {
        ["fetch(", "XMLHttpRequest", "WebSocket(", "EventSource("]
            .iter()
            .any(|way| line.contains(way))
    })
}

fn no_parsed_floats(files: &[File]) -> Faults {
    lines_with(screens(files), |line| line.contains("parseFloat("))
}

fn no_raw_html(files: &[File]) -> Faults {
    lines_with(screens(files), |line| line.contains("{@html") || line.contains(".innerHTML"))
}

/// The lines of a file's code (not of its tests) that are not as they should be.
fn lines_with<'a>(files: impl Iterator<Item = &'a File>, wrong: impl Fn(&str) -> bool) -> Faults {
    let mut faults = vec![];
    for file in files {
        let lines = file.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        for (index, line) in lines.enumerate().filter(|(_, line)| !is_comment(line) && wrong(line))
        {
            faults.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
        }
    }
    faults
}

fn is_comment(line: &str) -> bool {
    ["//", "/*", "*"].iter().any(|mark| line.trim_start().starts_with(mark))
}

fn is_code(file: &File) -> bool {
    [".rs", ".ts", ".svelte"].iter().any(|kind| file.path.ends_with(kind))
}

fn screens(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.starts_with("ui/src/") && !file.path.contains(".test."))
}

fn is_history_or_db(file: &File) -> bool {
    let path = file.path.trim_start_matches(CORE);
    ["db.rs", "history.rs"].contains(&path)
        || path.starts_with("db/")
        || path.starts_with("history/")
}

fn may_hold_sql(file: &File) -> bool {
    file.path.ends_with("/sql.rs") || file.path.contains("/sql/") || is_history_or_db(file)
}

/// The features in the order of the table in lib.rs; its `mod` lines are sorted by rustfmt.
fn features(files: &[File]) -> Vec<&str> {
    let lib = files.iter().find(|file| file.path.strip_prefix(CORE) == Some("lib.rs"));
    let table = lib.map_or("", |lib| between(&lib.text, "pub const OPS", ";\n"));
    table.split("::OPS").filter_map(|before| words(before).last()).filter(is_feature).collect()
}

fn is_feature(word: &&str) -> bool {
    word.starts_with(|letter: char| letter.is_lowercase())
}

/// The files of the features, each with its feature.
fn of_features(files: &[File]) -> impl Iterator<Item = (&File, &str)> {
    let features = features(files);
    files.iter().filter_map(move |file| {
        let feature = file.path.strip_prefix(CORE)?.split(['/', '.']).next()?;
        features.contains(&feature).then_some((file, feature))
    })
}

/// Which feature a table belongs to: the one that its migration is named after.
fn owners(files: &[File]) -> BTreeMap<&str, &str> {
    let mut owners = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with("migrations/")) {
        let name = file.path.rsplit('/').next().unwrap_or("").trim_end_matches(".sql");
        let feature = name.split_once('_').map_or("", |(_, feature)| feature);
        for statement in file.text.split("create table ").skip(1) {
            let table = words(statement).next().unwrap_or("");
            let owner = if table.starts_with("history_") { "history" } else { feature };
            owners.insert(table, owner);
        }
    }
    owners
}

fn line_of(text: &str, word: &str) -> usize {
    text.lines().position(|line| words(line).any(|found| found == word)).map_or(1, |at| at + 1)
}

/// Everything that a rule may ask about.
fn tree() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = vec![];
    for place in ["Cargo.lock", "migrations", "src-tauri", "tests", "ui/src"] {
        collect(&root, place, &mut files);
    }
    files
}

fn collect(root: &Path, path: &str, files: &mut Vec<File>) {
    let place = root.join(path);
    let Ok(entries) = fs::read_dir(&place) else {
        files.extend(fs::read_to_string(&place).ok().map(|text| File { path: path.into(), text }));
        return;
    };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        collect(root, &format!("{path}/{name}"), files);
    }
}
