//! From a drawing to a file: what every chart's operations share.
use super::canvas::{Canvas, Drawing, png, svg};
use super::{ChartFormat, ChartTheme, SavedFile};
use crate::{Actor, Error, Result, Tx};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::path::Path;

/// How a picture is wanted.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub format: ChartFormat,
    pub theme: ChartTheme,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub locale: Option<String>,
}

impl Wanted {
    /// Its canvas, of the usual width and height unless others are wanted.
    ///
    /// Errors: Invalid for less than 360 × 200 or more than 4000 pixels.
    pub fn canvas(&self, (width, height): (u32, u32)) -> Result<Canvas> {
        let within = |field: &str, value: Option<u32>, usual: u32, least: u32| {
            let value = value.unwrap_or(usual);
            let ok = (least..=4000).contains(&value);
            let message = format!("choose {least} to 4000 pixels");
            if ok { Ok(value) } else { Err(Error::invalid(field, message)) }
        };
        Ok(Canvas {
            width: within("width", self.width, width, 360)?,
            height: within("height", self.height, height, 200)?,
            theme: self.theme,
            locale: self.locale.clone().unwrap_or_else(|| "en".into()),
        })
    }
}

/// A picture's type, and SVG text or base64 of a PNG.
pub(super) fn picture(
    drawing: &impl Drawing,
    canvas: &Canvas,
    format: ChartFormat,
) -> Result<(String, String)> {
    Ok(match format {
        ChartFormat::Svg => ("image/svg+xml".into(), svg(drawing, canvas)?),
        ChartFormat::Png => ("image/png".into(), STANDARD.encode(png(drawing, canvas)?)),
    })
}

/// The format in which a chart may be saved under this name, before anything is drawn.
///
/// Errors: Denied over HTTP, where files of this machine cannot be named; Invalid for a name that
/// says no format.
pub(super) fn saved_as(tx: &Tx, file: &str, format: Option<ChartFormat>) -> Result<ChartFormat> {
    on_this_machine(tx, "draw the chart and save it where you are")?;
    let by_name = match ending(file).as_deref() {
        Some("png") => Some(ChartFormat::Png),
        Some("svg") => Some(ChartFormat::Svg),
        _ => None,
    };
    format.or(by_name).ok_or_else(|| Error::invalid("file", "end the name in .png or .svg"))
}

/// Errors: Denied over HTTP, with what to do instead.
pub(super) fn on_this_machine(tx: &Tx, instead: &str) -> Result<()> {
    if tx.actor == Actor::Api { Err(Error::denied(instead)) } else { Ok(()) }
}

/// What a name ends in, in small letters.
pub(super) fn ending(file: &str) -> Option<String> {
    Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Writes what `picture` made.
///
/// Errors: Invalid, with the system's own words, for a file that cannot be written.
pub(super) fn save(file: String, format: ChartFormat, data: String) -> Result<SavedFile> {
    let bytes = match format {
        ChartFormat::Svg => data.into_bytes(),
        ChartFormat::Png => STANDARD.decode(data).map_err(Error::internal)?,
    };
    write(file, &bytes)
}

/// Errors: Invalid, with the system's own words, for a file that cannot be written.
pub(super) fn write(file: String, bytes: &[u8]) -> Result<SavedFile> {
    let wrong = |e| Error::invalid("file", format!("{file} cannot be written: {e}"));
    std::fs::write(&file, bytes).map_err(wrong)?;
    Ok(SavedFile { file, bytes: bytes.len() as i64 })
}
