//! What every chart is drawn with: a canvas in one of two themes, a pen with the few marks that
//! charts are made of, and the two kinds of file that a drawing becomes. Floats are pixels and
//! light, never numbers that are told.
use std::ops::Range;

use plotters::prelude::{BitMapBackend, SVGBackend};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

use super::axis::{Words, clean};
use super::glyphs::Text;
use super::model::ChartTheme;
use crate::{Error, Result};

/// Whatever is left after the palette's categories.
pub const REST: &str = "#8A8A8A";

/// How much of the accent is in each of the five steps of a heatmap, in hundredths.
const STEPS: [i32; 5] = [10, 30, 50, 72, 100];

/// Where it is drawn.
#[derive(Debug, Clone)]
pub struct Canvas {
    /// Pixels, 160 to 4000 each.
    pub width: u32,
    pub height: u32,
    pub theme: ChartTheme,
    /// A language with or without its country: `en`, `de-CH`. Others than en, de, es read as en.
    pub locale: String,
}

/// A chart: drawn once for both kinds of file.
pub trait Drawing {
    /// In one line, for screen readers.
    fn title(&self, words: &Words) -> String;
    /// Its numbers in words, for screen readers.
    fn told(&self, words: &Words) -> String;
    /// On paper that is laid out already.
    fn draw<B: DrawingBackend>(&self, pen: &mut Pen<B>, canvas: &Canvas) -> Result<()>;
}

/// The chart as an SVG document, with its title and numbers for screen readers.
///
/// Errors: Invalid for a canvas out of bounds.
pub fn svg(drawing: &impl Drawing, canvas: &Canvas) -> Result<String> {
    let size = size(canvas)?;
    let mut text = String::new();
    on_paper(SVGBackend::with_string(&mut text, size), drawing, canvas)?;
    let Some(head) = text.find('>') else {
        return Ok(text);
    };
    let words = Words::of(&canvas.locale);
    let (title, told) = (escaped(&drawing.title(&words)), escaped(&drawing.told(&words)));
    text.insert_str(head + 1, &format!("\n<title>{title}</title>\n<desc>{told}</desc>"));
    text.insert_str(head, " role=\"img\"");
    Ok(text)
}

/// The chart as a PNG file of exactly the canvas's pixels.
///
/// Errors: Invalid for a canvas out of bounds.
pub fn png(drawing: &impl Drawing, canvas: &Canvas) -> Result<Vec<u8>> {
    let (width, height) = size(canvas)?;
    let mut pixels = vec![0; (width * height * 3) as usize];
    on_paper(BitMapBackend::with_buffer(&mut pixels, (width, height)), drawing, canvas)?;
    let mut file = Vec::with_capacity(64 * 1024);
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header().map_err(Error::internal)?;
    writer.write_image_data(&pixels).map_err(Error::internal)?;
    writer.finish().map_err(Error::internal)?;
    Ok(file)
}

fn on_paper<B: DrawingBackend>(backend: B, drawing: &impl Drawing, canvas: &Canvas) -> Result<()> {
    let mut pen = Pen { backend };
    let paper = Colors::of(canvas.theme).paper;
    pen.fill(0..canvas.width as i32, 0..canvas.height as i32, paper)?;
    drawing.draw(&mut pen, canvas)?;
    pen.backend.present().map_err(failed)
}

fn size(canvas: &Canvas) -> Result<(u32, u32)> {
    for (field, pixels) in [("width", canvas.width), ("height", canvas.height)] {
        if !(160..=4000).contains(&pixels) {
            return Err(Error::invalid(field, format!("{field} must be 160 to 4000 pixels")));
        }
    }
    Ok((canvas.width, canvas.height))
}

/// The backend with the few marks a chart is made of.
pub struct Pen<B> {
    backend: B,
}

impl<B: DrawingBackend> Pen<B> {
    pub fn fill(&mut self, x: Range<i32>, y: Range<i32>, color: BackendColor) -> Result<()> {
        let (from, to) = ((x.start, y.start), (x.end, y.end));
        self.backend.draw_rect(from, to, &color, true).map_err(failed)
    }

