//! A bank's text becomes the name of who was paid: without how, when, where and under which number.
//!
//! ```ignore
//! let mut cleaner = Cleaner::default();
//! assert_eq!(cleaner.clean("POS 01/31 TILEVI CO LYON"), "Tilevi Co");
//! assert_eq!(cleaner.clean("SQ *RELADE YAKA & SONS"), "Relade Yaka & Sons");
//! // One buffer serves all rows; the name is lent until the next one.
//! let name = cleaner.clean(row.payee.unwrap_or(row.description));
//! let key = payees::key(name); // the same for "Tilevi Co" and "TILEVI CO."
//! ```
//!
//! The name is always one stretch of the text: words go from its start and from its end, never from
//! within. The rules look at shape (numbers, columns, commas, stars) and at a short list of words.
//! Laws: a text with something in it gets a name; a clean name stays as it is.
mod tokens;
mod words;

use tokens::{Token, Tokens};
use words::*;

/// The key of a clean name, without regard to capitals, spacing and punctuation. Its values are
/// fixed for good, so that they may be stored. A name without letters and digits has the key of "".
pub fn key(name: &str) -> u64 {
    fold(name)
}

/// Cleans bank texts; keeps its buffers between rows.
#[derive(Default)]
pub struct Cleaner {
    tokens: Tokens,
    name: String,
}

impl Cleaner {
    /// The name in a bank's text, in readable capitals; empty only for an empty text.
    pub fn clean(&mut self, text: &str) -> &str {
        self.pass(text);
        if self.name.is_empty() {
            self.name.extend(text.split_whitespace().flat_map(|word| [word, " "]));
            self.name.truncate(self.name.trim_end().len());
        }
        &self.name
    }

    fn pass(&mut self, text: &str) {
        self.tokens.split(text);
        let mut range = stretch(&self.tokens.all);
        if range.is_none() {
            // Nothing but means and numbers: then the means are the name ("ATM").
            let bare = Token::NUMBER | Token::MARKS | Token::SHORT;
            self.tokens.all.retain(|token| !token.is(bare));
            self.tokens.all.iter_mut().for_each(|token| token.flags &= !(Token::GAP | Token::STAR));
            range = stretch(&self.tokens.all).or(Some((0, self.tokens.all.len())));
        }
        let (from, to) = range.unwrap_or_default();
        self.write(text, from, to);
    }

    fn write(&mut self, text: &str, from: usize, to: usize) {
        self.name.clear();
        for at in from..to {
            let token = self.tokens.all[at];
            let mut part = &text[token.start as usize..token.end as usize];
            if at == from {
                part = part.trim_start_matches(EDGE);
            } else {
                self.name.push(' ');
            }
            if at + 1 == to {
                part = part.trim_end_matches(EDGE);
            }
            write_word(&mut self.name, part, &token, at > from && at + 1 < to);
            if token.is(Token::COMMA) && at + 1 < to {
                self.name.push(',');
            }
        }
    }
}

/// What no name begins or ends with.
const EDGE: [char; 15] =
    [',', ';', ':', '-', '–', '_', '/', '|', '+', '~', '*', '=', '<', '>', '#'];

/// Which tokens are the name; none when everything goes.
fn stretch(tokens: &[Token]) -> Option<(usize, usize)> {
    let (mut from, mut to) = (0, tokens.len());
    let mut paid = false;
    loop {
        let before = (from, to);
        let (start, card) = begin(tokens, from, to);
        (from, paid) = (start, paid || card);
        if from == to {
            return None;
        }
        (from, to) = cut(tokens, from, to);
        to = trim(tokens, from, to, paid);
        if (from, to) == before {
            return Some(before);
        }
    }
}

/// Where the name begins, after the means of payment; and whether there were such for certain.
fn begin(tokens: &[Token], from: usize, to: usize) -> (usize, bool) {
    let (mut weak, mut sure, mut number) = (0, false, false);
    let (mut at, mut glued) = (from, false);
    while at < to {
        let token = &tokens[at];
        let next = tokens[..to].get(at + 1);
        let iban = token.is(Token::IBAN) && next.is_some_and(|next| next.is(Token::NUMBER));
        if iban || token.is(Token::NUMBER | Token::SHORT) {
            if at == from && token.is(Token::SHORT) {
                break;
            }
            number = true;
        } else if token.can(MEANS) || (token.is(Token::COLON) && at + 1 < to) {
            sure = true;
        } else if token.can(WEAK) {
            weak += 1;
        } else if token.can(GLUE) && (at > from || next.is_some_and(Token::pays)) {
            glued = true;
        } else if !token.is(Token::MARKS) {
            break;
        }
        at += 1;
    }
    let column = at < to && tokens[at].is(Token::GAP);
    let lone = weak == 1 && !(sure || number || glued || column);
    let first = from + tokens[from..to].iter().take_while(|t| t.is(Token::MARKS)).count();
    if lone { (first, false) } else { (at, sure || number || weak > 1) }
}

