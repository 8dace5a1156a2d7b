//! Flags as the operation's input. Text becomes JSON by the field's type; nothing is checked here.
use crate::command::{FILES, INPUT, positional};
use clap::ArgMatches;
use pocketsage_core::{Code, Error, Op, Result, op};
use pocketsage_server::shape::{self, Field};
use serde_json::{Map, Value, json};
use std::{io::Read, path::Path};

/// `--input`, with the flags laid over it and its file names made absolute.
pub fn input(op: &Op, given: &ArgMatches) -> Result<Value> {
    let mut input = whole(given.get_one::<String>(INPUT))?;
    for field in shape::fields(op) {
        if let Some(value) = value(&field, given) {
            input.insert(field.name, value);
        }
    }
    for name in FILES {
        input.get_mut(name).map(absolute).transpose()?;
    }
    Ok(Value::Object(input))
}

fn whole(given: Option<&String>) -> Result<Map<String, Value>> {
    let text = match given.map(String::as_str) {
        None => return Ok(Map::new()),
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        }
        Some(text) => text.to_string(),
    };
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(Error::new(Code::Invalid, "the input must be a JSON object")),
        Err(error) => {
            let place = json!({"line": error.line(), "column": error.column()});
            let message = format!("the input is not JSON: {error}");
            Err(Error::new(Code::Invalid, message).with_detail(place))
        }
    }
}

fn value(field: &Field, given: &ArgMatches) -> Option<Value> {
    let id = field.name.as_str();
    if FILES.contains(&id) {
        // A path is never read as JSON or split at commas, whatever is in its name.
        let flags = given.get_many::<String>(id);
        let places = given.get_many::<String>(&positional(id));
        let mut paths = flags.or(places)?.map(|path| json!(path));
        return if field.is_array() { Some(paths.collect()) } else { paths.next() };
    }
    let texts: Vec<&String> = given.get_many::<String>(id)?.collect();
    match texts.as_slice() {
        [text] if !field.is_array() || text.starts_with('[') => {
            Some(op::from_text(&field.schema, text))
        }
        texts => Some(texts.iter().map(|text| field.item(text)).collect()),
    }
}

/// The person means the folder they stand in, whatever the program's own may be.
fn absolute(value: &mut Value) -> Result<()> {
    match value {
        Value::String(path) if !path.is_empty() => {
            let full = std::path::absolute(Path::new(path))?;
            if let Some(full) = full.to_str() {
                *path = full.into();
            }
            Ok(())
        }
        Value::Array(paths) => paths.iter_mut().try_for_each(absolute),
        _ => Ok(()),
    }
}
