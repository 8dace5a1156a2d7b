//! Core's errors as HTTP: the status follows the code, the body is the error as it stands.
use axum::{
    Json,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use pocketsage_core::{Code, Error};

/// "Client closed request": the convention for a call its caller stopped.
const CANCELLED: u16 = 499;

fn status(code: Code) -> StatusCode {
    match code {
        Code::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Conflict => StatusCode::CONFLICT,
        Code::Locked => StatusCode::LOCKED,
        Code::Denied => StatusCode::FORBIDDEN,
        Code::Cancelled => StatusCode::from_u16(CANCELLED).unwrap_or(StatusCode::CONFLICT),
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A refusal with the status of its code.
pub(crate) fn problem(error: Error) -> Response {
    problem_as(status(error.code), error)
}

/// A refusal by HTTP itself, which knows finer statuses than core has codes.
pub(crate) fn problem_as(status: StatusCode, error: Error) -> Response {
    (status, Json(error)).into_response()
}

/// Under `/api`, but nothing there.
pub(crate) async fn no_route(method: Method, uri: Uri) -> Response {
    let message =
        format!("there is no {method} {}; /api/v1/openapi.json lists what there is", uri.path());
    problem(Error::new(Code::NotFound, message))
}

/// The path exists, with another method.
pub(crate) async fn no_method(method: Method, uri: Uri) -> Response {
    let message = format!("{} does not answer {method}; see /api/v1/openapi.json", uri.path());
    problem_as(StatusCode::METHOD_NOT_ALLOWED, Error::new(Code::NotFound, message))
}
