//! `pocketsage serve`: the same core headless, with the screens in a browser.
use crate::say;
use clap::ArgMatches;
use pocketsage_core::{App, Config, Error, Result};
use pocketsage_server::Options;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;

/// As the settings ask of a token, so that a file cannot hold a weaker one.
const TOKEN_LENGTH: std::ops::RangeInclusive<usize> = 16..=512;

/// Serves until the person or the system ends it.
pub async fn serve(mut config: Config, given: &ArgMatches) -> Result<()> {
    let address = address(&config, given)?;
    if given.contains_id("address") || given.contains_id("port") {
        config.give("serve_address", &address.to_string())?;
    }
    if let Some(file) = given.get_one::<PathBuf>("token-file") {
        config.give("token", &token_in(file)?)?;
    }
    let known = config.token.clone();
    if known.is_none() && !address.ip().is_loopback() {
        let message = format!(
            "{} can be reached from other machines; give --token-file, or listen on 127.0.0.1",
            address.ip()
        );
        return Err(Error::invalid("address", message));
    }
    let token = known.map_or_else(random_token, Ok)?;
    let ui = given.get_one::<PathBuf>("ui").cloned().or_else(beside_the_program);
    if let Some(missing) = ui.as_ref().filter(|ui| !ui.join("index.html").is_file()) {
        let message = format!("{} holds no index.html; build the screens first", missing.display());
        return Err(Error::invalid("ui", message));
    }
    let listener = TcpListener::bind(address).await.map_err(|cause| {
        Error::invalid("address", format!("PocketSage cannot listen on {address}: {cause}"))
    })?;
    let ended = ended()?;
    let app = App::start(config).await?;
    app.remind();
    say(&format!("PocketSage is open at {}", link(listener.local_addr()?, &token)))?;
    let outcome =
        pocketsage_server::serve(app.clone(), Options { token, ui }, listener, ended).await;
    app.close().await;
    outcome.map_err(Error::from)
}

fn address(config: &Config, given: &ArgMatches) -> Result<SocketAddr> {
    let wrong = |text: &str| Error::invalid("address", format!("{text} is not an address"));
    let text = &config.serve_address;
    let mut address: SocketAddr = text.parse().map_err(|_| wrong(text))?;
    if let Some(text) = given.get_one::<String>("address") {
        match (text.parse::<SocketAddr>(), text.parse::<IpAddr>()) {
            (Ok(whole), _) => address = whole,
            (_, Ok(ip)) => address.set_ip(ip),
            _ => return Err(wrong(text)),
        }
    }
    if let Some(port) = given.get_one::<u16>("port") {
        address.set_port(*port);
    }
    Ok(address)
}

fn token_in(file: &Path) -> Result<String> {
    let wrong = |why: String| Error::invalid("token_file", format!("{}: {why}", file.display()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let about = std::fs::metadata(file).map_err(|cause| wrong(cause.to_string()))?;
        if about.permissions().mode() & 0o077 != 0 {
            return Err(wrong("others can read the token; run chmod 600 on it".into()));
        }
    }
    let text = std::fs::read_to_string(file).map_err(|cause| wrong(cause.to_string()))?;
    let token = text.trim();
    if !TOKEN_LENGTH.contains(&token.len()) || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong("it must hold 16 to 512 visible characters without spaces".into()));
    }
    Ok(token.into())
}

fn random_token() -> Result<String> {
    let bytes = pocketsage_core::db::key::random_bytes::<24>()?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Where an installed program keeps its screens.
fn beside_the_program() -> Option<PathBuf> {
    let folder = std::env::current_exe().ok()?.parent()?.join("ui");
    folder.join("index.html").is_file().then_some(folder)
}

/// What to open. The token stands behind `#`, which a browser never sends.
fn link(bound: SocketAddr, token: &str) -> String {
    let mut here = bound;
    if bound.ip().is_unspecified() {
        let local: IpAddr = if bound.is_ipv4() {
            [127, 0, 0, 1].into()
        } else {
            [0u16, 0, 0, 0, 0, 0, 0, 1].into()
        };
        here.set_ip(local);
    }
    let mut escaped = String::new();
    for byte in token.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => escaped.push(b.into()),
            b => escaped += &format!("%{b:02X}"),
        }
    }
    format!("http://{here}/#token={escaped}")
}

/// Resolves on Ctrl+C, and where there is one, on SIGTERM. Heard from now on, not from first poll.
fn ended() -> Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        // Without a handler there is nothing to wait for but the end of the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_link_can_be_opened_on_this_machine() {
        let link = |bound: &str, token| super::link(bound.parse().expect("an address"), token);
        assert_eq!(link("127.0.0.1:4180", "ab-1"), "http://127.0.0.1:4180/#token=ab-1");
        assert_eq!(link("0.0.0.0:80", "a/b#"), "http://127.0.0.1:80/#token=a%2Fb%23");
        assert_eq!(link("[::]:80", "a"), "http://[::1]:80/#token=a");
    }
}
