//! What reminders say, in the languages of the settings. The screens have a catalogue of their own; this
//! is what is said where there is no screen.
use super::{Answer, AnswerName};
use crate::debts::PaymentState;
use chrono::NaiveDate;

/// The sentences of a language.
pub struct Words {
    pub not_done_yet: &'static str,
    pub open: &'static str,
    statement_late: &'static str,
    statement_since: &'static str,
    bill_due: &'static str,
    debt_due: &'static str,
    debt_missed: &'static str,
    debt_short: &'static str,
    debt_unseen: &'static str,
    price_rise: &'static str,
    unusual: &'static str,
    large: &'static str,
    instead_of: &'static str,
    missed: &'static str,
    /// Done, skip, in an hour, tomorrow, dismiss.
    answers: [&'static str; 5],
    /// How a day is written.
    day: &'static str,
    pub test_title: &'static str,
    pub test_body: &'static str,
    pub letter_end: &'static str,
}

const EN: Words = Words {
    not_done_yet: "Not done yet today.",
    open: "Open",
    statement_late: "No statement yet: {}",
    statement_since: "The last one reaches to {}.",
    bill_due: "{} is due on {}",
    debt_due: "{}: a payment is due on {}",
    debt_missed: "{}: the payment of {} was missed",
    debt_short: "{}: too little was paid on {}",
    debt_unseen: "{}: no payment of {} seen yet",
    price_rise: "{} costs more",
    unusual: "An unusual charge: {}",
    large: "A large charge: {}",
    instead_of: "{} instead of {}",
    missed: "{} reminders while you were away",
    answers: ["Done", "Skip", "In an hour", "Tomorrow", "Dismiss"],
    day: "%-d %B %Y",
    test_title: "PocketSage can reach you",
    test_body: "You asked for this letter, to see that it arrives.",
    letter_end: "Sent by PocketSage, which runs on your own machine.",
};

const DE: Words = Words {
    not_done_yet: "Heute noch nicht erledigt.",
    open: "Öffnen",
    statement_late: "Noch kein Auszug: {}",
    statement_since: "Der letzte reicht bis {}.",
    bill_due: "{} ist fällig am {}",
    debt_due: "{}: Rate fällig am {}",
    debt_missed: "{}: Rate vom {} ausgeblieben",
    debt_short: "{}: am {} wurde zu wenig gezahlt",
    debt_unseen: "{}: Rate vom {} noch nicht gesehen",
    price_rise: "{} kostet mehr",
    unusual: "Ungewöhnliche Abbuchung: {}",
    large: "Große Abbuchung: {}",
    instead_of: "{} statt {}",
    missed: "{} Erinnerungen, während du weg warst",
    answers: ["Erledigt", "Auslassen", "In einer Stunde", "Morgen", "Verwerfen"],
    day: "%-d.%-m.%Y",
    test_title: "PocketSage erreicht dich",
    test_body: "Du wolltest diesen Brief, um zu sehen, dass er ankommt.",
    letter_end: "Gesendet von PocketSage, das auf deinem eigenen Rechner läuft.",
};

const ES: Words = Words {
    not_done_yet: "Hoy aún no está hecho.",
    open: "Abrir",
    statement_late: "Aún sin extracto: {}",
    statement_since: "El último llega hasta el {}.",
    bill_due: "{} vence el {}",
    debt_due: "{}: hay un pago que vence el {}",
    debt_missed: "{}: faltó el pago del {}",
    debt_short: "{}: el {} se pagó de menos",
    debt_unseen: "{}: aún no se ve el pago del {}",
    price_rise: "{} cuesta más",
    unusual: "Un cargo inusual: {}",
    large: "Un cargo grande: {}",
    instead_of: "{} en vez de {}",
    missed: "{} recordatorios mientras no estabas",
    answers: ["Hecho", "Omitir", "En una hora", "Mañana", "Descartar"],
    day: "%-d/%-m/%Y",
    test_title: "PocketSage puede avisarte",
    test_body: "Pediste esta carta para ver que llega.",
    letter_end: "Enviado por PocketSage, que funciona en tu propio equipo.",
};

impl Words {
    /// Those of `en`, `de` or `es`.
    pub fn of(language: &str) -> &'static Self {
        match language {
            "de" => &DE,
            "es" => &ES,
            _ => &EN,
        }
    }

    pub fn statement_late(&self, account: &str) -> String {
        fill(self.statement_late, &[account])
    }

    pub fn statement_since(&self, day: NaiveDate) -> String {
        fill(self.statement_since, &[&self.day(day)])
    }

    pub fn bill_due(&self, name: &str, day: NaiveDate) -> String {
        fill(self.bill_due, &[name, &self.day(day)])
    }

    /// What is said of a debt's payment; nothing of one that was made.
    pub fn debt(&self, state: PaymentState, name: &str, day: NaiveDate) -> Option<String> {
        let sentence = match state {
            PaymentState::Due => self.debt_due,
            PaymentState::Missed => self.debt_missed,
            PaymentState::Short => self.debt_short,
            PaymentState::Unknown => self.debt_unseen,
            PaymentState::Paid | PaymentState::Assumed => return None,
        };
        Some(fill(sentence, &[name, &self.day(day)]))
    }

    pub fn price_rise(&self, payee: &str) -> String {
        fill(self.price_rise, &[payee])
    }

    pub fn unusual(&self, payee: &str) -> String {
        fill(self.unusual, &[payee])
    }

    pub fn large(&self, payee: &str) -> String {
        fill(self.large, &[payee])
    }

    pub fn instead_of(&self, now: &str, usual: &str) -> String {
        fill(self.instead_of, &[now, usual])
    }

    pub fn missed(&self, count: usize) -> String {
        fill(self.missed, &[&count.to_string()])
    }

    pub fn day(&self, day: NaiveDate) -> String {
        day.format(self.day).to_string()
    }

    pub fn answer(&self, answer: Answer) -> AnswerName {
        AnswerName { answer, name: self.answers[answer as usize].into() }
    }
}

/// The sentence with its gaps filled in order; what fills them is taken as it is.
fn fill(sentence: &str, gaps: &[&str]) -> String {
    let mut gaps = gaps.iter();
    let parts: Vec<&str> = sentence.split("{}").collect();
    let (last, firsts) = parts.split_last().unwrap_or((&"", &[]));
    let filled = firsts.iter().map(|part| format!("{part}{}", gaps.next().unwrap_or(&"")));
    filled.collect::<String>() + last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_gap_is_no_gap_itself() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(EN.bill_due("Rent {}", day), "Rent {} is due on 1 December 2026");
        assert_eq!(DE.bill_due("Miete", day), "Miete ist fällig am 1.12.2026");
    }
}
