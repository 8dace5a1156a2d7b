//! Reading Rust and SQL closely enough for the rules of the tree: literals, names, tables.
use std::collections::BTreeSet;

/// The first names after `crate::`, also those in braces.
pub fn crate_names(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for used in text.split("crate::").skip(1) {
        let Some(group) = used.strip_prefix('{') else {
            names.extend(words(used).next());
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.extend(words(&group[start..at]).next());
                    start = at + 1;
                }
                _ => {}
            }
            if letter == '}' && start == at + 1 {
                break;
            }
        }
    }
    names
}

/// The string literals of Rust code, each with its line.
pub fn literals(code: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at) = (vec![], 0);
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    while let Some(letter) = code[at..].chars().next() {
        let rest = &code[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\") {
            at += rest[2..].find('\'').map_or(2, |end| end + 3);
        } else if rest.starts_with("r\"") || rest.starts_with("r#\"") {
            let mark = if rest.starts_with("r#") { "\"#" } else { "\"" };
            let start = at + mark.len() + 1;
            let end = code[start..].find(mark).map_or(code.len(), |end| start + end);
            found.push((line(at), &code[start..end]));
            at = (end + mark.len()).min(code.len());
        } else if letter == '"' {
            let (start, mut end) = (at + 1, at + 1);
            let bytes = code.as_bytes();
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            found.push((line(at), code.get(start..end).unwrap_or("")));
            at = (end + 1).min(code.len());
        } else {
            at += letter.len_utf8();
        }
    }
    found
}

pub fn is_sql(literal: &str) -> bool {
    let text = literal.to_lowercase();
    let words: Vec<&str> = words(&text).collect();
    match words.as_slice() {
        ["insert", "into", ..] | ["delete", "from", ..] => true,
        ["select", rest @ ..] => rest.contains(&"from"),
        ["update", _, "set", ..] => true,
        ["with", _, "as", rest @ ..] => rest.contains(&"select"),
        _ => false,
    }
}

/// The words that stand where a table stands.
pub fn tables_of(sql: &str) -> Vec<&str> {
    let words: Vec<&str> = words(sql).collect();
    let before = ["from", "join", "into", "update"];
    words.windows(2).filter(|pair| before.contains(&pair[0])).map(|pair| pair[1]).collect()
}

pub fn is_write(literal: &str) -> bool {
    let words: Vec<&str> = words(literal).take(3).collect();
    matches!(words.as_slice(), ["insert", "into", _] | ["delete", "from", _] | ["update", _, "set"])
}

pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    parts.filter(|word| !word.is_empty())
}

pub fn first_word(name: &str) -> &str {
    name.split('-').next().unwrap_or(name)
}

pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let after = text.split_once(start).map_or("", |(_, after)| after);
    after.split_once(end).map_or("", |(inside, _)| inside)
}
