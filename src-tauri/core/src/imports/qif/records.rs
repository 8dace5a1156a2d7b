//! From lines to the records that are transactions, each with its account, and to their fields.
//! Lists of categories, classes, securities and the like end here.
//! Leaves out what days and sums mean.
use std::collections::BTreeMap;

use super::text::{Line, lines};
use super::{amounts, dates};
use crate::imports::statement::LONGEST;

/// Lists that hold no transactions.
const LISTS: [&str; 14] = [
    "cat",
    "class",
    "memorized",
    "security",
    "prices",
    "budget",
    "tag",
    "payee",
    "invitem",
    "template",
    "invoice",
    "bill",
    "tax",
    "oths",
];
/// Of these the records are transactions of a kind no account holds: worth a remark.
const LEFT_OUT: [&str; 4] = ["invoice", "bill", "tax", "oths"];
const REGISTERS: [&str; 5] = ["bank", "cash", "ccard", "otha", "othl"];
/// How programs call the record that opens an account and names it in its `L`.
const OPENING: [&str; 8] = [
    "opening balance",
    "starting balance",
    "solde initial",
    "anfangssaldo",
    "eröffnungssaldo",
    "saldo inicial",
    "saldo iniziale",
    "beginsaldo",
];

/// Letters of an account's name that are kept.
const NAME: usize = 200;

/// What the lines below a header are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// No header yet, or one nobody knows: what has a date or a sum where they belong.
    Open,
    Register,
    Investments,
    /// `!Account`: names and descriptions; some programs go on with transactions.
    Account,
    List,
}

/// One transaction by its position.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    pub section: Section,
    pub line: u32,
    /// The lines without the `^`.
    pub raw: &'a str,
    pub account: Option<&'a str>,
}

/// A line of a record behind its letter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field<'a> {
    pub line: u32,
    pub text: &'a str,
}

/// The fields of a record that are read; all others are kept in its raw text only.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    pub date: Option<Field<'a>>,
    /// `T`, `U` and `$` outside splits, in the order in which they are believed.
    pub sums: [Option<Field<'a>>; 3],
    pub payee: Option<&'a str>,
    pub memo: Vec<&'a str>,
    pub number: Option<&'a str>,
    pub security: Option<&'a str>,
    pub category: Option<&'a str>,
    /// The sums of the splits.
    pub splits: Vec<Field<'a>>,
    /// A part without a sum, or one in percent: nothing to add up.
    pub open_split: bool,
}

impl<'a> Record<'a> {
    /// Takes the record apart.
    pub fn fields(&self) -> Fields<'a> {
        let mut fields = Fields::default();
        let mut in_split = false;
        for line in lines(self.raw) {
            let Some((code, text)) = code(line.text) else { continue };
            let field = Field { line: self.line + line.number - 1, text };
            fields.take(code, field, &mut in_split);
        }
        fields
    }
}

/// The letter of a line and what follows.
fn code(line: &str) -> Option<(char, &str)> {
    let mut letters = line.chars();
    letters.next().map(|c| (c, letters.as_str().trim_end()))
}

impl<'a> Fields<'a> {
    fn take(&mut self, code: char, field: Field<'a>, in_split: &mut bool) {
        let text = Some(field.text.trim()).filter(|t| !t.is_empty());
        match code {
            'D' => self.date = self.date.or(Some(field)),
            // A sum before the splits is the whole; programs that write `T` inside them mean parts.
            'T' if *in_split && self.sums[0].is_some() => self.splits.push(field),
            'T' => self.sums[0] = text.map(|_| field).or(self.sums[0]),
            'U' => self.sums[1] = text.map(|_| field).or(self.sums[1]),
            '$' if *in_split => self.splits.push(field),
            '$' => self.sums[2] = self.sums[2].or(text.map(|_| field)),
            '%' if *in_split => self.open_split = true,
            'S' => *in_split = true,
            'P' => self.payee = self.payee.or(text),
            'M' => self.memo.extend(text),
            'N' => self.number = self.number.or(text),
            'Y' => self.security = self.security.or(text),
            'L' => self.category = self.category.or(text),
            _ => {}
        }
    }

    /// The first sum that can be read.
    pub fn sum(&self) -> Option<(Field<'a>, amounts::Written)> {
        self.sums.iter().flatten().find_map(|f| Some((*f, amounts::read(f.text)?)))
    }
}

/// The account in `L[Account]` or `L[Account]/Class`.
pub fn counter_account(category: &str) -> Option<&str> {
    let inside = category.rsplit('|').next()?.trim().strip_prefix('[')?;
    inside.split(']').next().map(str::trim).filter(|n| !n.is_empty())
}

/// True for the record that opens an account.
pub fn is_opening(payee: Option<&str>) -> bool {
    payee.is_some_and(|p| OPENING.contains(&p.to_lowercase().as_str()))
}

