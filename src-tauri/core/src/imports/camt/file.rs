//! One XML file from end to end: its statements, their parts, and what the file as a whole shows
//! (ids that are unique, statements without entries). Leaves out zips and what is inside an entry.

use std::collections::HashMap;

use super::balance::{self, Balances};
use super::entry::{self, Around};
use super::{text, words};
use crate::imports::statement::{
    Currency, Entry, Note, Refused, Rejected, Statement, account_text,
};
use crate::imports::xml::{self, Piece, Reader, Tree};

/// Account numbers kept as hints.
const HINTS: usize = 50;
/// Entries that cannot be read before the file is given up.
const HOPELESS: usize = 10_000;
/// Accounts named in one remark.
const NAMED: usize = 5;

/// `camt.053` for the element that holds a message of that kind, whatever the version appends.
pub fn kind_of(name: &str) -> Option<&'static str> {
    let kinds = [
        ("BkToCstmrAcctRpt", "camt.052"),
        ("BkToCstmrStmt", "camt.053"),
        ("BkToCstmrDbtCdtNtfctn", "camt.054"),
    ];
    kinds.iter().find(|(element, _)| name.starts_with(element)).map(|(_, kind)| *kind)
}

/// Keeps an account number, once.
pub fn hint(hints: &mut Vec<String>, account: &str) {
    if hints.len() < HINTS && !hints.iter().any(|h| h == account) {
        hints.push(account.to_owned());
    }
}

/// Reads one XML file.
pub fn read(bytes: &[u8]) -> Result<Statement, Refused> {
    if bytes.trim_ascii().is_empty() {
        return Err(Refused::new(1, 1, "the file is empty"));
    }
    let decoded = text::decode(bytes);
    let mut file = File::default();
    file.out.encoding = decoded.encoding.name().to_owned();
    if let Some(remark) = decoded.remark {
        file.out.warnings.push(Note::new("encoding", remark));
    }
    file.walk(&mut Reader::new(&decoded.text))?;
    Ok(file.finish())
}

/// A file being read.
#[derive(Default)]
struct File {
    out: Statement,
    /// For each entry, its ids from the best down.
    ids: Vec<Vec<String>>,
    statements: usize,
    without_entries: usize,
    /// The first accounts of those without entries.
    unmoved: Vec<String>,
    informative: Seen,
    day_lent: Seen,
    batches: Seen,
    payments: usize,
}

/// How often something was seen, and where first.
#[derive(Default)]
struct Seen {
    count: usize,
    line: Option<u32>,
}

impl Seen {
    fn at(&mut self, line: u32) {
        self.count += 1;
        self.line.get_or_insert(line);
    }

    fn note(&self, code: &str, message: impl FnOnce(usize) -> String) -> Option<Note> {
        (self.count > 0).then(|| Note::new(code, message(self.count)).at(self.line, None))
    }
}

/// One `Stmt`, `Rpt` or `Ntfctn` being read.
struct Open {
    depth: usize,
    place: (u32, u32),
    around: Around,
    balances: Balances,
    first_entry: usize,
    records: usize,
}

