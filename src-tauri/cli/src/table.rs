//! Output for people: arrays as aligned columns, objects as lines. `--json` has everything.
use pocketsage_core::money;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

const WIDEST: usize = 48;
const LONGEST: usize = 400;

/// Any output as text, without a final line break.
pub fn render(output: &Value) -> String {
    let mut lines = Vec::new();
    match output {
        Value::Object(object) if object.is_empty() => lines.push("done".into()),
        Value::Object(object) => describe(object, None, "", &mut lines),
        Value::Array(items) => list(items, None, "", &mut lines),
        value => lines.push(scalar("", value, None)),
    }
    lines.join("\n")
}

/// Text from a bank must not steer the terminal.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

fn describe(object: &Object, outer: Option<&str>, indent: &str, lines: &mut Vec<String>) {
    let currency = object.get("currency").and_then(Value::as_str).or(outer);
    let deeper = format!("{indent}  ");
    for (key, value) in object {
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                lines.push(format!("{indent}{}:", label(key)));
                describe(inner, currency, &deeper, lines);
            }
            Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
                lines.push(format!("{indent}{}:", label(key)));
                list(items, currency, &deeper, lines);
            }
            value => {
                let text = shorten(&scalar(key, value, currency), LONGEST);
                lines.push(format!("{indent}{}: {text}", label(key)));
            }
        }
    }
}

fn list(items: &[Value], outer: Option<&str>, indent: &str, lines: &mut Vec<String>) {
    if items.is_empty() {
        lines.push(format!("{indent}nothing"));
        return;
    }
    if !items.iter().all(Value::is_object) {
        lines.extend(items.iter().map(|item| format!("{indent}{}", scalar("", item, outer))));
        return;
    }
    let rows: Vec<Object> = items.iter().filter_map(Value::as_object).map(flat).collect();
    let mut columns: Vec<&String> = Vec::new();
    for key in rows.iter().flat_map(Object::keys) {
        if !columns.contains(&key) {
            columns.push(key);
        }
    }
    columns.sort_by_key(|column| rank(column));
    let cells = columns.iter().map(|column| cells(column, &rows, outer));
    // A column without a single value only takes room.
    let cells: Vec<Vec<String>> =
        cells.filter(|column| column[1..].iter().any(|cell| !cell.is_empty())).collect();
    let numeric = |text: &String| {
        text.is_empty() || text.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    };
    let widths: Vec<(usize, bool)> = cells
        .iter()
        .map(|column| {
            let width = column.iter().map(|cell| cell.chars().count()).max().unwrap_or(0);
            (width, column[1..].iter().all(numeric))
        })
        .collect();
    for row in 0..=rows.len() {
        let texts = cells.iter().zip(&widths).map(|(column, (width, right))| {
            let cell = &column[row];
            if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        let line = texts.collect::<Vec<_>>().join("  ");
        lines.push(format!("{indent}{}", line.trim_end()));
    }
}

/// What a person looks for stands on the left; what only commands need, on the right.
fn rank(column: &str) -> u8 {
    let last = column.rsplit('.').next().unwrap_or(column);
    match last {
        "name" | "day" | "at" | "month" | "path" => 0,
        "version" => 2,
        id if id == "id" || id == "batch" || id.ends_with("_id") => 3,
        _ => 1,
    }
}

/// A column: its heading, then a cell for each row.
fn cells(column: &str, rows: &[Object], outer: Option<&str>) -> Vec<String> {
    let values = rows.iter().map(|row| {
        let currency = row.get("currency").and_then(Value::as_str).or(outer);
        let value = row.get(column).unwrap_or(&Value::Null);
        shorten(&scalar(column, value, currency).replace('\n', " "), WIDEST)
    });
    std::iter::once(label(column)).chain(values).collect()
}

/// An object inside a row gives its fields to the row, under its own name where two would meet.
fn flat(object: &Object) -> Object {
    let mut row = Object::new();
    for (key, value) in object {
        match value {
            Value::Object(inner) => {
                for (name, value) in inner {
                    let meets = object.contains_key(name) || row.contains_key(name);
                    let name = if meets { format!("{key}.{name}") } else { name.clone() };
                    row.insert(name, value.clone());
                }
            }
            value => {
                row.insert(key.clone(), value.clone());
            }
        }
    }
    row
}

fn label(key: &str) -> String {
    key.strip_suffix("_minor").unwrap_or(key).replace('_', " ")
}

fn scalar(key: &str, value: &Value, currency: Option<&str>) -> String {
    match (value, currency) {
        (Value::Null, _) => String::new(),
        (Value::Number(minor), Some(currency)) if key.ends_with("_minor") => match minor.as_i64() {
            Some(minor) => format!("{} {currency}", money::plain(minor, currency)),
            None => minor.to_string(),
        },
        (Value::Bool(yes), _) => if *yes { "yes" } else { "no" }.into(),
        (Value::String(text), _) => printable(text),
        (Value::Array(items), _) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(|item| scalar(key, item, currency)).collect::<Vec<_>>().join(", ")
        }
        (other, _) => printable(&other.to_string()),
    }
}

fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.into();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_stand_in_columns_with_their_currency() {
        let rows = json!([
            {"account": {"name": "Giro", "currency": "EUR", "number": null}, "balance_minor": -1230},
            {"account": {"name": "Kasse", "currency": "JPY", "number": null}, "balance_minor": 500},
        ]);
        let text = render(&rows);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].contains("-12.30 EUR") && lines[2].contains("500 JPY"), "{text}");
        assert!(!text.contains("number"), "an empty column is left out: {text}");
    }

    #[test]
    fn text_from_outside_cannot_steer_the_terminal() {
        assert_eq!(render(&json!({"payee": "a\u{1b}[31mb"})), "payee: a [31mb");
        assert_eq!(render(&json!([])), "nothing");
        assert_eq!(render(&json!({})), "done");
    }
}
