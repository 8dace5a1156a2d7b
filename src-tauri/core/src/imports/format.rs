//! Which format a file has, told by its content, and its rows in one shape whatever it is.
use super::csv::{self, Hints, Layout};
use super::statement::{Currency, Entry, Note, Refused, Rejected, Row, Statement};
use super::unzip::UNPACKED;
use super::{camt, mt940, ofx, qif, rate_file, sheet};

/// A file as it was understood.
pub struct Found {
    /// `csv`, `portfolio` (a broker's cells), `xlsx`, `ofx`, `qif`, `camt.053`, `mt940`, …
    pub format: String,
    /// WHATWG label.
    pub encoding: String,
    /// Stable text for files of this kind, under which settled choices are remembered.
    pub signature: String,
    /// Header names, or `column 8`; none where there are no columns.
    pub columns: Vec<String>,
    /// Account numbers seen.
    pub account_hints: Vec<String>,
    /// Things worth telling that need no answer.
    pub warnings: Vec<Note>,
    /// Things the file does not settle.
    pub questions: Vec<Note>,
    body: Body,
}

enum Body {
    /// Read row by row, each time anew; from the text of a sheet where the file is a workbook.
    Cells {
        layout: Box<Layout>,
        sheet: Option<String>,
    },
    Records {
        entries: Vec<Entry>,
        rejected: Vec<Rejected>,
    },
}

/// Finds out what a file is. Anything that is no known statement format is taken for cells.
pub fn detect(bytes: &[u8], hints: &Hints) -> Result<Found, Refused> {
    if rate_file::is_rates(bytes) {
        let reason = "these are exchange rates, no transactions; import the file to add them";
        return Err(Refused::new(1, 1, reason));
    }
    if sheet::is_sheet(bytes) {
        return sheet::read(bytes, hints).map(Found::of_sheet);
    }
    let statement = if ofx::is_ofx(bytes) {
        ofx::read(bounded(bytes)?)?
    } else if camt::is_camt(bytes) {
        camt::read(bounded(bytes)?)?
    } else if mt940::is_mt940(bytes) {
        mt940::read(bounded(bytes)?)?
    } else if qif::is_qif(bytes) {
        qif::read(bounded(bytes)?, &qif_hints(hints))?
    } else {
        return csv::detect(bytes, hints).map(Found::of_cells);
    };
    Ok(Found::of_records(statement, hints))
}

/// What is read whole must fit into the memory of a small machine, several times over.
fn bounded(bytes: &[u8]) -> Result<&[u8], Refused> {
    let most = usize::try_from(UNPACKED).unwrap_or(usize::MAX);
    let reason = || format!("the file is larger than {} MB; split it by year", most / 1024 / 1024);
    if bytes.len() > most { Err(Refused::new(1, 1, reason())) } else { Ok(bytes) }
}

fn qif_hints(hints: &Hints) -> qif::QifHints {
    let day_first = hints.day_order.map(|order| order == csv::DayOrder::DayFirst);
    qif::QifHints { currency: hints.currency.clone(), day_first }
}

impl Found {
    fn of_cells(found: csv::Detected) -> Self {
        let csv::Detected { layout, columns, signature, account_hints, warnings, questions } =
            found;
        let kind = if layout.mapping.trade.is_some() { "portfolio" } else { "csv" };
        let (format, encoding) = (kind.into(), layout.encoding.clone());
        let body = Body::Cells { layout: Box::new(layout), sheet: None };
        Self { format, encoding, signature, columns, account_hints, warnings, questions, body }
    }

    fn of_sheet(found: sheet::Found) -> Self {
        let mut out = Self::of_cells(found.detected);
        out.format = found.format.into();
        if let Body::Cells { sheet, .. } = &mut out.body {
            *sheet = Some(found.text);
        }
        out
    }

    fn of_records(statement: Statement, hints: &Hints) -> Self {
        let Statement { format, encoding, account_hints, .. } = statement;
        let Statement { mut entries, rejected, warnings, mut questions, .. } = statement;
        // One account is known by its number as a whole, so that it can be settled where it goes.
        let single = account_hints.len() == 1;
        let asked = questions.iter().any(|question| question.code == "currency");
        let known = hints.currency.as_deref().filter(|_| asked).and_then(code);
        for entry in &mut entries {
            entry.account = entry.account.take().filter(|_| !single);
            entry.currency = known.filter(|_| entry.currency == NONE).unwrap_or(entry.currency);
        }
        questions.retain(|question| known.is_none() || question.code != "currency");
        let kind = format.split('.').next().unwrap_or(&format);
        let signature = format!("{kind} {}", account_hints.join(" "));
        let (columns, body) = (vec![], Body::Records { entries, rejected });
        Self { format, encoding, signature, columns, account_hints, warnings, questions, body }
    }

