//! Loans by `debts.amortise` beside numpy-financial: 500 of them, one Python for all.
use crate::Fresh;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The interpreter with numpy-financial in it, if `cargo xtask test` made one.
fn python() -> Option<PathBuf> {
    let found = std::env::var_os("POCKETSAGE_PYTHON").map(PathBuf::from);
    if found.is_none() {
        println!("left out: no POCKETSAGE_PYTHON with numpy-financial; cargo xtask test has one");
    }
    found
}

/// What tests/core/loans.py answers.
fn ask(python: PathBuf, loans: &[Value]) -> Value {
    let mut program = Command::new(python);
    program.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/core/loans.py"));
    let mut asked = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    asked.stdin.take().unwrap().write_all(json!(loans).to_string().as_bytes()).unwrap();
    let answer = asked.wait_with_output().unwrap();
    assert!(answer.status.success(), "the Python has no numpy-financial");
    serde_json::from_slice(&answer.stdout).unwrap()
}

struct Loan {
    principal_minor: i64,
    /// Hundredths of a percent a year.
    apr_bp: u32,
    months: u32,
}

impl Loan {
    /// Of a month.
    fn rate(&self) -> f64 {
        f64::from(self.apr_bp) / 120_000.0
    }

    /// What a minor unit put in at the end of each of so many months comes to.
    fn grown(&self, months: u32) -> f64 {
        match self.apr_bp {
            0 => f64::from(months),
            _ => (f64::from(months) * self.rate().ln_1p()).exp_m1() / self.rate(),
        }
    }

    fn payment(&self) -> f64 {
        let gone = match self.apr_bp {
            0 => f64::from(self.months),
            _ => -(-f64::from(self.months) * self.rate().ln_1p()).exp_m1() / self.rate(),
        };
        self.principal_minor as f64 / gone
    }
}

/// The same 500 each time: rates from 0 to 24 %, terms from 1 to 480 months, from 1,000.00 on.
fn loans() -> Vec<Loan> {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % below
    };
    let mut loans = vec![];
    for n in 0..500u32 {
        let apr_bp = if n.is_multiple_of(20) { 0 } else { next(2_400) as u32 + 1 };
        let months = if n < 480 { n + 1 } else { next(480) as u32 + 1 };
        let mut loan = Loan { principal_minor: 100_000 + next(99_900_000) as i64, apr_bp, months };
        // Large enough for its term that cents cannot add up to a whole payment.
        while loan.payment() <= 2.0 * loan.grown(months) {
            loan.principal_minor *= 2;
        }
        loans.push(loan);
    }
    loans
}

/// Our schedule beside numpy's, which rounds nothing. We round the payment, and each month's
/// interest, to whole minor units. The payment's share of the difference is known: too much paid
/// by d each month, with what that saves, lowers the interest of month k by d((1 + r)^(k−1) − 1).
/// What is left is the rounding of the interest, at most a half each month, which bears interest in
/// the months after it: at most half of (1 + r)^(k−1) in month k. The sums follow by adding.
fn compare(loan: &Loan, ours: &Value, theirs: &Value) {
    let shown = format!("{} at {} bp, {} months", loan.principal_minor, loan.apr_bp, loan.months);
    let pmt = theirs["pmt"].as_f64().unwrap();
    let exact: f64 = ours["exact_payment"].as_str().unwrap().parse::<f64>().unwrap() * 100.0;
    assert!((exact - pmt).abs() <= pmt * 1e-9, "{shown}: {exact} for {pmt}");
    let payment_minor = ours["payment_minor"].as_i64().unwrap();
    assert!((payment_minor as f64 - pmt).abs() <= 0.5 + 1e-6, "{shown}: {payment_minor}");
    // A payment that was rounded up may leave nothing for the last month: one less, never more.
    // Without interest numpy-financial 1.0 forgets the sign of the payment, and counts below zero.
    let nper = theirs["nper"].as_f64().unwrap_or(f64::NAN).abs();
    assert!((nper - f64::from(loan.months)).abs() < 1e-3, "{shown}: {nper}");
    let rows = ours["schedule"].as_array().unwrap();
    let short = loan.months as usize - rows.len();
    assert!(short <= 1, "{shown}: {} payments", rows.len());
    let over = payment_minor as f64 - pmt;
    // Floating point itself is good to less than that.
    let noise = 0.01;
    let (mut sum, mut wanted_sum) = (0, 0.0);
    for (at, row) in rows.iter().enumerate() {
        let before = 1.0 + loan.rate() * loan.grown(at as u32);
        let part = |name: &str| theirs[name][at].as_f64().unwrap();
        let minor = |name: &str| row[name].as_i64().unwrap();
        let wanted = part("ipmt") - over * (before - 1.0);
        let within = before / 2.0 + noise;
        let interest = minor("interest_minor");
        assert!(
            (interest as f64 - wanted).abs() <= within,
            "{shown}: interest {interest} for {wanted} ± {within} in month {}",
            at + 1
        );
        if at + 1 < rows.len() {
            let wanted = part("ppmt") + over * before;
            let principal = minor("principal_minor");
            assert!(
                (principal as f64 - wanted).abs() <= within,
                "{shown}: principal {principal} for {wanted} ± {within} in month {}",
                at + 1
            );
        }
        (sum, wanted_sum) = (sum + interest, wanted_sum + wanted);
    }
    assert_eq!(ours["total_interest_minor"], json!(sum), "{shown}");
    let within = loan.grown(rows.len() as u32) / 2.0 + noise;
    assert!((sum as f64 - wanted_sum).abs() <= within, "{shown}: {sum} for {wanted_sum}");
    // Against numpy's own sum: the payment's rounding is in it as well, at most a half a month.
    let theirs: f64 =
        (0..loan.months as usize).map(|at| theirs["ipmt"][at].as_f64().unwrap()).sum();
    let within = 2.0 * loan.grown(loan.months) + noise;
    assert!((sum as f64 - theirs).abs() <= within, "{shown}: {sum} for {theirs}");
}

#[tokio::test]
async fn five_hundred_loans_are_those_of_numpy_financial() {
    let Some(python) = python() else { return };
    let fresh = Fresh::open().await;
    let (loans, mut ours, mut asked) = (loans(), vec![], vec![]);
    for loan in &loans {
        let input = json!({"start": "2026-11-21", "principal_minor": loan.principal_minor,
            "currency": "EUR", "apr": format!("{}.{:02}", loan.apr_bp / 100, loan.apr_bp % 100),
            "months": loan.months});
        let told = fresh.call("debts.amortise", input).await;
        let payment: f64 = told["exact_payment"].as_str().unwrap().parse().unwrap();
        asked.push(json!({"principal": loan.principal_minor, "rate": loan.rate(),
            "months": loan.months, "payment": payment * 100.0}));
        ours.push(told);
    }
    let theirs = ask(python, &asked);
    for ((loan, ours), theirs) in loans.iter().zip(&ours).zip(theirs["loans"].as_array().unwrap()) {
        compare(loan, ours, theirs);
    }
}
