//! What the text of a setting may be, each kind by itself: a reading, or no.
use std::path::PathBuf;

pub fn path(text: &str) -> Option<PathBuf> {
    if text.trim().is_empty() { None } else { std::path::absolute(text).ok() }
}

pub fn number(text: &str, least: u64, most: u64) -> Option<u64> {
    text.trim().parse().ok().filter(|n| (least..=most).contains(n))
}

pub fn level(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let known = ["off", "error", "warn", "info", "debug", "trace"];
    known.contains(&text.as_str()).then_some(text)
}

pub fn address(text: &str) -> Option<String> {
    let text = text.trim().replacen("localhost:", "127.0.0.1:", 1);
    text.parse::<std::net::SocketAddr>().is_ok().then_some(text)
}

/// One key behind at least one that is held; which keys there are is the window's to know.
pub fn keys(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect();
    let mut parts: Vec<&str> = text.split('+').collect();
    let last = parts.pop().unwrap_or_default();
    let held = ["ctrl", "control", "alt", "option", "shift", "super", "cmd", "command"];
    let is_held = |part: &&str| held.contains(&part.to_lowercase().as_str());
    let is_key = !last.is_empty() && last.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let whole = is_key && !is_held(&last) && !parts.is_empty() && parts.iter().all(is_held);
    (text.is_empty() || whole).then_some(text)
}

pub fn token(text: &str) -> Option<String> {
    let visible = text.chars().all(|c| c.is_ascii_graphic());
    (visible && (16..=512).contains(&text.len())).then(|| text.to_owned())
}

/// The currency of a POSIX locale such as `de_CH.UTF-8`; EUR where it says nothing.
pub fn currency_of(locale: &str) -> &'static str {
    let language_and_country = locale.split(['.', '@']).next().unwrap_or_default();
    match language_and_country.split(['_', '-']).nth(1).unwrap_or_default() {
        "US" | "EC" | "SV" | "PR" => "USD",
        "GB" => "GBP",
        "CH" | "LI" => "CHF",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "SE" => "SEK",
        "NO" => "NOK",
        "DK" => "DKK",
        "PL" => "PLN",
        "CZ" => "CZK",
        "HU" => "HUF",
        "RO" => "RON",
        "JP" => "JPY",
        "CN" => "CNY",
        "IN" => "INR",
        "BR" => "BRL",
        "MX" => "MXN",
        "AR" => "ARS",
        "CL" => "CLP",
        "CO" => "COP",
        "PE" => "PEN",
        _ => "EUR",
    }
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn keys_are_one_behind_others_that_are_held() {
        for text in ["Ctrl+Shift+Space", "ctrl + F9", "Super+A", ""] {
            assert_eq!(keys(text), Some(text.replace(' ', "")), "{text}");
        }
        for text in ["Space", "Ctrl+", "Ctrl+Shift", "Hyper+A", "Ctrl+A+B", "+", "Ctrl+ä"] {
            assert_eq!(keys(text), None, "{text}");
        }
    }
}