    /// How its cells are laid out; None where there are none.
    pub fn layout(&self) -> Option<&Layout> {
        match &self.body {
            Body::Cells { layout, .. } => Some(layout),
            Body::Records { .. } => None,
        }
    }

    /// Reads its cells in a way that a person settled, which leaves no question open.
    pub fn settle(&mut self, mut settled: Layout) {
        if let Body::Cells { layout, sheet } = &mut self.body {
            if sheet.is_some() {
                // The text of a sheet is made here: nobody else knows how it is written.
                settled.encoding.clone_from(&layout.encoding);
                (settled.delimiter, settled.quote) = (layout.delimiter, layout.quote);
            }
            **layout = settled;
            self.questions.clear();
        }
    }

    /// A layout found in an earlier file of this kind, with what that one had left empty.
    pub fn completed(&self, mut earlier: Layout) -> Layout {
        if let Some(layout) = self.layout() {
            let (held, found) = (&mut earlier.mapping, &layout.mapping);
            held.external_id = held.external_id.or(found.external_id);
            held.category = held.category.or(found.category);
            held.payee = held.payee.or(found.payee);
        }
        earlier
    }

    /// Whether it leaves this open.
    pub fn asks(&self, code: &str) -> bool {
        self.questions.iter().any(|question| question.code == code)
    }

    /// Whether its rows are what is held on a day, and not what was done.
    pub fn lists_positions(&self) -> bool {
        let trade = self.layout().and_then(|layout| layout.mapping.trade.as_ref());
        trade.is_some_and(|trade| trade.as_of.is_some())
    }

    /// Whether each row says to which account it belongs.
    pub fn names_accounts(&self) -> bool {
        match &self.body {
            Body::Cells { layout, .. } => layout.mapping.account.is_some(),
            Body::Records { entries, .. } => entries.iter().any(|entry| entry.account.is_some()),
        }
    }

    /// Whether some of its amounts are in no currency that it names.
    pub fn lacks_currency(&self) -> bool {
        match &self.body {
            Body::Cells { .. } => false,
            Body::Records { entries, .. } => entries.iter().any(|entry| entry.currency == NONE),
        }
    }

    /// How many lines it has, for telling how far a reading is; `bytes` as for [`Self::rows`].
    pub fn line_count(&self, bytes: &[u8]) -> u64 {
        let bytes = match &self.body {
            Body::Cells { sheet: Some(sheet), .. } => sheet.as_bytes(),
            _ => bytes,
        };
        bytes.iter().filter(|byte| **byte == b'\n').count() as u64
    }

    /// Its rows from the start; `bytes` are those it was found in.
    pub fn rows<'a>(&'a self, bytes: &'a [u8]) -> Result<Rows<'a>, Refused> {
        Ok(match &self.body {
            Body::Cells { layout, sheet } => {
                let bytes = sheet.as_ref().map_or(bytes, String::as_bytes);
                Rows::Cells(Box::new(csv::rows(bytes, layout)?))
            }
            Body::Records { entries, rejected } => {
                Rows::Records { entries: entries.iter(), rejected: rejected.iter() }
            }
        })
    }
}

/// What stands for a currency that a file does not name.
const NONE: Currency = Currency(*b"XXX");

fn code(text: &str) -> Option<Currency> {
    text.as_bytes().try_into().ok().map(Currency)
}

/// The rows of a file, lent one at a time.
pub enum Rows<'a> {
    Cells(Box<csv::Rows<'a>>),
    Records { entries: std::slice::Iter<'a, Entry>, rejected: std::slice::Iter<'a, Rejected> },
}

impl Rows<'_> {
    pub fn next_row(&mut self) -> Option<Result<Row<'_>, Rejected>> {
        match self {
            Self::Cells(rows) => rows.next_row(),
            Self::Records { entries, rejected } => match entries.next() {
                Some(entry) => Some(Ok(entry.row())),
                None => rejected.next().map(|row| Err(row.clone())),
            },
        }
    }

    /// Lines so far that are no transactions, one note for each kind.
    pub fn set_aside(&self) -> &[Note] {
        match self {
            Self::Cells(rows) => rows.set_aside(),
            Self::Records { .. } => &[],
        }
    }

    pub fn set_aside_count(&self) -> usize {
        match self {
            Self::Cells(rows) => rows.set_aside_count(),
            Self::Records { .. } => 0,
        }
    }
}
