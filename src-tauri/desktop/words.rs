//! The words of the tray and of what we say without a page: from the screens' own catalogues.
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

const CATALOGUES: [(&str, &str); 3] = [
    ("en", include_str!("../../ui/src/locales/en.ftl")),
    ("de", include_str!("../../ui/src/locales/de.ftl")),
    ("es", include_str!("../../ui/src/locales/es.ftl")),
];

/// A catalogue in the person's language.
pub struct Words {
    language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// In the first of these that we speak: what the page says, what the system says; else English.
    pub fn of(wanted: &[Option<String>]) -> Self {
        let spoken = |wanted: &String| {
            let wanted = wanted.to_lowercase();
            CATALOGUES.into_iter().find(|(language, _)| wanted.starts_with(language))
        };
        let (language, text) = wanted.iter().flatten().find_map(spoken).unwrap_or(CATALOGUES[0]);
        let locale = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        // What could be read of a catalogue counts; a test of the screens reads all of each.
        let resource = FluentResource::try_new(text.into()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    pub fn language(&self) -> &'static str {
        self.language
    }

    /// A message; its key where there is none.
    pub fn say(&self, key: &str, about: &[(&str, FluentValue<'_>)]) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return key.into();
        };
        let about: FluentArgs = about.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&about), &mut vec![]).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_speak_is_spoken() {
        let words = |wanted: &[&str]| {
            let wanted: Vec<Option<String>> =
                wanted.iter().map(|language| Some((*language).into())).collect();
            Words::of(&wanted)
        };
        assert_eq!(words(&["fr-FR", "de_CH.UTF-8", "en"]).language(), "de");
        assert_eq!(words(&["C"]).say("room-today", &[]), "Today");
        assert_eq!(words(&["es-MX"]).say("room-today", &[]), "Hoy");
        assert_eq!(words(&[]).say("no-such-key", &[]), "no-such-key");
    }
}
