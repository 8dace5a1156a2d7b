//! The reader as a whole, on small texts of our own and, where it is at hand, on the corpus.

use chrono::NaiveDate;

use super::{is_camt, read};
use crate::imports::statement::{Entry, Refused, Statement};

const OPENING: &str = "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>\
    <Amt Ccy='EUR'>100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-03-01</Dt></Dt></Bal>";

/// A statement of one account around these parts.
fn file(version: &str, parts: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.{version}'>\n\
         <BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>\n<Stmt><Id>1</Id>\
         <Acct><Id><IBAN>DE00 1111</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Ada Me</Nm></Ownr></Acct>\n\
         {parts}\n</Stmt></BkToCstmrStmt></Document>"
    )
}

/// An entry booked on 2 March 2024.
fn ntry(amount: &str, direction: &str, more: &str) -> String {
    format!(
        "<Ntry><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>BOOK</Sts>\
         <BookgDt><Dt>2024-03-02</Dt></BookgDt>{more}</Ntry>"
    )
}

fn details(inside: &str) -> String {
    format!("<NtryDtls><TxDtls>{inside}</TxDtls></NtryDtls>")
}

fn taken(text: &str) -> Statement {
    assert!(is_camt(text.as_bytes()), "{text}");
    read(text.as_bytes()).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn one(more: &str) -> Entry {
    let mut read = taken(&file("001.02", &ntry("5.00", "DBIT", more)));
    assert_eq!((read.entries.len(), &read.rejected[..]), (1, &[][..]));
    read.entries.remove(0)
}

fn refused(bytes: &[u8]) -> Refused {
    read(bytes).expect_err("is to be refused")
}

fn codes(read: &Statement) -> Vec<&str> {
    read.warnings.iter().map(|n| n.code.as_str()).collect()
}

#[test]
fn an_entry_is_read_with_its_place_and_its_record() {
    let more = "<AcctSvcrRef>B-77</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Tea\n &amp; \
        Co</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Two</Ustrd><Ustrd>pots</Ustrd></RmtInf></TxDtls>\
        </NtryDtls>";
    let text = file("001.02", &ntry("12.5", "DBIT", more));
    let read = taken(&text);
    let entry = &read.entries[0];
    assert_eq!((read.format.as_str(), read.encoding.as_str()), ("camt.053", "UTF-8"));
    assert_eq!(read.account_hints, ["DE001111"]);
    assert_eq!((entry.amount_minor, entry.currency.as_str()), (-1250, "EUR"));
    assert_eq!(entry.day, NaiveDate::from_ymd_opt(2024, 3, 2).unwrap());
    assert_eq!(entry.payee.as_deref(), Some("Tea & Co"));
    assert_eq!(entry.description, "Tea & Co Two pots");
    assert_eq!(entry.external_id.as_deref(), Some("B-77"));
    assert_eq!(entry.account.as_deref(), Some("DE001111"));
    assert_eq!((entry.line, entry.pending), (5, false));
    assert!(entry.raw.starts_with("<Ntry>") && entry.raw.ends_with("</Ntry>"));
    assert_eq!(codes(&read), [""; 0]);
}

#[test]
fn versions_prefixes_and_messages_all_read_the_same() {
    for (element, part, kind) in [
        ("BkToCstmrAcctRpt", "Rpt", "camt.052"),
        ("BkToCstmrStmt", "Stmt", "camt.053"),
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054"),
    ] {
        for version in 2..=13 {
            let text = file(&format!("001.{version:02}"), &ntry("1", "CRDT", ""))
                .replace("BkToCstmrStmt", element)
                .replace("camt.053", kind)
                .replace("<Stmt>", &format!("<{part}>"))
                .replace("</Stmt>", &format!("</{part}>"));
            let prefixed = text.replace("</", "</n:").replace("<", "<n:").replace("<n:/n:", "</n:");
            let prefixed = prefixed.replace("<n:?", "<?").replace("xmlns=", "xmlns:n=");
            for text in [text, prefixed] {
                let read = taken(&text);
                assert_eq!((read.format.as_str(), read.entries.len()), (kind, 1));
                let expected: &[&str] = if version == 13 { &["version"] } else { &[] };
                assert_eq!(codes(&read), expected);
            }
        }
    }
    let none = file("x", &ntry("1", "CRDT", "")).replace("xmlns=", "x=").replace("camt", "");
    assert_eq!(taken(&none).entries.len(), 1);
}

#[test]
fn status_comes_as_text_or_as_code() {
    let with = |status: &str| {
        let text = file("001.08", &ntry("1", "CRDT", ""));
        taken(&text.replace("<Sts>BOOK</Sts>", &format!("<Sts>{status}</Sts>")))
    };
    assert!(!with("BOOK").entries[0].pending);
    assert!(with("PDNG").entries[0].pending);
    assert!(with("<Cd>PDNG</Cd>").entries[0].pending);
    assert!(!with("<Cd>BOOK</Cd>").entries[0].pending);
    let info = with("<Cd>INFO</Cd>");
    assert!(!info.entries[0].pending);
    assert_eq!(codes(&info), ["information_only"]);
}

#[test]
fn the_day_is_of_booking_then_of_value_then_of_the_statement() {
    let day = |old: &str, new: &str| {
        let parts = format!("{OPENING}{}", ntry("1", "CRDT", ""));
        let read = taken(&file("001.08", &parts.replace(old, new)));
        (read.entries[0].day.to_string(), read.warnings.len())
    };
    let booked = "<BookgDt><Dt>2024-03-02</Dt></BookgDt>";
    let time = "<BookgDt><DtTm>2024-03-03T23:59:00-05:00</DtTm></BookgDt>";
    assert_eq!(day(booked, time), ("2024-03-03".into(), 0));
    assert_eq!(day(booked, "<ValDt><Dt>2024-03-04</Dt></ValDt>"), ("2024-03-04".into(), 0));
    assert_eq!(day(booked, ""), ("2024-03-01".into(), 1));
}

#[test]
fn a_batch_is_one_entry_and_its_payments_are_checked() {
    let payment = |name: &str, amount: &str| {
        format!(
            "<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>{amount}</Amt></TxAmt></AmtDtls><RltdPties>\
             <Cdtr><Nm>{name}</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Pay</Ustrd></RmtInf></TxDtls>"
        )
    };
    let batch = |second: &str| {
        let both = format!("<NtryDtls>{}{}</NtryDtls>", payment("A", "2"), payment("B", second));
        taken(&file("001.02", &ntry("5.00", "DBIT", &both)))
    };
    let good = batch("3.00");
    assert_eq!((good.entries.len(), good.entries[0].amount_minor), (1, -500));
    assert_eq!(good.entries[0].description, "A Pay / B Pay");
    assert_eq!((good.entries[0].payee.as_deref(), codes(&good)), (None, vec!["batch"]));
    let off = batch("3.10");
    assert_eq!(codes(&off), ["batch_sum", "batch"]);
    assert!(off.warnings[0].message.contains("0.10 EUR"), "{}", off.warnings[0].message);
}

#[test]
fn a_reversal_keeps_the_sign_it_is_given_and_the_roles_it_had() {
    let who = |direction: &str, reversal: bool, debtor: &str, creditor: &str| {
        let parties = details(&format!(
            "<RltdPties><Dbtr><Pty><Nm>{debtor}</Nm></Pty></Dbtr><Cdtr><Pty><Nm>{creditor}</Nm>\
             </Pty></Cdtr></RltdPties>"
        ));
        let more = format!("<RvslInd>{reversal}</RvslInd><AcctSvcrRef>R1</AcctSvcrRef>{parties}");
        let entry = taken(&file("001.08", &ntry("5.00", direction, &more))).entries.remove(0);
        (entry.amount_minor, entry.payee.unwrap(), entry.external_id.unwrap())
    };
    assert_eq!(who("DBIT", false, "Ada Me", "Shop"), (-500, "Shop".into(), "R1".into()));
    assert_eq!(who("CRDT", false, "Boss", "Ada Me"), (500, "Boss".into(), "R1".into()));
    assert_eq!(who("CRDT", true, "ADA ME", "Shop"), (500, "Shop".into(), "R1/RVSL".into()));
    assert_eq!(who("CRDT", true, "Shop", "Ada Me"), (500, "Shop".into(), "R1/RVSL".into()));
}

#[test]
fn words_come_from_free_text_then_references_then_the_bank() {
    let reference = "<RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf>";
    let entry = one(&(details(reference) + "<AddtlNtryInf>Giro  pay</AddtlNtryInf>"));
    assert_eq!(entry.description, "RF18 Giro pay");
    assert_eq!(one("<AddtlNtryInf>Fee</AddtlNtryInf>").description, "Fee");
    let free = "<RmtInf><Ustrd>Rent</Ustrd></RmtInf><AddtlTxInf>SEPA</AddtlTxInf>";
    assert_eq!(one(&(details(free) + "<AddtlNtryInf>Giro</AddtlNtryInf>")).description, "Rent");
    let code = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd></Fmly></Domn></BkTxCd>";
    assert_eq!(one(code).description, "PMNT-CCRD");
    assert_eq!(one("").description, "");
}

#[test]
fn an_id_is_the_banks_own_and_unique() {
    let id = |more: &str| one(more).external_id;
    assert_eq!(id("<AcctSvcrRef>NONREF</AcctSvcrRef>"), None);
    assert_eq!(id("<NtryRef>0000012</NtryRef>"), None);
    assert_eq!(id("<NtryRef>2024-0000012</NtryRef>").as_deref(), Some("2024-0000012"));
    assert_eq!(id(&details("<Refs><EndToEndId>RENT</EndToEndId></Refs>")), None);
    assert_eq!(id(&details("<Refs><TxId>T9</TxId></Refs>")).as_deref(), Some("T9"));
    let same = |own: &str| {
        let refs = details(&format!("<Refs><AcctSvcrRef>{own}</AcctSvcrRef></Refs>"));
        ntry("1", "DBIT", &format!("<AcctSvcrRef>SAME</AcctSvcrRef>{refs}"))
    };
    let read = taken(&file("001.02", &(same("X1") + &same("X2") + &same("X2"))));
    let ids: Vec<_> = read.entries.iter().map(|e| e.external_id.as_deref()).collect();
    assert_eq!(ids, [Some("X1"), None, None]);
}

#[test]
fn balances_are_checked_and_a_wrong_one_is_told_with_the_difference() {
    let closing = |amount: &str, direction: &str| {
        OPENING.replace("OPBD", "CLBD").replace("100.00", amount).replace("CRDT", direction)
    };
    let with = |closing: &str| {
        let pending = ntry("9", "CRDT", "").replace("BOOK", "PDNG");
        let parts = format!("{OPENING}{closing}{}{pending}", ntry("130.50", "DBIT", ""));
        taken(&file("001.02", &parts))
    };
    assert_eq!(codes(&with(&closing("30.50", "DBIT"))), [""; 0]);
    let off = with(&closing("30.00", "DBIT"));
    assert_eq!(codes(&off), ["balance"]);
    assert!(off.warnings[0].message.ends_with("the difference is 0.50 EUR"));
    assert_eq!(off.warnings[0].line, Some(4));
    assert_eq!(codes(&with("")), [""; 0]);
}

#[test]
fn a_statement_without_entries_is_fine_and_a_file_without_statements_is_not() {
    let empty = taken(&file("001.04", OPENING));
    assert_eq!((empty.entries.len(), codes(&empty)), (0, vec!["no_entries"]));
    let text = file("001.04", "");
    let (head, rest) = text.split_once("<Stmt>").unwrap();
    let without = head.to_owned() + rest.split_once("</Stmt>").unwrap().1;
    assert_eq!(refused(without.as_bytes()).line, 3);
    assert!(refused(b"<Document/>").reason.contains("no account report"));
    assert!(refused(b" \n").reason.contains("empty"));
    assert!(refused(b"Date;Amount\n1;2\n").reason.contains("not XML"));
    for other in [&b"Date;Amount"[..], b"<OFX><BANKMSGSRSV1/></OFX>", b"", b"PK", b"<", b"\xff\xfe"]
    {
        assert!(!is_camt(other));
    }
}

#[test]
fn a_record_that_cannot_be_read_is_told_and_the_rest_is_taken() {
    let bad = [
        ntry("1,50", "DBIT", ""),
        ntry("1.555", "DBIT", ""),
        ntry("1", "BOTH", ""),
        ntry("1", "DBIT", "").replace("03-02", "02-30"),
        ntry("1", "DBIT", "").replace("<BookgDt><Dt>2024-03-02</Dt></BookgDt>", ""),
        "<Ntry/>".into(),
    ];
    let parts = bad.join("\n ") + &ntry("2", "CRDT", "");
    let read = taken(&file("001.02", &parts));
    assert_eq!((read.entries.len(), read.rejected.len()), (1, bad.len()));
    let places: Vec<_> = read.rejected.iter().map(|r| (r.line, r.column)).collect();
    assert_eq!(places[..3], [(5, Some(1)), (6, Some(2)), (7, Some(2))]);
    assert_eq!(read.rejected[5].raw, "<Ntry/>");
}

#[test]
fn several_accounts_and_currencies_stay_apart() {
    let text = file("001.02", &ntry("1", "DBIT", ""));
    let (head, rest) = text.split_once("<Stmt>").unwrap();
    let (stmt, tail) = rest.split_once("</Stmt>").unwrap();
    let second = stmt
        .replace("<IBAN>DE00 1111</IBAN>", "<Othr><Id>42</Id></Othr>")
        .replace("Ccy='EUR'", "Ccy='JPY'");
    let read = taken(&format!("{head}<Stmt>{stmt}</Stmt><Stmt>{second}</Stmt>{tail}"));
    let got: Vec<_> = read.entries.iter().map(|e| (e.account.as_deref(), e.amount_minor)).collect();
    assert_eq!(got, [(Some("DE001111"), -100), (Some("42"), -1)]);
    assert_eq!(read.account_hints, ["DE001111", "42"]);
}

mod corpus;
mod hostile;