    /// Vertically centred on `at`.
    pub fn text(
        &mut self,
        text: &str,
        at: (i32, i32),
        anchor: HPos,
        color: BackendColor,
    ) -> Result<()> {
        self.backend.draw_text(text, &Text { color, anchor }, at).map_err(failed)
    }

    pub fn path(&mut self, points: &[(i32, i32)], color: BackendColor) -> Result<()> {
        self.backend.draw_path(points.iter().copied(), &color).map_err(failed)
    }

    /// An area of a category's colour; one that dark paper would swallow has a thin outline.
    pub fn mark(
        &mut self,
        x: Range<i32>,
        y: Range<i32>,
        color: BackendColor,
        colors: &Colors,
    ) -> Result<()> {
        let within = (x.start + 1..x.end - 1, y.start + 1..y.end - 1);
        let room = within.0.len() >= 2 && !within.1.is_empty();
        match colors.outline {
            Some(outline) if room && contrast(color, colors.paper) < 3.0 => {
                self.fill(x, y, outline)?;
                self.fill(within.0, within.1, color)
            }
            _ => self.fill(x, y, color),
        }
    }

    /// A small square in the colour and the name in ink: no text stands in a pale colour.
    pub fn key(
        &mut self,
        at: (i32, i32),
        name: &str,
        color: BackendColor,
        colors: &Colors,
    ) -> Result<()> {
        self.mark(at.0..at.0 + 9, at.1 - 5..at.1 + 4, color, colors)?;
        self.text(name, (at.0 + 14, at.1), HPos::Left, colors.ink)
    }

    /// A line of two pixels. plotters' own thick lines break where points lie close together.
    pub fn line(&mut self, points: &[(i32, i32)], color: BackendColor) -> Result<()> {
        self.path(points, color)?;
        let lower: Vec<(i32, i32)> = points.iter().map(|(x, y)| (*x, y + 1)).collect();
        self.path(&lower, color)
    }

