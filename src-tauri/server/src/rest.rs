//! REST: one route per operation. The body, the query and the path join into the input; the more
//! precise place wins, so a path's id is the id.
use crate::{
    answer::Refusal,
    shape::{self, Field},
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{
        DefaultBodyLimit, Path, Query,
        rejection::{BytesRejection, PathRejection, QueryRejection},
    },
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use pocketsage_core::{Actor, App, Caller, Code, Error, Op, op};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, sync::Arc};

/// A bank's file travels in the body, as base64 at worst.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

type Texts = Vec<(String, String)>;
type InPath = Result<Path<Texts>, PathRejection>;
type InQuery = Result<Query<Texts>, QueryRejection>;

/// A route for every operation in the table.
pub(crate) fn routes(app: &Arc<App>) -> Router {
    let router = op::all().fold(Router::new(), |router, op| {
        let fields: Arc<[Field]> = shape::fields(op).into();
        let app = app.clone();
        let answer = move |path: InPath,
                           query: InQuery,
                           headers: HeaderMap,
                           body: Result<Bytes, BytesRejection>| async move {
            match input(&fields, path, query, body) {
                Ok(input) => run(app, op, caller(&headers), input).await,
                Err(refusal) => refusal.into_response(),
            }
        };
        let method: Method = op.method.parse().expect("the table holds HTTP methods");
        let method = MethodFilter::try_from(method).expect("the table holds common methods");
        router.route(op.path, on(method, answer))
    });
    router.layer(DefaultBodyLimit::max(BODY_LIMIT))
}

fn caller(headers: &HeaderMap) -> Caller {
    let id = headers.get("x-call-id").and_then(|id| id.to_str().ok()).map(String::from);
    Caller { actor: Actor::Api, id }
}

/// Runs the call to its end even if the asker leaves: only `file.cancel_call` stops one.
async fn run(app: Arc<App>, op: &'static Op, caller: Caller, input: Value) -> Response {
    let call = tokio::spawn(async move { app.call_as(caller, op.name, input).await });
    match call.await {
        Ok(Ok(output)) => Json(output).into_response(),
        Ok(Err(error)) => Refusal::from(error).into_response(),
        Err(broken) => {
            tracing::error!(op = op.name, error = %broken, "a call broke off");
            Refusal::from(Error::internal(broken)).into_response()
        }
    }
}

fn input(
    fields: &[Field],
    path: InPath,
    query: InQuery,
    body: Result<Bytes, BytesRejection>,
) -> Result<Value, Refusal> {
    let body = body.map_err(|why| unreadable(why.status(), why.body_text()))?;
    let mut input = object(&body)?;
    let query = query.map_err(|why| unreadable(why.status(), why.body_text()))?;
    let path = path.map_err(|why| unreadable(why.status(), why.body_text()))?;
    input.extend(typed(fields, query.0));
    input.extend(typed(fields, path.0));
    Ok(Value::Object(input))
}

fn object(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(Error::new(Code::Invalid, "the input must be a JSON object").into()),
        Err(error) => {
            let place = json!({"line": error.line(), "column": error.column()});
            let message = format!("the body is not JSON: {error}");
            let error = Error::new(Code::Invalid, message).with_detail(place);
            Err(Refusal(StatusCode::BAD_REQUEST, error))
        }
    }
}

/// Texts as JSON by the fields' types. Names that are no field go on as text: core refuses them.
fn typed(fields: &[Field], pairs: Texts) -> impl Iterator<Item = (String, Value)> {
    let mut grouped: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in pairs {
        grouped.entry(name).or_default().push(text);
    }
    grouped.into_iter().map(|(name, texts)| {
        let field = fields.iter().find(|field| field.name == name);
        let value = field.map_or_else(|| json!(texts.join(",")), |field| field.value(&texts));
        (name, value)
    })
}

/// What HTTP could not read: too large, or no UTF-8.
fn unreadable(status: StatusCode, message: String) -> Refusal {
    Refusal(status, Error::new(Code::Invalid, message))
}
