//! Throws bytes at `check::mt940`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::mt940(bytes));
