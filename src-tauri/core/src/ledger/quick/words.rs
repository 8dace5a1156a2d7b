//! A typed line as words: plain ones, `@account` and `#category`, each with its place in the line.
//! Quotes hold blanks together, and keep what is in them from being read as anything but a name.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Plain,
    Account,
    Category,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub mark: Mark,
    /// Without its mark and quotes.
    pub text: String,
    pub is_quoted: bool,
    /// In characters of the line: the first, and the one after the last.
    pub from: usize,
    pub to: usize,
}

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

pub fn split(line: &str) -> Vec<Word> {
    let letters: Vec<char> = line.chars().collect();
    let (mut words, mut at) = (vec![], 0);
    while let Some(first) = letters.get(at) {
        if first.is_whitespace() {
            at += 1;
            continue;
        }
        let from = at;
        let mark = match first {
            '@' => Mark::Account,
            '#' => Mark::Category,
            _ => Mark::Plain,
        };
        at += usize::from(mark != Mark::Plain);
        let is_quoted = letters.get(at).is_some_and(|letter| QUOTES.contains(letter));
        at += usize::from(is_quoted);
        let ends = |letter: &char| match is_quoted {
            true => QUOTES.contains(letter),
            false => letter.is_whitespace(),
        };
        let text: String = letters[at..].iter().take_while(|letter| !ends(letter)).collect();
        at += text.chars().count();
        at += usize::from(is_quoted && at < letters.len());
        words.push(Word { mark, text, is_quoted, from, to: at });
    }
    words
}

/// Small letters without accents, so that `marz`, `März` and `MÄRZ` are one word.
pub fn folded(text: &str) -> String {
    let bare = text.nfd().filter(|letter| !is_combining_mark(*letter));
    bare.flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss")
}

/// What a name that was begun can mean: the places of the names that are meant. A name that is
/// written in full is meant alone; else each whose beginning it is, or that of one of its words.
pub fn meant<'a>(begun: &str, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let begun = folded(begun.trim());
    let names: Vec<String> = names.map(folded).collect();
    let whole: Vec<usize> = (0..names.len()).filter(|at| names[*at] == begun).collect();
    if whole.len() == 1 {
        return whole;
    }
    let begins = |name: &str| {
        let starts = name.char_indices().filter(|(at, letter)| {
            let before = name[..*at].chars().next_back();
            letter.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
        });
        starts.into_iter().any(|(at, _)| name[at..].starts_with(&begun))
    };
    (0..names.len()).filter(|at| begins(&names[*at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_hold_a_name_together() {
        let line = "12 @\"Giro bei der\" #x „the sun“ a@b @";
        let words = split(line);
        let seen: Vec<(Mark, &str, bool)> =
            words.iter().map(|word| (word.mark, word.text.as_str(), word.is_quoted)).collect();
        let wanted = [
            (Mark::Plain, "12", false),
            (Mark::Account, "Giro bei der", true),
            (Mark::Category, "x", false),
            (Mark::Plain, "the sun", true),
            (Mark::Plain, "a@b", false),
            (Mark::Account, "", false),
        ];
        assert_eq!(seen, wanted);
        assert_eq!((words[1].from, words[1].to), (3, 18));
    }

    #[test]
    fn a_name_is_meant_by_the_beginning_of_any_of_its_words() {
        let names = ["Cash", "Card", "Bank card (Élan)", "Cash box"];
        let find = |begun: &str| meant(begun, names.into_iter());
        assert_eq!(find("cash"), [0], "in full");
        assert_eq!(find("ca"), [0, 1, 2, 3]);
        assert_eq!(find("elan"), [2]);
        assert_eq!(find("ank"), Vec::<usize>::new());
        assert_eq!(find("bank card"), [2]);
    }

    proptest! {
        #[test]
        fn words_stand_in_the_line_one_after_the_other(line in ".{0,60}") {
            let (mut last, length) = (0, line.chars().count());
            for word in split(&line) {
                prop_assert!(word.from >= last && word.from < word.to && word.to <= length);
                last = word.to;
            }
        }
    }
}
