//! Throws bytes at `check::qif`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::qif(bytes));
