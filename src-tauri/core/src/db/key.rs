//! Where the key of a file comes from: a passphrase (Argon2id), the system's keychain, or a key file.
//! A key is never printed, logged or serialised.
use crate::{Error, Result};
use argon2::{Algorithm, Argon2, Params, Version};
use std::path::Path;
use zeroize::Zeroizing;

/// Memory in KiB, passes and lanes of Argon2id: about 0.2 s on an ordinary machine.
const ARGON2: (u32, u32, u32) = (64 * 1024, 3, 1);
const SERVICE: &str = "PocketSage";

/// 32 random-looking bytes that open one file.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    pub fn random() -> Result<Self> {
        random_bytes().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The salt is the first 16 bytes of the file, where SQLCipher keeps it: nothing beside the
    /// file is needed to open it.
    pub fn from_passphrase(passphrase: &str, salt: &[u8; 16]) -> Result<Self> {
        let (memory, passes, lanes) = ARGON2;
        let params = Params::new(memory, passes, lanes, Some(32))
            .map_err(|e| Error::internal(e.to_string()))?;
        let mut bytes = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, bytes.as_mut())
            .map_err(|e| Error::internal(e.to_string()))?;
        Ok(Self(bytes))
    }

    /// A file of 64 hex digits, readable by its owner alone.
    pub fn from_file(path: &Path) -> Result<Self> {
        let at = path.display();
        let wrong = |what: String| Error::invalid("POCKETSAGE_KEY_FILE", what);
        let text = std::fs::read_to_string(path)
            .map(Zeroizing::new)
            .map_err(|e| wrong(format!("the key file {at} cannot be read: {e}")))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(path)?.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                return Err(wrong(format!(
                    "the key file {at} can be read by others (mode {mode:04o}); run chmod 600 on it"
                )));
            }
        }
        Self::from_hex(text.trim())
            .ok_or_else(|| wrong(format!("the key file {at} must hold exactly 64 hex digits")))
    }

    fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = Zeroizing::new([0; 32]);
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// As SQLCipher takes a raw key, with the salt when the file is new.
    pub(super) fn pragma(&self, salt: Option<&[u8; 16]>) -> Zeroizing<String> {
        let salt = salt.map(|s| hex(s)).unwrap_or_default();
        Zeroizing::new(format!("\"x'{}{salt}'\"", hex(self.0.as_ref())))
    }

    /// The key the system's keychain keeps for this file, if any.
    pub fn from_keychain(path: &Path) -> Result<Option<Self>> {
        match entry(path)?.get_password() {
            Ok(text) => Ok(Self::from_hex(&Zeroizing::new(text))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(no_keychain(error)),
        }
    }

    pub fn save_to_keychain(&self, path: &Path) -> Result<()> {
        entry(path)?.set_password(&hex(self.0.as_ref())).map_err(no_keychain)
    }
}

/// Bytes for a salt or a key from the system's generator.
pub fn random_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| Error::internal(e.to_string()))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn entry(path: &Path) -> Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, &path.to_string_lossy()).map_err(no_keychain)
}

fn no_keychain(error: keyring::Error) -> Error {
    let message = "this system's keychain cannot be reached; use a passphrase instead";
    Error { source: Some(error.into()), ..Error::denied(message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_passphrase_and_salt_give_the_same_key_and_another_salt_another() {
        let key = |salt| Key::from_passphrase("correct horse", &[salt; 16]).unwrap().pragma(None);
        assert_eq!(key(1), key(1));
        assert_ne!(key(1), key(2));
    }

    #[test]
    fn a_key_does_not_print_itself() {
        assert_eq!(format!("{:?}", Key::random().unwrap()), "Key(…)");
    }
}