    /// An area between two lines over the same places, each from left to right; like `mark`, one
    /// that dark paper would swallow has a thin outline.
    pub fn band(
        &mut self,
        upper: &[(i32, i32)],
        lower: &[(i32, i32)],
        color: BackendColor,
        colors: &Colors,
    ) -> Result<()> {
        let around = upper.iter().chain(lower.iter().rev());
        self.backend.fill_polygon(around.copied(), &color).map_err(failed)?;
        match colors.outline {
            Some(outline) if contrast(color, colors.paper) < 3.0 => {
                for (line, within) in [(upper, 1), (lower, -1)] {
                    for part in thick(upper, lower, 4) {
                        let line: Vec<_> =
                            line[part].iter().map(|(x, y)| (*x, y + within)).collect();
                        self.path(&line, outline)?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What keeps an area apart from the one above it: a line of paper where there is room.
    pub fn gap(
        &mut self,
        upper: &[(i32, i32)],
        lower: &[(i32, i32)],
        colors: &Colors,
    ) -> Result<()> {
        for part in thick(upper, lower, 2) {
            self.path(&upper[part], colors.paper)?;
        }
        Ok(())
    }

    pub fn dot(&mut self, at: (i32, i32), radius: u32, color: BackendColor) -> Result<()> {
        self.backend.draw_circle(at, radius, &color, true).map_err(failed)
    }

    /// An empty place: its edge in hairline.
    pub fn hollow(&mut self, x: Range<i32>, y: Range<i32>, colors: &Colors) -> Result<()> {
        self.fill(x.clone(), y.clone(), colors.rule)?;
        self.fill(x.start + 1..x.end - 1, y.start + 1..y.end - 1, colors.paper)
    }
}

/// Where two lines over the same places are more than so many pixels apart. It goes on where one
/// pixel is missing, which may be rounding, and to the place where they meet.
fn thick(upper: &[(i32, i32)], lower: &[(i32, i32)], apart: i32) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = vec![];
    for (at, (up, low)) in upper.iter().zip(lower).enumerate() {
        match parts.last_mut() {
            Some(part) if part.end == at && low.1 - up.1 >= apart => part.end += 1,
            _ if low.1 - up.1 > apart => parts.push(at..at + 1),
            _ => {}
        }
    }
    for part in &mut parts {
        part.end = (part.end + 1).min(upper.len());
    }
    parts.retain(|part| part.len() > 1);
    parts
}

fn failed<E: std::error::Error + Send + Sync>(cause: DrawingErrorKind<E>) -> Error {
    Error::internal(cause.to_string())
}

/// The theme's colours, as the screen has them.
pub struct Colors {
    pub paper: BackendColor,
    pub ink: BackendColor,
    pub muted: BackendColor,
    pub rule: BackendColor,
    pub leader: BackendColor,
    pub accent: BackendColor,
    /// Of what is too dark for dark paper; on light paper the palette needs none.
    outline: Option<BackendColor>,
}

impl Colors {
    pub fn of(theme: ChartTheme) -> Self {
        let of = |paper, ink, muted, rule, accent| Self {
            paper: color(paper),
            ink: color(ink),
            muted: color(muted),
            rule: color(rule),
            leader: color(muted),
            accent: color(accent),
            outline: (theme == ChartTheme::Dark).then(|| color(muted)),
        };
        match theme {
            ChartTheme::Light => of("#FBFAF7", "#1B1F23", "#5B6470", "#E3E0D8", "#1F6F5C"),
            ChartTheme::Dark => of("#14171A", "#E8E6E1", "#9AA3AD", "#2C3238", "#5CC2A4"),
        }
    }

    /// The colour of a step from 0 to 4: so much accent on the paper.
    pub fn step(&self, level: u8) -> BackendColor {
        let share = STEPS[usize::from(level).min(STEPS.len() - 1)];
        let mix = |over: u8, under: u8| {
            ((i32::from(over) * share + i32::from(under) * (100 - share) + 50) / 100) as u8
        };
        let ((r, g, b), under) = (self.accent.rgb, self.paper.rgb);
        BackendColor { rgb: (mix(r, under.0), mix(g, under.1), mix(b, under.2)), alpha: 1.0 }
    }

    /// Whichever of ink and paper is read more easily on this ground.
    pub fn on(&self, ground: BackendColor) -> BackendColor {
        if contrast(self.ink, ground) >= contrast(self.paper, ground) {
            self.ink
        } else {
            self.paper
        }
    }
}

pub fn color(hex: &str) -> BackendColor {
    let digits = hex.strip_prefix('#').filter(|d| d.len() == 6);
    let parsed = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
    let [_, r, g, b] = parsed.unwrap_or(0x8A_8A_8A).to_be_bytes();
    BackendColor { alpha: 1.0, rgb: (r, g, b) }
}

/// From 1 to 21, as WCAG 2.2 defines it; below 3 a mark is hard to see.
pub fn contrast(one: BackendColor, other: BackendColor) -> f64 {
    let linear = |byte: u8| match f64::from(byte) / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    };
    let luminance = |(r, g, b)| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
    let (one, other) = (luminance(one.rgb), luminance(other.rgb));
    one.max(other) / one.min(other)
}

fn escaped(text: &str) -> String {
    let text = clean(text).replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_told_from_its_neighbour_and_can_be_written_on() {
        for theme in [ChartTheme::Light, ChartTheme::Dark] {
            let colors = Colors::of(theme);
            let steps: Vec<BackendColor> = (0..5).map(|level| colors.step(level)).collect();
            assert_eq!(steps[4].rgb, colors.accent.rgb);
            for two in steps.windows(2) {
                assert!(contrast(two[0], two[1]) > 1.15, "{theme:?} {:?}", two[1].rgb);
            }
            for step in steps {
                assert!(contrast(colors.on(step), step) >= 4.5, "{theme:?} {:?}", step.rgb);
            }
        }
    }
}
