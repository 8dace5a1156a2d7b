//! Throws bytes at `check::camt`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::camt(bytes));
