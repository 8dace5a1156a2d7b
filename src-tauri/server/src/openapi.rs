//! The OpenAPI 3.1 description, made from the table: what a client generator or a person reads.
use axum::{
    body::Bytes,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use pocketsage_core::{Code, Op, op};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The whole document as JSON text.
pub(crate) fn document() -> Bytes {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut types = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    let mut tags = BTreeSet::new();
    for op in op::all() {
        let input = (op.input)(&mut types).to_value();
        let output = (op.output)(&mut types).to_value();
        let object = resolve(&input, types.definitions());
        tags.insert(feature(op));
        let path = paths.entry(op.path).or_insert_with(|| json!({}));
        path[op.method.to_lowercase()] = operation(op, &input, &object, &output);
    }
    paths.insert("/events".into(), events());
    let code = types.subschema_for::<Code>().to_value();
    let mut schemas = types.take_definitions(true);
    schemas.insert("Error".into(), error(&code));
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "PocketSage",
            "description": "Every operation of PocketSage. Money is integer minor units.",
            "version": env!("CARGO_PKG_VERSION"),
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "tags": tags.iter().map(|tag| json!({"name": tag})).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Error": {
                "description": "Refused; nothing was changed.",
                "content": content(&json!({"$ref": "#/components/schemas/Error"})),
            }},
        },
    });
    document.to_string().into()
}

pub(crate) async fn answer(document: Bytes) -> Response {
    ([(CONTENT_TYPE, "application/json")], document).into_response()
}

fn operation(op: &Op, input: &Value, object: &Value, output: &Value) -> Value {
    let in_path: Vec<&str> =
        op.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
    let mut parameters: Vec<Value> =
        in_path.iter().map(|name| parameter(name, "path", object)).collect();
    let others = object["properties"].as_object().into_iter().flatten();
    let others = others.map(|(name, _)| name.as_str()).filter(|name| !in_path.contains(name));
    let others: Vec<&str> = others.collect();
    let mut told = json!({
        "operationId": op.name,
        "summary": op.doc,
        "tags": [feature(op)],
        "responses": {
            "200": {"description": "Done.", "content": content(output)},
            "default": {"$ref": "#/components/responses/Error"},
        },
    });
    if op.method == "GET" {
        parameters.extend(others.iter().map(|name| parameter(name, "query", object)));
    } else if in_path.is_empty() {
        told["requestBody"] = json!({"content": content(input)});
    } else if !others.is_empty() {
        told["requestBody"] = json!({"content": content(&without(object, &in_path))});
    }
    if !parameters.is_empty() {
        told["parameters"] = parameters.into();
    }
    told
}

fn parameter(name: &str, place: &str, object: &Value) -> Value {
    let schema = object["properties"].get(name).cloned().unwrap_or_else(|| json!({}));
    let required = object["required"].as_array().is_some_and(|all| all.iter().any(|r| r == name));
    let mut told = json!({
        "name": name, "in": place, "required": required || place == "path", "schema": schema,
    });
    if place == "query" {
        // Several values stand in one parameter, with commas.
        told["explode"] = false.into();
    }
    if let Some(text) = told["schema"].get("description").cloned() {
        told["description"] = text;
    }
    told
}

/// The input's object less what the path already carries.
fn without(object: &Value, in_path: &[&str]) -> Value {
    let mut rest = object.clone();
    if let Some(properties) = rest["properties"].as_object_mut() {
        properties.retain(|name, _| !in_path.contains(&name.as_str()));
    }
    if let Some(required) = rest["required"].as_array_mut() {
        required.retain(|name| !name.as_str().is_some_and(|name| in_path.contains(&name)));
    }
    rest
}

fn content(schema: &Value) -> Value {
    json!({"application/json": {"schema": schema}})
}

fn error(code: &Value) -> Value {
    json!({
        "type": "object",
        "description": "What went wrong, for a person and for a program.",
        "required": ["code", "message"],
        "properties": {
            "code": code,
            "message": {"type": "string", "description": "For the person: what to do."},
            "field": {"type": "string", "description": "The field at fault."},
            "detail": {"description": "More for a program, such as the record as it stands."},
        },
    })
}

fn events() -> Value {
    let text = "Server-sent events: `changed` {tables}, `progress` {call, op, done, total, …}.";
    json!({"get": {
        "operationId": "events",
        "summary": text,
        "tags": ["events"],
        "parameters": [{
            "name": "token", "in": "query", "required": false, "schema": {"type": "string"},
            "description": "The token, for an EventSource, which cannot set headers.",
        }],
        "responses": {
            "200": {"description": "A stream without end.", "content": {"text/event-stream": {}}},
            "default": {"$ref": "#/components/responses/Error"},
        },
    }})
}

fn feature(op: &Op) -> &'static str {
    op.name.split_once('.').map_or(op.name, |(feature, _)| feature)
}

fn resolve(schema: &Value, definitions: &Map<String, Value>) -> Value {
    let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    name.and_then(|name| definitions.get(name)).unwrap_or(schema).clone()
}
