//! What an entry says in words: the other party and the purpose. Leaves out addresses, banks on
//! the way and reasons of return, which stay in the record.

use super::entry::is_placeholder;
use crate::imports::statement::account_text;
use crate::imports::xml::Element;

/// How much of a batch is told in its description.
const LONG: usize = 500;
/// How much of one payment is; the longest real ones stay below 1,000.
const ENDLESS: usize = 4_000;

/// Whose account it is, to tell the other party from.
#[derive(Debug, Default)]
pub struct Owner {
    pub account: Option<String>,
    pub name: Option<String>,
}

/// The words of an entry.
pub struct Said {
    pub description: String,
    pub payee: Option<String>,
}

/// Reads the words of an entry from all its payments.
pub fn read(
    entry: Element,
    details: &[Element],
    owner: &Owner,
    credit: bool,
    reversal: bool,
) -> Said {
    let parties: Vec<Party> =
        details.iter().map(|d| other_party(*d, owner, credit, reversal)).collect();
    let told: Vec<String> = details
        .iter()
        .zip(&parties)
        .map(|(d, party)| join(party.name.as_deref(), &purpose(*d)))
        .collect();
    let mut description = batch(&told);
    let free_text =
        details.iter().any(|d| d.get("RmtInf/Ustrd").is_some_and(|u| u.text().is_some()));
    if !free_text && let Some(more) = entry.text_at("AddtlNtryInf") {
        push(&mut description, &squeeze(more));
    }
    if description.is_empty() {
        description = last_resort(entry, details, &parties);
    }
    let payee = match &parties[..] {
        [first, rest @ ..] if rest.iter().all(|p| p.name == first.name) => first.name.clone(),
        _ => None,
    };
    Said { description, payee }
}

/// One text for several payments: each different one, as far as there is room.
fn batch(told: &[String]) -> String {
    let mut all = String::new();
    let mut before: Option<&String> = None;
    for (i, text) in told.iter().enumerate() {
        if text.is_empty() || before == Some(text) {
            continue;
        }
        if !all.is_empty() {
            if all.len() + text.len() > LONG {
                all.push_str(&format!(" / … ({} more)", told.len() - i));
                break;
            }
            all.push_str(" / ");
        }
        all.push_str(text);
        before = Some(text);
    }
    all
}

/// Free text first; the structured references too, where the free text does not repeat them.
fn purpose(detail: Element) -> String {
    let mut all = String::new();
    let remittances = || detail.all("RmtInf");
    for text in remittances().flat_map(|r| r.all("Ustrd")).filter_map(Element::text) {
        if all.len() > ENDLESS {
            break;
        }
        // Pieces of one text: a piece that repeats another is the bank's, so it stays.
        let piece = squeeze(text);
        if !all.is_empty() && !piece.is_empty() {
            all.push(' ');
        }
        all.push_str(&piece);
    }
    let free_text = !all.is_empty();
    for structured in remittances().flat_map(|r| r.all("Strd")) {
        let paths =
            ["CdtrRefInf/Ref", "CdtrRefInf/CdtrRef", "RfrdDocInf/Nb", "RfrdDocInf/RfrdDocNb"];
        let found = paths.iter().filter_map(|p| structured.text_at(p));
        let more = structured.all("AddtlRmtInf").filter_map(Element::text);
        for text in found.chain(more) {
            if all.len() > ENDLESS {
                return all;
            }
            push(&mut all, &squeeze(text));
        }
    }
    if !free_text && let Some(more) = detail.text_at("AddtlTxInf") {
        push(&mut all, &squeeze(more));
    }
    all
}

#[derive(Debug, Default, PartialEq)]
struct Party {
    name: Option<String>,
    account: Option<String>,
}

impl Party {
    fn is_known(&self) -> bool {
        self.name.is_some() || self.account.is_some()
    }

    fn is(&self, owner: &Owner) -> bool {
        match (&self.account, &owner.account) {
            (Some(a), Some(b)) => a == b,
            _ => match (&self.name, &owner.name) {
                (Some(a), Some(b)) => a.to_lowercase() == b.to_lowercase(),
                _ => false,
            },
        }
    }
}

/// Who paid, for money in; who was paid, for money out. What is taken back keeps the roles it had.
fn other_party(detail: Element, owner: &Owner, credit: bool, reversal: bool) -> Party {
    let roles = if credit != reversal { ["Dbtr", "Cdtr"] } else { ["Cdtr", "Dbtr"] };
    let [first, second] = roles.map(|role| party(detail, role));
    let taken_back = reversal || detail.get("RtrInf").is_some();
    let swap = if first.is_known() {
        // Banks differ in what roles a return has, so the owner is never their own payee here.
        first.is(owner) && second.is_known() && !second.is(owner)
    } else {
        taken_back && !second.is(owner)
    };
    if swap { second } else { first }
}

fn party(detail: Element, role: &str) -> Party {
    let Some(parties) = detail.get("RltdPties") else { return Party::default() };
    let names = [
        format!("{role}/Nm"),
        format!("{role}/Pty/Nm"),
        format!("{role}/Agt/FinInstnId/Nm"),
        format!("Ultmt{role}/Nm"),
        format!("Ultmt{role}/Pty/Nm"),
    ];
    let mut names = names.iter().filter_map(|p| parties.text_at(p));
    let name = names.find(|n| !is_placeholder(n)).map(squeeze);
    let account = parties.get(&format!("{role}Acct")).and_then(account_number);
    Party { name, account }
}

/// The number of an account in any version: IBAN, else what the bank calls it.
pub fn account_number(account: Element) -> Option<String> {
    let paths = ["Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id", "Id/UPIC", "Prxy/Id"];
    let text = account.first_text(&paths)?;
    Some(account_text(&text.split_whitespace().collect::<String>()).to_owned())
}

/// Something to know the entry by when the bank says nothing: account, reference, kind.
fn last_resort(entry: Element, details: &[Element], parties: &[Party]) -> String {
    let account = parties.iter().find_map(|p| p.account.clone());
    let reference = || {
        let mut found = details.iter().filter_map(|d| d.text_at("Refs/EndToEndId"));
        found.find(|r| !is_placeholder(r)).map(squeeze)
    };
    let kind = || {
        let code = entry.get("BkTxCd").or_else(|| details.first()?.get("BkTxCd"))?;
        if let Some(own) = code.text_at("Prtry/Cd") {
            return Some(squeeze(own));
        }
        let parts = ["Domn/Cd", "Domn/Fmly/Cd", "Domn/Fmly/SubFmlyCd"];
        let parts: Vec<&str> = parts.iter().filter_map(|p| code.text_at(p)).collect();
        (!parts.is_empty()).then(|| parts.join("-"))
    };
    account.or_else(reference).or_else(kind).unwrap_or_default()
}

fn join(name: Option<&str>, purpose: &str) -> String {
    let mut all = name.unwrap_or("").to_owned();
    if !all.is_empty() && !purpose.is_empty() {
        all.push(' ');
    }
    all + purpose
}

/// Adds a text that is not there already.
fn push(all: &mut String, text: &str) {
    if text.is_empty() || all.contains(text) {
        return;
    }
    if !all.is_empty() {
        all.push(' ');
    }
    all.push_str(text);
}

/// Runs of blanks and line ends as one blank.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
