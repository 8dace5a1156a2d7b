//! Reads STATUS aggregates: what the bank's server says about the sign-on and each answer.
//! Leaves out INFO and WARN, which say nothing about missing data.
use super::tags::Tag;

/// A status of severity ERROR.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Failure {
    pub line: u32,
    pub column: u32,
    /// About signing on, not about an answer.
    pub sign_on: bool,
    pub code: String,
    pub message: Option<String>,
}

impl Failure {
    /// What the server said, for people.
    pub fn words(&self) -> String {
        let said = self.message.as_deref().unwrap_or("no reason given");
        format!(
            "the bank's server answered with an error instead of data: {said} (code {})",
            self.code
        )
    }
}

/// The status being read.
#[derive(Debug, Default)]
pub struct Status {
    open: Option<Failure>,
    error: bool,
    sign_on: bool,
}

impl Status {
    /// Takes a tag outside records; a failure comes with the end of its status.
    pub fn take(&mut self, tag: &Tag<'_>, (line, column): (u32, u32)) -> Option<Failure> {
        if tag.name == "SONRS" {
            self.sign_on = !tag.closing;
        }
        if tag.name == "STATUS" && !tag.closing {
            let sign_on = self.sign_on;
            self.open = Some(Failure { line, column, sign_on, ..Failure::default() });
            self.error = false;
            return None;
        }
        let open = self.open.as_mut()?;
        match (&*tag.name, tag.closing) {
            ("STATUS", true) => return self.open.take().filter(|_| self.error),
            ("CODE", false) => open.code = tag.value(),
            ("SEVERITY", false) => self.error = tag.value().eq_ignore_ascii_case("ERROR"),
            ("MESSAGE", false) => open.message = Some(tag.value()).filter(|m| !m.is_empty()),
            _ => {}
        }
        None
    }
}
