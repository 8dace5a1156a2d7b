//! Throws bytes at `check::ofx`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::ofx(bytes));
