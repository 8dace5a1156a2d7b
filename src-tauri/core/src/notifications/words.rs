//! What reminders say, in the languages of the settings. The screens have a catalogue of their own; this
//! is what is said where there is no screen.
use super::{Answer, AnswerName};
use chrono::NaiveDate;

/// The sentences of a language.
pub struct Words {
    pub not_done_yet: &'static str,
    statement_late: &'static str,
    statement_since: &'static str,
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
    statement_late: "No statement yet: {}",
    statement_since: "The last one reaches to {}.",
    missed: "{} reminders while you were away",
    answers: ["Done", "Skip", "In an hour", "Tomorrow", "Dismiss"],
    day: "%-d %B %Y",
    test_title: "PocketSage can reach you",
    test_body: "You asked for this letter, to see that it arrives.",
    letter_end: "Sent by PocketSage, which runs on your own machine.",
};

const DE: Words = Words {
    not_done_yet: "Heute noch nicht erledigt.",
    statement_late: "Noch kein Auszug: {}",
    statement_since: "Der letzte reicht bis {}.",
    missed: "{} Erinnerungen, während du weg warst",
    answers: ["Erledigt", "Auslassen", "In einer Stunde", "Morgen", "Verwerfen"],
    day: "%-d.%-m.%Y",
    test_title: "PocketSage erreicht dich",
    test_body: "Du wolltest diesen Brief, um zu sehen, dass er ankommt.",
    letter_end: "Gesendet von PocketSage, das auf deinem eigenen Rechner läuft.",
};

const ES: Words = Words {
    not_done_yet: "Hoy aún no está hecho.",
    statement_late: "Aún sin extracto: {}",
    statement_since: "El último llega hasta el {}.",
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
        self.statement_late.replacen("{}", account, 1)
    }

    pub fn statement_since(&self, day: NaiveDate) -> String {
        self.statement_since.replacen("{}", &self.day(day), 1)
    }

    pub fn missed(&self, count: usize) -> String {
        self.missed.replacen("{}", &count.to_string(), 1)
    }

    pub fn day(&self, day: NaiveDate) -> String {
        day.format(self.day).to_string()
    }

    pub fn answer(&self, answer: Answer) -> AnswerName {
        AnswerName { answer, name: self.answers[answer as usize].into() }
    }
}
