//! The table of settings: what each may be, how it is read and how it is shown. The layers they come
//! from are in `config`.
use super::Config;
use std::path::PathBuf;

/// A row of the table below: the one place that knows a setting.
pub(super) struct Rule {
    pub name: &'static str,
    pub allowed: &'static str,
    /// Never shown, also not when it is mistyped.
    pub secret: bool,
    /// Takes the value over, or says no.
    pub set: fn(&mut Config, &str) -> Option<()>,
    pub show: fn(&Config) -> String,
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "data_dir",
        allowed: "a directory that only you can write to",
        secret: false,
        set: |c, text| path(text).map(|v| c.data_dir = v),
        show: |c| c.data_dir.display().to_string(),
    },
    Rule {
        name: "key_file",
        allowed: "a file that only you can read (mode 0600), in a directory that exists",
        secret: false,
        set: |c, text| path(text).map(|v| c.key_file = Some(v)),
        show: |c| c.key_file.as_ref().map_or("not set".into(), |p| p.display().to_string()),
    },
    Rule {
        name: "currency",
        allowed: "an ISO 4217 code such as EUR or USD",
        secret: false,
        set: |c, text| crate::money::currency("currency", text).ok().map(|v| c.currency = v),
        show: |c| c.currency.clone(),
    },
    Rule {
        name: "transfer_days",
        allowed: "days from 0 to 30",
        secret: false,
        set: |c, text| number(text, 0, 30).map(|v| c.transfer_days = v as u32),
        show: |c| c.transfer_days.to_string(),
    },
    Rule {
        name: "day_start_hour",
        allowed: "an hour from 0 (midnight) to 12",
        secret: false,
        set: |c, text| number(text, 0, 12).map(|v| c.day_start_hour = v as u32),
        show: |c| c.day_start_hour.to_string(),
    },
    Rule {
        name: "language",
        allowed: "en, de or es",
        secret: false,
        set: |c, text| language(text).map(|v| c.language = v),
        show: |c| c.language.into(),
    },
    Rule {
        name: "idle_lock_minutes",
        allowed: "minutes from 0 (never) to 1440",
        secret: false,
        set: |c, text| number(text, 0, 1440).map(|v| c.idle_lock_minutes = v as u32),
        show: |c| c.idle_lock_minutes.to_string(),
    },
    Rule {
        name: "log_level",
        allowed: "off, error, warn, info, debug or trace",
        secret: false,
        set: |c, text| level(text).map(|v| c.log_level = v),
        show: |c| c.log_level.clone(),
    },
    Rule {
        name: "log_max_bytes",
        allowed: "bytes from 10000 to 1000000000",
        secret: false,
        set: |c, text| number(text, 10_000, 1_000_000_000).map(|v| c.log_max_bytes = v),
        show: |c| c.log_max_bytes.to_string(),
    },
    Rule {
        name: "log_max_age_days",
        allowed: "days from 1 to 3650",
        secret: false,
        set: |c, text| number(text, 1, 3650).map(|v| c.log_max_age_days = v as u32),
        show: |c| c.log_max_age_days.to_string(),
    },
    Rule {
        name: "log_keep",
        allowed: "files from 1 to 100",
        secret: false,
        set: |c, text| number(text, 1, 100).map(|v| c.log_keep = v as u32),
        show: |c| c.log_keep.to_string(),
    },
    Rule {
        name: "serve_address",
        allowed: "an address and a port such as 127.0.0.1:4180 or [::1]:4180",
        secret: false,
        set: |c, text| address(text).map(|v| c.serve_address = v),
        show: |c| c.serve_address.clone(),
    },
    Rule {
        name: "token",
        allowed: "16 to 512 visible characters without spaces",
        secret: true,
        set: |c, text| token(text).map(|v| c.token = Some(v)),
        show: |c| {
            if c.token.is_some() { "set".into() } else { "not set".into() }
        },
    },
    Rule {
        name: "quick_add_keys",
        allowed: "keys such as Ctrl+Shift+Space or Alt+F9, or nothing for none",
        secret: false,
        set: |c, text| keys(text).map(|v| c.quick_add_keys = v),
        show: |c| c.quick_add_keys.clone(),
    },
    Rule {
        name: "smtp_password",
        allowed: "a password of 1 to 512 characters, for machines without a keychain",
        secret: true,
        set: |c, text| (1..=512).contains(&text.len()).then(|| c.smtp_password = Some(text.into())),
        show: |c| {
            if c.smtp_password.is_some() { "set".into() } else { "not set".into() }
        },
    },
    Rule {
        name: "clock_file",
        allowed: "a file that holds the instant to go by, such as 2026-11-22T08:00:00Z, to rehearse",
        secret: false,
        set: |c, text| path(text).map(|v| c.clock_file = Some(v)),
        show: |c| c.clock_file.as_ref().map_or("not set".into(), |p| p.display().to_string()),
    },
];

fn path(text: &str) -> Option<PathBuf> {
    if text.trim().is_empty() { None } else { std::path::absolute(text).ok() }
}

fn number(text: &str, least: u64, most: u64) -> Option<u64> {
    text.trim().parse().ok().filter(|n| (least..=most).contains(n))
}

fn level(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let known = ["off", "error", "warn", "info", "debug", "trace"];
    known.contains(&text.as_str()).then_some(text)
}

fn address(text: &str) -> Option<String> {
    let text = text.trim().replacen("localhost:", "127.0.0.1:", 1);
    text.parse::<std::net::SocketAddr>().is_ok().then_some(text)
}

/// One key behind at least one that is held; which keys there are is the window's to know.
fn keys(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect();
    let mut parts: Vec<&str> = text.split('+').collect();
    let last = parts.pop().unwrap_or_default();
    let held = ["ctrl", "control", "alt", "option", "shift", "super", "cmd", "command"];
    let is_held = |part: &&str| held.contains(&part.to_lowercase().as_str());
    let is_key = !last.is_empty() && last.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let whole = is_key && !is_held(&last) && !parts.is_empty() && parts.iter().all(is_held);
    (text.is_empty() || whole).then_some(text)
}

fn token(text: &str) -> Option<String> {
    let visible = text.chars().all(|c| c.is_ascii_graphic());
    (visible && (16..=512).contains(&text.len())).then(|| text.to_owned())
}

/// The currency of a POSIX locale such as `de_CH.UTF-8`; EUR where it says nothing.
pub(super) fn currency_of(locale: &str) -> &'static str {
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

/// The language, of those we speak, that a POSIX locale or a code such as `de` begins with.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let asked = text.trim().to_lowercase();
    ["en", "de", "es"].into_iter().find(|known| {
        asked.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
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