/// A file as far as its lines tell.
#[derive(Default)]
pub struct Scan<'a> {
    pub records: Vec<Record<'a>>,
    /// A header every reader of QIF knows was there.
    pub header: bool,
    /// `!Option:MDY` or `!Option:DMY`: true for the day first.
    pub day_first: Option<bool>,
    /// The line of a record without an end, or of a line without one: nothing below it is read.
    pub endless: Option<u32>,
    /// Records that end at the next one instead of at a `^`: how many, and the first one's line.
    pub run_on: Option<(u32, usize)>,
    /// Sections left out although they may hold transactions: header, first line, records.
    pub left_out: BTreeMap<&'static str, (u32, usize)>,
}

struct Scanner<'a> {
    text: &'a str,
    scan: Scan<'a>,
    section: Section,
    /// Set in a section that is left out with a remark.
    remark: Option<&'static str>,
    account: Option<&'a str>,
    /// Named by an opening record, so it ends with the section.
    self_named: bool,
    /// Accounts in this `!Account` block.
    listed: usize,
    /// Start and line of the open record.
    open: Option<(usize, u32)>,
    dated: bool,
    summed: bool,
    split: bool,
}

/// Finds the transactions of a text.
pub fn scan(text: &str) -> Scan<'_> {
    let mut s = Scanner {
        text,
        scan: Scan::default(),
        section: Section::Open,
        remark: None,
        account: None,
        self_named: false,
        listed: 0,
        open: None,
        dated: false,
        summed: false,
        split: false,
    };
    for line in lines(text) {
        let start = s.open.unwrap_or((line.start, line.number));
        if line.start + line.text.len() - start.0 > LONGEST {
            s.scan.endless = Some(start.1);
            s.open = None;
            break;
        }
        let trimmed = line.text.trim();
        match trimmed.chars().next() {
            None => {}
            Some('!') => {
                s.close(line.start);
                s.header(&trimmed[1..], line.number);
            }
            Some('^') => s.close(line.start),
            Some(_) => s.line(line),
        }
    }
    s.close(text.len());
    s.scan
}

impl<'a> Scanner<'a> {
    fn header(&mut self, header: &'a str, line: u32) {
        let lower = header.trim().to_lowercase();
        let word_end = lower.find(|c: char| !c.is_alphanumeric()).unwrap_or(lower.len());
        let (word, rest) = lower.split_at(word_end);
        let rest: String = rest.chars().filter(|c| c.is_alphanumeric()).take(32).collect();
        self.scan.header |= matches!(word, "type" | "account" | "option" | "clear");
        match (word, rest.as_str()) {
            ("option", "dmy") => self.scan.day_first = Some(true),
            ("option", "mdy") => self.scan.day_first = Some(false),
            ("option", _) => {}
            // What stood in a list of all accounts says nothing about the transactions below.
            ("clear", _) if self.listed > 1 => self.account = None,
            ("clear", _) => {}
            ("account", _) => {
                self.section = Section::Account;
                self.listed = 0;
                self.remark = None;
            }
            ("type", kind) => self.begin(kind, line),
            _ => self.begin("", line),
        }
    }

    fn begin(&mut self, kind: &str, line: u32) {
        if std::mem::take(&mut self.self_named) {
            self.account = None;
        }
        self.section = match kind {
            k if REGISTERS.contains(&k) => Section::Register,
            "invst" | "port" => Section::Investments,
            k if LISTS.contains(&k) => Section::List,
            _ => Section::Open,
        };
        self.remark = LEFT_OUT.iter().find(|k| **k == kind).copied();
        if let Some(remark) = self.remark {
            self.scan.left_out.entry(remark).or_insert((line, 0));
        }
    }

    fn line(&mut self, line: Line<'a>) {
        let code = line.text.chars().next().unwrap_or(' ');
        let transactions = matches!(self.section, Section::Register | Section::Investments);
        // A second date behind a date and a sum: the `^` between two records is missing.
        if code == 'D' && transactions && self.dated && self.summed && !self.split {
            let (first, count) = self.scan.run_on.unwrap_or((line.number, 0));
            self.scan.run_on = Some((first, count + 1));
            self.close(line.start);
        }
        self.open.get_or_insert((line.start, line.number));
        self.dated |= code == 'D';
        self.summed |= matches!(code, 'T' | 'U');
        self.split |= code == 'S';
    }

    /// Ends the open record in front of `end`.
    fn close(&mut self, end: usize) {
        let seen = (self.dated, self.summed);
        (self.dated, self.summed, self.split) = (false, false, false);
        let Some((start, line)) = self.open.take() else { return };
        let raw = self.text[start..end].trim_end();
        let record = Record { section: self.section, line, raw, account: self.account };
        match self.section {
            Section::List => {
                if let Some(left) = self.remark.and_then(|r| self.scan.left_out.get_mut(r)) {
                    left.1 += 1;
                }
            }
            // One of the two may be damaged; where neither can be read it is an item of some list.
            Section::Open => {
                let (date, sum) = readable(&record.fields());
                if seen == (true, true) && (date || sum) {
                    self.scan.records.push(record);
                }
            }
            // The `T` of a description is a word such as Bank.
            Section::Account if seen == (true, true) && readable(&record.fields()).1 => {
                self.scan.records.push(Record { section: Section::Open, ..record });
            }
            Section::Account => self.name(&record),
            Section::Register | Section::Investments => {
                if self.account.is_none() {
                    self.open_itself(&record.fields());
                }
                self.scan.records.push(Record { account: self.account, ..record });
            }
        }
    }

