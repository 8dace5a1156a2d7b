//! The description is whole: every operation, and no reference into nothing.
use crate::support::{Home, request, routes, send};
use axum::body::Body;
use pocketsage_core::op;
use serde_json::Value;

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|field| references(field, found));
        }
        _ => {}
    }
}

#[tokio::test]
async fn the_openapi_document_has_every_operation_and_every_reference_resolves() {
    let home = Home::new();
    let app = home.app().await;
    let routes = routes(&app);
    let asked = request("GET", "/api/v1/openapi.json").body(Body::empty()).expect("a request");
    let (status, bytes) = send(&routes, asked).await;
    assert_eq!(status, 200);
    let document: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");

    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20, "the types are referred to by name");
    for reference in found {
        let pointer = reference.strip_prefix('#').expect("a reference into the document");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for op in op::all() {
        let told = &document["paths"][op.path][op.method.to_lowercase()];
        assert_eq!(told["operationId"], op.name);
        assert_eq!(told["summary"], op.doc);
        assert!(told["responses"]["200"].is_object() && told["responses"]["default"].is_object());
        let in_path = op.path.matches('{').count();
        let parameters = told["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let named = parameters.iter().filter(|p| p["in"] == "path" && p["required"] == true);
        assert_eq!(named.count(), in_path, "{}", op.name);
        assert!(op.method != "GET" || told["requestBody"].is_null(), "{}", op.name);
    }
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    app.close().await;
}