/// Cuts off what follows the name: a column, a number, a label; settles a processor's star.
fn cut(tokens: &[Token], from: usize, to: usize) -> (usize, usize) {
    for at in from..to {
        let (token, next) = (&tokens[at], tokens[..to].get(at + 1));
        let numbered = next.is_some_and(|next| next.is(Token::NUMBER));
        if at > from {
            if token.is(Token::GAP) {
                return (from, at);
            }
            if token.is(Token::STAR) {
                // "SQ *NAME" names who follows, "NAME *CODE" who stands before.
                let short = tokens[from].end - tokens[from].start <= 3;
                let collects = short || tokens[from].can(PROCESSOR);
                return if at == from + 1 && collects { (at, to) } else { (from, at) };
            }
            let label = token.can(LABEL) && (numbered || token.is(Token::COLON));
            let label = label || (token.is(Token::IBAN) && numbered);
            if label || token.is(Token::NUMBER) || token.can(END) {
                let month = tokens[at - 1].can(MONTH) && at > from + 1;
                return (from, if month { at - 1 } else { at });
            }
        }
        let joins = |next: &Token| next.can(LEGAL) || next.is(Token::MARKS);
        if token.can(LEGAL) && at > from && !next.is_some_and(joins) {
            return (from, at + 1);
        }
    }
    (from, to)
}

/// Takes places and loose ends from the end. `paid` texts come from a terminal and end in a place.
fn trim(tokens: &[Token], from: usize, mut to: usize, mut paid: bool) -> usize {
    while to > from + 1 {
        let (count, last, before) = (to - from, &tokens[to - 1], &tokens[to - 2]);
        let capitals = last.is(Token::CAPITALS);
        let comma = before.is(Token::COMMA);
        let place = count > 2 || paid || comma;
        if last.is(Token::MARKS) || last.can(DANGLING) {
            to -= 1;
        } else if capitals && last.can(STATE) && count > 2 {
            to -= 1;
            if count > 3 && !before.can(LEGAL) {
                to = trim_city(tokens, from, to);
            }
        } else if capitals && (last.can(COUNTRY) || (last.can(SHORT_COUNTRY) && place)) {
            (to, paid) = (to - 1, true);
        } else if count > 2 && last.can(MONTH) && before.is(Token::SHORT) {
            to -= 2;
        } else if last.can(LEGAL) {
            break;
        } else if last.can(CITY) && place && !before.can(GLUE) {
            to = trim_city(tokens, from, to);
        } else if count > 2 && (comma || last.hash == before.hash) {
            to -= 1;
        } else {
            break;
        }
    }
    to
}

fn trim_city(tokens: &[Token], from: usize, to: usize) -> usize {
    let start = to - from > 3 && tokens[to - 2].can(CITY_START);
    if start { to - 2 } else { to - 1 }
}

