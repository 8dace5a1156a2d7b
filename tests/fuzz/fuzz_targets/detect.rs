//! Throws bytes at `check::detect`.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::detect(bytes));
