//! The words in the pictures and files of payoff plans, in the languages that charts know.
use super::axis::{Language, Words};
use chrono::NaiveDate;

pub struct DebtWords {
    pub words: Words,
    /// What the picture shows.
    pub owed: &'static str,
    /// Before a day.
    pub debt_free: &'static str,
    /// Before a day.
    pub paid_off: &'static str,
    pub nothing: &'static str,
    /// What a file of payments is called.
    pub schedule: &'static str,
    pub total: &'static str,
    /// Month, day, debt and currency.
    pub about: [&'static str; 4],
    /// Interest, fee, payment, principal and balance.
    pub figures: [&'static str; 5],
}

impl DebtWords {
    pub fn of(words: Words) -> Self {
        match words.language {
            Language::German => Self {
                words,
                owed: "Restschuld je Monat",
                debt_free: "schuldenfrei am",
                paid_off: "abbezahlt am",
                nothing: "keine Schulden",
                schedule: "Tilgungsplan",
                total: "Summe",
                about: ["Monat", "Tag", "Schuld", "Währung"],
                figures: ["Zinsen", "Gebühr", "Zahlung", "Tilgung", "Restschuld"],
            },
            Language::Spanish => Self {
                words,
                owed: "deuda pendiente por mes",
                debt_free: "sin deudas el",
                paid_off: "pagada el",
                nothing: "no hay deudas",
                schedule: "plan de pagos",
                total: "total",
                about: ["mes", "día", "deuda", "moneda"],
                figures: ["intereses", "comisión", "pago", "capital", "saldo"],
            },
            Language::English => Self {
                words,
                owed: "what is owed by month",
                debt_free: "debt-free on",
                paid_off: "paid off on",
                nothing: "nothing is owed",
                schedule: "payment schedule",
                total: "total",
                about: ["month", "day", "debt", "currency"],
                figures: ["interest", "fee", "payment", "principal", "balance"],
            },
        }
    }

    /// `debt-free on 1 Nov 2027`
    pub fn debt_free(&self, day: NaiveDate) -> String {
        format!("{} {}", self.debt_free, self.words.day(day))
    }
}
