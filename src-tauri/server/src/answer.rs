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

/// A refusal, by core or by HTTP itself, which knows finer statuses than core has codes.
pub(crate) struct Refusal(pub StatusCode, pub Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(status(error.code), error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(self.1)).into_response()
    }
}

/// Under `/api`, but nothing there.
pub(crate) async fn no_route(method: Method, uri: Uri) -> Refusal {
    let message =
        format!("there is no {method} {}; /api/v1/openapi.json lists what there is", uri.path());
    Error::new(Code::NotFound, message).into()
}

/// The path exists, with another method.
pub(crate) async fn no_method(method: Method, uri: Uri) -> Refusal {
    let message = format!("{} does not answer {method}; see /api/v1/openapi.json", uri.path());
    Refusal(StatusCode::METHOD_NOT_ALLOWED, Error::new(Code::NotFound, message))
}
