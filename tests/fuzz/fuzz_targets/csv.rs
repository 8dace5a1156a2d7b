//! Throws bytes at `check::csv`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::csv(bytes));
