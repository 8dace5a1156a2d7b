//! What the invented household owes: the car, as its account tells, and what nothing in the ledger
//! tells of; with a plan that is agreed to.
use crate::db::Id;
use crate::debts::{
    self, AddDebt, Convention, DebtKind, DebtTerms, Minimum, Percent, UpdatePayoff,
};
use crate::{Result, Tx};
use chrono::{Datelike, Months};
use rust_decimal::Decimal;

/// Each month beyond the minimums.
const EXTRA_MINOR: i64 = 15_000;

struct Owed {
    name: &'static str,
    kind: DebtKind,
    lender: &'static str,
    balance_minor: Option<i64>,
    /// Hundredths of a percent a year.
    apr: i64,
    minimum: Minimum,
    due_day: u32,
    limit_minor: Option<i64>,
}

fn owed() -> [Owed; 4] {
    let fixed = |amount_minor| Minimum::Fixed { amount_minor };
    let share = Minimum::PercentPlusInterest { floor_minor: 4_000, percent: percent(200) };
    let of = |(name, kind, lender), (balance_minor, apr), (minimum, due_day), limit_minor| Owed {
        name,
        kind,
        lender,
        balance_minor,
        apr,
        minimum,
        due_day,
        limit_minor,
    };
    let (store, card) = ("Onlinehof card", DebtKind::Card);
    [
        of(("Car", DebtKind::Car, "Autobank Elbe"), (None, 420), (fixed(24_500), 10), None),
        of((store, card, "Onlinehof 24"), (Some(118_640), 1_790), (share, 20), Some(200_000)),
        of(
            ("Kitchen", DebtKind::Personal, "Holz & Heim"),
            (Some(236_000), 690),
            (fixed(12_000), 1),
            None,
        ),
        of(
            ("Studies", DebtKind::Student, "Bildungsfonds"),
            (Some(684_000), 150),
            (fixed(9_000), 15),
            None,
        ),
    ]
}

fn percent(hundredths: i64) -> Percent {
    Percent(Decimal::new(hundredths, 2))
}

/// `car_loan` is the account of the car's loan.
pub(super) async fn add(tx: &mut Tx, car_loan: Id) -> Result<()> {
    let today = tx.today();
    let year_ago = today.checked_sub_months(Months::new(12)).and_then(|day| day.with_day(1));
    for one in owed() {
        let account_id = one.balance_minor.is_none().then_some(car_loan);
        let terms = DebtTerms {
            apr: percent(one.apr),
            variable: false,
            rate_changes: vec![],
            promo: None,
            grace_until: None,
            convention: Convention::MonthlyNominal,
            minimum: one.minimum,
            due_day: one.due_day,
            fee_minor: 0,
            limit_minor: one.limit_minor,
        };
        let debt = AddDebt {
            name: one.name.into(),
            kind: one.kind,
            currency: Some("EUR".into()),
            lender: one.lender.into(),
            on: year_ago.filter(|_| account_id.is_some()),
            balance_minor: one.balance_minor,
            terms,
            account_id,
            payee: None,
            notes: String::new(),
        };
        debts::add_debt(tx, debt).await?;
    }
    let agreed =
        UpdatePayoff { extra_minor: Some(EXTRA_MINOR), agree: true, ..UpdatePayoff::of("EUR", 0) };
    debts::update_payoff(tx, agreed).await?;
    Ok(())
}
