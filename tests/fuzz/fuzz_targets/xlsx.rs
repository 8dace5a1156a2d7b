//! Throws bytes at `check::xlsx`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::xlsx(bytes));