impl File {
    fn walk<'a>(&mut self, reader: &mut Reader<'a>) -> Result<(), Refused> {
        let mut root = (1, 1);
        let mut kind: Option<(&'static str, usize)> = None;
        let mut open: Option<Open> = None;
        loop {
            match reader.next()? {
                Piece::Open(name, tag) => {
                    let (depth, place) = (reader.depth(), reader.place());
                    if depth == 1 {
                        root = place;
                    }
                    match (&mut open, kind) {
                        (Some(one), _) if depth == one.depth + 1 => {
                            if one.wants(name) {
                                let tree = reader.tree(name, &tag)?;
                                self.part(one, name, &tree);
                                self.hopeless()?;
                            }
                        }
                        (Some(_), _) => {}
                        (None, Some((_, at))) if depth == at + 1 => {
                            if matches!(name, "Stmt" | "Rpt" | "Ntfctn") {
                                open = Some(Open::new(depth, place, self.out.entries.len()));
                            }
                        }
                        (None, Some(_)) => {}
                        (None, None) => kind = kind_of(name).map(|k| (k, depth)),
                    }
                    if depth <= 3 {
                        self.version(tag.attributes_raw(), place);
                    }
                    if let (Some((kind, _)), true) = (kind, self.out.format.is_empty()) {
                        self.out.format = kind.to_owned();
                        root = place;
                    }
                }
                Piece::Close(_) => {
                    if let Some(one) = open.take_if(|one| reader.depth() < one.depth) {
                        self.close(one);
                    }
                }
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        if self.statements > 0 {
            return Ok(());
        }
        let reason = if kind.is_none() {
            "this is XML, but holds no account report, statement or notification of CAMT"
        } else {
            "this CAMT file holds no statement: there is no account and no entry in it"
        };
        Err(Refused::new(root.0, root.1, reason))
    }

    /// A file of nothing but broken entries would fill the memory with reasons.
    fn hopeless(&self) -> Result<(), Refused> {
        let rejected = &self.out.rejected;
        match rejected.first() {
            Some(first) if rejected.len() >= HOPELESS => {
                let reason =
                    format!("{HOPELESS} entries cannot be read; the first: {}", first.reason);
                Err(Refused::new(first.line, first.column.unwrap_or(1), reason))
            }
            _ => Ok(()),
        }
    }

    /// Remarks on a version nobody has tried. The names decide in any case, not the version.
    fn version(&mut self, attributes: &str, place: (u32, u32)) {
        let Some(i) = attributes.find(":camt.05") else { return };
        let name: String = attributes[i + 1..].chars().take("camt.053.001.02".len()).collect();
        let number: Option<u32> = name.get(9..).and_then(|v| v.strip_prefix("001.")?.parse().ok());
        let known = number.is_some_and(|n| (2..=12).contains(&n));
        if !known && !self.out.warnings.iter().any(|n| n.code == "version") {
            let message = format!(
                "the version {} is none of 001.02 to 001.12; read as if it were",
                entry::excerpt(name.trim_end_matches(['"', '\'', ' ']))
            );
            self.out.warnings.push(Note::new("version", message).at(Some(place.0), None));
        }
    }

    /// One part of a statement, whole.
    fn part(&mut self, one: &mut Open, name: &str, tree: &Tree) {
        let root = tree.root();
        match name {
            "Acct" => {
                let name = || root.text_at("Nm").map(|name| account_text(name).to_owned());
                one.around.owner.account = words::account_number(root).or_else(name);
                let names = ["Ownr/Nm", "Ownr/Pty/Nm"];
                one.around.owner.name = root.first_text(&names).map(str::to_owned);
                one.around.currency = root.text_at("Ccy").and_then(xml::currency);
            }
            "Bal" => {
                let day = root.first_text(&["Dt/Dt", "Dt/DtTm", "Dt"]).and_then(entry::day);
                one.around.balance_day = day.or(one.around.balance_day);
                one.balances.add(root, one.around.currency);
            }
            "FrToDt" => {
                let end = root.first_text(&["ToDtTm", "ToDt"]).and_then(entry::day);
                one.around.made_day = end.or(one.around.made_day);
            }
            "CreDtTm" => one.around.made_day = root.text().and_then(entry::day),
            _ => self.entry(one, tree),
        }
    }

    fn entry(&mut self, one: &mut Open, tree: &Tree) {
        one.records += 1;
        let read = match entry::read(tree, &one.around) {
            Ok(read) => read,
            Err(reason) => {
                let (line, column, raw) = (tree.line, Some(tree.column), tree.raw.to_owned());
                self.out.rejected.push(Rejected { line, column, reason, raw });
                return;
            }
        };
        let line = read.entry.line;
        if read.informative {
            self.informative.at(line);
        }
        if read.day_lent {
            self.day_lent.at(line);
        }
        if read.payments > 1 {
            self.batches.at(line);
            self.payments += read.payments;
        }
        if let Some(off) = read.payments_off {
            let off = balance::money(off, read.entry.currency);
            let message = format!("the payments of this batch miss the booked amount by {off}");
            self.out.warnings.push(Note::new("batch_sum", message).at(Some(line), None));
        }
        self.ids.push(read.ids);
        self.out.entries.push(read.entry);
    }

    fn close(&mut self, one: Open) {
        self.statements += 1;
        let account = one.around.owner.account;
        if let Some(account) = &account {
            hint(&mut self.out.account_hints, account);
        }
        let entries = &mut self.out.entries[one.first_entry..];
        for entry in entries.iter_mut() {
            entry.account.clone_from(&account);
        }
        let name = account.unwrap_or_else(|| "without a number".into());
        if one.records == 0 {
            self.without_entries += 1;
            if self.unmoved.len() < NAMED && !self.unmoved.contains(&name) {
                self.unmoved.push(name.clone());
            }
        }
        for message in one.balances.wrong(entries) {
            let note = Note::new("balance", format!("account {name}: {message}"));
            self.out.warnings.push(note.at(Some(one.place.0), Some(one.place.1 as usize - 1)));
        }
    }

    fn finish(mut self) -> Statement {
        choose_ids(&mut self.out.entries, &self.ids);
        let empty = (self.without_entries > 0).then(|| {
            let (count, all) = (self.without_entries, self.statements);
            let names = self.unmoved.join(", ");
            Note::new(
                "no_entries",
                format!("statements without entries: {count} of {all} ({names})"),
            )
        });
        let payments = self.payments;
        let notes = [
            empty,
            self.informative.note("information_only", |n| {
                format!("entries marked as for information only (INFO), taken as booked: {n}")
            }),
            self.day_lent.note("no_booking_date", |n| {
                format!("entries without a date, given the day of the statement: {n}")
            }),
            self.batches.note("batch", |n| {
                format!("payments booked together: {payments}, in entries: {n}")
            }),
        ];
        self.out.warnings.extend(notes.into_iter().flatten());
        self.out
    }
}

impl Open {
    fn new(depth: usize, place: (u32, u32), first_entry: usize) -> Self {
        let (around, balances) = (Around::default(), Balances::default());
        Self { depth, place, around, balances, first_entry, records: 0 }
    }

    fn wants(&self, name: &str) -> bool {
        matches!(name, "Acct" | "Bal" | "FrToDt" | "CreDtTm" | "Ntry")
    }
}

/// The best id of each entry that no other entry of its account has: a reference may cover a
/// payment and its fee, and an id that is not one would make two transactions one.
fn choose_ids(entries: &mut [Entry], ids: &[Vec<String>]) {
    type Key<'a> = (Option<&'a str>, Currency, &'a str);
    let mut uses: HashMap<Key<'_>, usize> = HashMap::new();
    let mut chosen = Vec::with_capacity(entries.len());
    for (entry, ids) in entries.iter().zip(ids) {
        let mut own: Vec<&str> = ids.iter().map(String::as_str).collect();
        own.sort_unstable();
        own.dedup();
        for id in own {
            *uses.entry((entry.account.as_deref(), entry.currency, id)).or_default() += 1;
        }
    }
    for (entry, ids) in entries.iter().zip(ids) {
        let key = |id| (entry.account.as_deref(), entry.currency, id);
        let mut unique = ids.iter().filter(|id| uses.get(&key(id.as_str())) == Some(&1));
        chosen.push(unique.next().cloned());
    }
    for (entry, id) in entries.iter_mut().zip(chosen) {
        entry.external_id = id;
    }
}
