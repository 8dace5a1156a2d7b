//! Texts as they are compared: in small letters, with one blank where there were some. Leaves out
//! what a text means.

/// Writes the folded text over what `folded` held.
pub(super) fn fold_into(folded: &mut String, text: &str) {
    folded.clear();
    if is_plain(text) {
        // Most of a bank's texts: a copy is many times as quick as a look at each letter.
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        fold_each(folded, text);
    }
}

pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, text);
    folded
}

/// Whether only capitals are to be folded.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|byte| {
        let blanks = byte == b' ' && before == b' ';
        before = byte;
        matches!(byte, b' '..=b'~') && !blanks
    });
    plain && before != b' '
}

fn fold_each(folded: &mut String, text: &str) {
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        folded.extend(c.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blanks_and_capitals_go() {
        assert_eq!(folded("  Café\u{a0} \tNORD "), "café nord");
        assert_eq!(folded("REWE  4711"), "rewe 4711");
        assert_eq!(folded(" "), "");
    }

    proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in "[ -~]{0,12}|(.|\n){0,6}") {
            let mut long = String::new();
            fold_each(&mut long, &text);
            prop_assert_eq!(folded(&text), long.as_str());
            prop_assert_eq!(folded(&long), long);
        }
    }
}