/// Writes a word: as listed, as it is when it has small letters, or capitalised.
fn write_word(name: &mut String, part: &str, token: &Token, within: bool) {
    if within && token.can(SMALL) && part.is_ascii() && token.is(Token::CAPITALS) {
        name.extend(part.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    // A code in capitals is a place at the end of a text; no small word may become one.
    let free = token.is(Token::CAPITALS) || !token.can(COUNTRY | SHORT_COUNTRY | STATE);
    let form = token.word.form.filter(|form| free && form.len() == part.len());
    if let Some(form) = form {
        name.push_str(form);
    } else if !token.is(Token::CAPITALS) {
        name.push_str(part);
    } else {
        capitalise(name, part);
    }
}

/// "MCDONALD'S" as "Mcdonald's". Short runs without a vowel are names made of initials: H&M, DHL.
fn capitalise(name: &mut String, part: &str) {
    let (mut rest, mut last, mut long) = (part, ' ', false);
    while let Some(c) = rest.chars().next() {
        if !c.is_alphabetic() {
            (last, rest) = (c, &rest[c.len_utf8()..]);
            name.push(c);
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let run;
        (run, rest) = rest.split_at(end);
        // The 's of a name, the .com of a site.
        let initials = end <= 3 && (last == '&' || rest.starts_with('&'));
        let small = long && matches!(last, '\'' | '’' | '.');
        long = end > 1;
        if small {
            push_small(name, run);
        } else if initials
            || end <= 4 && run.bytes().all(|b| b.is_ascii() && !b"AEIOUY".contains(&b))
        {
            name.push_str(run);
        } else {
            name.push(c);
            push_small(name, &run[c.len_utf8()..]);
        }
    }
}

fn push_small(name: &mut String, run: &str) {
    if run.is_ascii() {
        let from = name.len();
        name.push_str(run);
        name[from..].make_ascii_lowercase();
    } else {
        run.chars().for_each(|c| name.extend(c.to_lowercase()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clean(text: &str) -> String {
        Cleaner::default().clean(text).to_owned()
    }

    #[test]
    fn one_shop_has_one_name_however_the_bank_writes_it() {
        for text in [
            "RELADE YAKA & SONS #0123 AUSTIN TX",
            "POS 01/31 RELADE YAKA & SONS MÜNCHEN",
            "Relade Yaka & Sons, Ref 123456789",
            "SQ *RELADE YAKA & SONS",
            "RELADE YAKA & SONS 31JAN CARD 1234",
            "VISA XXXX1234 2026-01-31 18:05 RELADE YAKA & SONS 00042 PORTLAND OR",
            "RELADE YAKA & SONS       INCLINE VILLAGE   NV",
        ] {
            assert_eq!(clean(text), "Relade Yaka & Sons", "{text}");
        }
    }

    #[test]
    fn real_shapes_are_read() {
        for (text, name) in [
            (
                "Kartenzahlung KAUFLAND SAGT DANKE. 41400673//Hamburg 2018-03-01T11:33",
                "Kaufland Sagt Danke.",
            ),
            ("POS 9,95 AT K2 12.03. 16:08 DEICHMANN GMBH", "Deichmann GmbH"),
            ("MET KAART 5555 04XX XXXX X100 2 BROUWER 25/02/2017 VALUTADATUM : 25/02", "Brouwer"),
            ("SEPA-Lastschrift Payment to Company ABC REF: 31000161205-6944556", "Company Abc"),
            ("UPI/P2M/226633290/Syed Khad/Axis Bank/Eating Out", "Syed Khad"),
            ("APOLLO PHARMACY, BANGALORE, IN", "Apollo Pharmacy"),
            ("UBER *TRIP HELP.UBER.COM", "Uber"),
            ("PAYPAL *somestore", "somestore"),
            ("365 ONLINE", "365 Online"),
            ("MOTEL 6 0276  002766MAMMOTH LAKES       CA", "Motel 6"),
            ("V & A MUSEUM SALES     LONDON        GBR", "V & A Museum Sales"),
            ("BANK OF AMERICA", "Bank of America"),
            ("H&M 0421 GRAZ", "H&M"),
            ("AT&T/063 Phone Bill", "AT&T/063 Phone Bill"),
            ("TRANSFER TO SAVINGS", "Transfer To Savings"),
            ("NETFLIX.COM 14087249160, NL", "Netflix.com"),
            ("Miete Januar 2024", "Miete"),
            ("ATM 762019", "ATM"),
            ("12345", "12345"),
            ("  京鲜生   红肉蜜柚 ", "京鲜生"),
            ("", ""),
            (" \t", ""),
        ] {
            assert_eq!(clean(text), name, "{text}");
        }
    }

    #[test]
    fn the_key_knows_no_capitals_or_marks() {
        assert_eq!(key("Mc Donald's"), key("MCDONALDS"));
        assert_ne!(key("Tilevi Co"), key("Tilevi"));
    }

    /// Words of all roles, numbers, and what joins them.
    fn line() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            prop::sample::select(vec![
                "POS",
                "Visa",
                "CARD",
                "payment",
                "to",
                "IN",
                "am",
                "Ref",
                "ref:",
                "GMBH",
                "Inc.",
                "TX",
                "BERLIN",
                "San",
                "USA",
                "de",
                "Jan",
                "MAY",
                "12JAN",
                "#12",
                "#",
                "0042",
                "12",
                "7",
                "123",
                "EUR",
                "*",
                "SQ *",
                "PAYPAL",
                "XXXX1234",
                "BE15",
                "3215",
                "&",
                "-",
                ",",
                ":",
                "/",
                "VALUTADATUM",
                "   ",
                "MÜNCHEN",
                "İ",
                "ß",
                "K",
                "ǅ",
                "O'REILLY",
                "AMAZON.COM",
                "a/b/c/d",
                "WWW.X.COM",
            ])
            .prop_map(String::from),
            "[A-Za-z0-9*#.,:/&' -]{1,8}",
            "\\PC{1,6}",
        ];
        let parts = prop::collection::vec(
            (word, prop::sample::select(vec![" ", " ", "", "   ", ", ", ": ", "*"])),
            0..9,
        );
        parts.prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn a_clean_name_stays_as_it_is(text in line()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn whoever_has_a_text_has_a_name(text in line()) {
            let name = clean(&text);
            prop_assert_eq!(name.is_empty(), text.trim().is_empty());
            prop_assert!(!name.contains("  ") && name.trim() == name);
        }

        #[test]
        fn the_cleaner_keeps_nothing_of_the_row_before(a in line(), b in line()) {
            let mut cleaner = Cleaner::default();
            cleaner.clean(&a);
            prop_assert_eq!(cleaner.clean(&b), clean(&b));
        }
    }
}
