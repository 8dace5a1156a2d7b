//! Who may ask: requests addressed to this machine, from this origin, with the token.
//! A page elsewhere can make a browser send requests here (CSRF) or point its own name at a
//! loopback address (DNS rebinding); the Host and Origin checks refuse both before the token counts.
use crate::answer::Refusal;
use axum::{
    extract::{Query, Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{AUTHORIZATION, HOST, ORIGIN, WWW_AUTHENTICATE},
        uri::Authority,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use pocketsage_core::Error;
use std::{collections::BTreeMap, net::IpAddr, sync::Arc};
use subtle::ConstantTimeEq;

/// What the checks compare with.
pub(crate) struct Gate {
    pub token: String,
    /// The address the server listens on; none for a router without a listener.
    pub bound: Option<IpAddr>,
}

impl Gate {
    fn knows(&self, given: &str) -> bool {
        !self.token.is_empty() && bool::from(self.token.as_bytes().ct_eq(given.as_bytes()))
    }

    /// Names can be pointed anywhere by whoever owns them, so only `localhost` and plain addresses
    /// count: loopback ones, the bound one, and any when listening on all of them.
    fn is_home(&self, host: &str) -> bool {
        if host.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let Ok(address) = host.trim_matches(['[', ']']).parse::<IpAddr>() else {
            return false;
        };
        let bound = |bound: IpAddr| bound.is_unspecified() || bound == address;
        address.is_loopback() || self.bound.is_some_and(bound)
    }
}

/// Refuses requests addressed to another name, and those of pages from another origin.
pub(crate) async fn addressed_here(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(host) = only(request.headers(), HOST.as_str()) else {
        return refused("the request must name its host, once");
    };
    let named = host.parse::<Authority>();
    if !named.is_ok_and(|authority| gate.is_home(authority.host())) {
        let message = "this server answers only to localhost or its own address, not to this host";
        return refused(message);
    }
    if request.headers().contains_key(ORIGIN) {
        let origin = only(request.headers(), ORIGIN.as_str()).unwrap_or_default();
        let own = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
        if !own.is_some_and(|own| own.eq_ignore_ascii_case(host)) {
            return refused("a page from another origin may not use this server");
        }
    }
    next.run(request).await
}

/// Needs `Authorization: Bearer` with the token.
pub(crate) async fn bearer(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    if has_bearer(&gate, request.headers()) { next.run(request).await } else { stranger() }
}

/// As `bearer`; `?token=` counts too, since an EventSource cannot set headers.
pub(crate) async fn bearer_or_query(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Response {
    let query = Query::<BTreeMap<String, String>>::try_from_uri(request.uri());
    let in_query = query.is_ok_and(|q| q.get("token").is_some_and(|token| gate.knows(token)));
    if in_query || has_bearer(&gate, request.headers()) {
        next.run(request).await
    } else {
        stranger()
    }
}

fn has_bearer(gate: &Gate, headers: &HeaderMap) -> bool {
    let Some((scheme, token)) =
        only(headers, AUTHORIZATION.as_str()).and_then(|h| h.split_once(' '))
    else {
        return false;
    };
    scheme.eq_ignore_ascii_case("bearer") && gate.knows(token.trim())
}

fn refused(message: &str) -> Response {
    Refusal::from(Error::denied(message)).into_response()
}

fn stranger() -> Response {
    let message = "this needs the token that `pocketsage serve` printed, as Authorization: Bearer";
    let mut answer = Refusal(StatusCode::UNAUTHORIZED, Error::denied(message)).into_response();
    answer.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    answer
}

/// A header given exactly once, as text.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_of_this_machine_are_home() {
        let bound = |text: Option<&str>| Gate {
            token: String::new(),
            bound: text.map(|text| text.parse().expect("an address")),
        };
        let local = bound(None);
        assert!(local.is_home("LocalHost") && local.is_home("127.0.0.1") && local.is_home("[::1]"));
        for host in
            ["evil.example", "localhost.evil.example", "192.168.1.2", "", "127.0.0.1.nip.io"]
        {
            assert!(!local.is_home(host), "{host}");
        }
        assert!(bound(Some("192.168.1.2")).is_home("192.168.1.2"));
        assert!(!bound(Some("192.168.1.2")).is_home("192.168.1.3"));
        assert!(bound(Some("0.0.0.0")).is_home("192.168.1.3"));
        assert!(!bound(Some("0.0.0.0")).is_home("evil.example"));
    }

    #[test]
    fn an_empty_token_lets_nobody_in() {
        assert!(!Gate { token: String::new(), bound: None }.knows(""));
        let gate = Gate { token: "secret".into(), bound: None };
        assert!(gate.knows("secret") && !gate.knows("secre") && !gate.knows(""));
    }
}
