//! One operation: a name, its types, and the function behind it. The table is all a face knows.
use crate::{App, Error, Result, Tx};
use schemars::{Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{future::Future, pin::Pin};

pub type Output<'a> = Pin<Box<dyn Future<Output = Result<Value>> + Send + 'a>>;

/// What an operation works on.
pub enum Run {
    /// One transaction on the open file.
    Tx(for<'a> fn(&'a mut Tx, Value) -> Output<'a>),
    /// The file itself: open, lock, settings. Works while the file is locked.
    App(for<'a> fn(&'a App, Value) -> Output<'a>),
}

pub struct Op {
    /// `feature.verb_noun`, as every face, the tests and the logs call it.
    pub name: &'static str,
    /// For people: CLI help, OpenAPI description, TypeScript comment.
    pub doc: &'static str,
    pub method: &'static str,
    /// Stores nothing, so it need not wait for what does: GET, and what only its input makes a POST.
    pub reads: bool,
    pub path: &'static str,
    pub input: fn(&mut SchemaGenerator) -> Schema,
    pub output: fn(&mut SchemaGenerator) -> Schema,
    pub run: Run,
}

/// The table of a feature's operations, one line each. `app` marks those on the file itself,
/// `reads` those that are not GET and still store nothing.
#[macro_export]
macro_rules! ops {
    ($feature:literal $($(#[doc = $doc:literal])+ $method:ident $path:literal
       $name:ident($input:ty) -> $output:ty $(, $on:ident)?;)*) => {
        pub const OPS: &[$crate::Op] = &[$($crate::Op {
            name: concat!($feature, ".", stringify!($name)),
            doc: concat!($($doc),+).trim_ascii(),
            method: stringify!($method),
            reads: $crate::ops!(@reads $method $(, $on)?),
            path: $path,
            input: |types| types.subschema_for::<$input>(),
            output: |types| types.subschema_for::<$output>(),
            run: $crate::ops!(@run $name, $input, $output $(, $on)?),
        }),*];
    };
    (@reads GET $(, $on:ident)?) => { true };
    (@reads $method:ident, reads) => { true };
    (@reads $method:ident $(, $on:ident)?) => { false };
    (@run $name:ident, $input:ty, $output:ty $(, reads)?) => {
        $crate::op::Run::Tx(|tx, json| Box::pin(async move {
            let input: $input = $crate::op::read(json)?;
            $crate::op::write::<$output>(ops::$name(tx, input).await?)
        }))
    };
    (@run $name:ident, $input:ty, $output:ty, app) => {
        $crate::op::Run::App(|app, json| Box::pin(async move {
            let input: $input = $crate::op::read(json)?;
            $crate::op::write::<$output>(ops::$name(app, input).await?)
        }))
    };
}

/// An operation without input.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

pub fn read<T: DeserializeOwned>(json: Value) -> Result<T> {
    let json = if json.is_null() { Value::Object(Default::default()) } else { json };
    serde_json::from_value(json).map_err(Error::bad_input)
}

pub fn write<T: Serialize>(output: T) -> Result<Value> {
    serde_json::to_value(output).map_err(Error::internal)
}

/// A flag or URL parameter as JSON, by what the schema of its field allows: text stays text.
pub fn from_text(schema: &Value, text: &str) -> Value {
    let allows = |name: &str| match &schema["type"] {
        Value::String(one) => one == name,
        Value::Array(many) => many.iter().any(|t| t == name),
        _ => false,
    };
    if allows("array") && !text.starts_with('[') {
        return Value::Array(
            text.split(',').map(|item| from_text(&schema["items"], item)).collect(),
        );
    }
    let literal = ["integer", "number", "boolean", "array", "object"].into_iter().any(allows)
        || schema.get("$ref").is_some() && text.starts_with(['{', '['])
        || schema.get("anyOf").is_some() && text.starts_with(['{', '[']);
    match serde_json::from_str(text) {
        Ok(value) if literal => value,
        _ => Value::String(text.into()),
    }
}

/// Every operation, in the order of the features.
pub fn all() -> impl Iterator<Item = &'static Op> {
    crate::OPS.iter().copied().flatten()
}

pub fn find(name: &str) -> Result<&'static Op> {
    let missing = || Error::new(crate::Code::NotFound, format!("there is no operation {name}"));
    all().find(|op| op.name == name).ok_or_else(missing)
}