    fn name(&mut self, record: &Record<'a>) {
        let Some(name) = record.fields().number else { return };
        self.listed += 1;
        self.self_named = false;
        self.account = Some(clip(name));
    }

    /// Without an `!Account` block, the opening record names the account.
    fn open_itself(&mut self, fields: &Fields<'a>) {
        if is_opening(fields.payee) {
            self.account = fields.category.and_then(counter_account).map(clip);
            self.self_named = self.account.is_some();
        }
    }
}

/// A name at a bearable length: it is looked at and repeated in every entry.
fn clip(name: &str) -> &str {
    name.char_indices().nth(NAME).map_or(name, |(at, _)| &name[..at])
}

/// Whether the date and the sum can be read.
fn readable(fields: &Fields<'_>) -> (bool, bool) {
    let date = fields.date.is_some_and(|d| dates::read(d.text).is_some());
    (date, fields.sums[..2].iter().flatten().any(|f| amounts::read(f.text).is_some()))
}

/// A record with a date and a sum that can both be read.
pub fn is_transaction(record: &Record<'_>) -> bool {
    let fields = record.fields();
    readable(&fields).0 && fields.sum().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(text: &str) -> Vec<(Section, u32, Option<&str>)> {
        scan(text).records.iter().map(|r| (r.section, r.line, r.account)).collect()
    }

    #[test]
    fn accounts_hold_for_what_follows() {
        let text = "!Account\nNOne\nTBank\n^\n!Type:Bank\nD1\nT1\n^\n\
            !Account\nNTwo\n^\n! type: OTH L \nT2\n^\n";
        let want = [(Section::Register, 6, Some("One")), (Section::Register, 13, Some("Two"))];
        assert_eq!(accounts(text), want);
        let text =
            "!Option:AutoSwitch\n!Account\nNA\n^\nNB\n^\n!Clear:AutoSwitch\n!Type:Cash\nD1\n^\n";
        assert_eq!(accounts(text), [(Section::Register, 9, None)]);
        let text = "!Type:Bank\nD1\nPOpening Balance\nL[Mine]\n^\nD2\n^\n!Type:Cash\nD3\n^\n";
        assert_eq!(
            accounts(text).iter().map(|a| a.2).collect::<Vec<_>>(),
            [Some("Mine"), Some("Mine"), None]
        );
    }

    #[test]
    fn lists_are_passed_over_and_unknown_sections_are_looked_at() {
        let text = "# note\nDone by us\n!Type:Cat\nNFood\nD1/1/04\nT1\n^\n\
            !Type:Banque\nD1/1/04\nT1\n^\nNx\n^\nDx\nT5\n^\nDShare\nTStock\n^\n";
        assert_eq!(accounts(text), [(Section::Open, 9, None), (Section::Open, 14, None)]);
        let text = "!Account\nNHome\nTOth L\n^\nD1/1/04\nT500.00\n^\nNA\nD1/1/04\nTBank\n$5\n^\n";
        assert_eq!(accounts(text), [(Section::Open, 5, Some("Home"))]);
        let left = scan("!Type:Invoice\nD1/1/04\nT5\n^\nD1/1/04\n^\n").left_out;
        assert_eq!(left.into_iter().collect::<Vec<_>>(), [("invoice", (1, 2))]);
    }

    #[test]
    fn a_missing_end_loses_nothing() {
        let scan =
            scan("!Type:Bank\nD1/1/04\nT1\nD1/2/04\nT2\nSa\nD1/3/04\n$2\n!Type:Bank\nD1/4/04\nT3");
        assert_eq!(scan.records.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4, 10]);
        assert_eq!(scan.run_on, Some((4, 1)));
    }

    #[test]
    fn fields_inside_splits_stay_there() {
        let raw = "D1/2/04\nT5\nMa\nSx\nMb\nD1/1/04\n$2\nT3\nLFood\n[";
        let record = Record { section: Section::Register, line: 7, raw, account: None };
        let fields = record.fields();
        assert_eq!(fields.date, Some(Field { line: 7, text: "1/2/04" }));
        assert_eq!(fields.sums[0], Some(Field { line: 8, text: "5" }));
        assert_eq!(fields.splits.iter().map(|f| f.text).collect::<Vec<_>>(), ["2", "3"]);
        assert_eq!(counter_account("[A b ]/Class"), Some("A b"));
        assert_eq!(counter_account("Fee|[A]"), Some("A"));
        assert_eq!(counter_account("Food"), None);
    }
}
