//! Text for chart pictures: measured and rasterised from an embedded DejaVu Sans Condensed, so that
//! a picture is the same on every machine. plotters' own text puts glyphs on whole pixels and
//! drops their bearings; here they stand where the font says. SVG text takes the reader's font.
use std::convert::Infallible;
use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle, FontFamily};

/// Pixels per em of every text in a chart.
pub const SIZE: f32 = 12.0;

static FONT: LazyLock<Option<FontRef<'static>>> =
    LazyLock::new(|| FontRef::try_from_slice(dejavu::sans_condensed::regular()).ok());

/// One line of text in one colour, vertically centred on its position.
pub struct Text {
    pub color: BackendColor,
    pub anchor: HPos,
}

/// The glyphs with their places on a baseline at y = 0, and the width in pixels.
fn layout(text: &str) -> (Vec<Glyph>, f32) {
    let Some(font) = FONT.as_ref() else {
        return (vec![], 0.0);
    };
    // ab_glyph scales by line height, we count in ems.
    let em = font.units_per_em().unwrap_or(2048.0);
    let scale = PxScale::from(SIZE * font.height_unscaled() / em);
    let scaled = font.as_scaled(scale);
    let (mut x, mut last, mut glyphs) = (0.0, None, vec![]);
    for c in text.chars() {
        let id = scaled.glyph_id(c);
        x += last.map_or(0.0, |last| scaled.kern(last, id));
        glyphs.push(id.with_scale_and_position(scale, point(x, 0.0)));
        x += scaled.h_advance(id);
        last = Some(id);
    }
    (glyphs, x)
}

/// Width in pixels, rounded up.
pub fn measure(text: &str) -> i32 {
    layout(text).1.ceil() as i32
}

/// The text, or as much of it as fits the width with an ellipsis.
pub fn clip(text: &str, width: i32) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(200).collect();
    while kept.pop().is_some() {
        let shown = format!("{}…", kept.trim_end());
        if measure(&shown) <= width {
            return shown;
        }
    }
    String::new()
}

impl BackendTextStyle for Text {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        // plotters-svg divides by this again.
        f64::from(SIZE) * 1.24
    }

    fn anchor(&self) -> Pos {
        Pos::new(self.anchor, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name("Inter, system-ui, sans-serif")
    }

    /// Without height: the position is the middle of the small letters, as `0.5ex` is in SVG.
    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        Ok(((0, 0), (measure(text), 0)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        (x, y): BackendCoord,
        mut draw: F,
    ) -> Result<Result<(), E>, Infallible> {
        let Some(font) = FONT.as_ref() else {
            return Ok(Ok(()));
        };
        let baseline = (SIZE * 0.28).round() as i32;
        let mut outcome = Ok(());
        for outline in layout(text).0.into_iter().filter_map(|g| font.outline_glyph(g)) {
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, cover| {
                let at =
                    (x + corner.x as i32 + dx as i32, y + baseline + corner.y as i32 + dy as i32);
                let color = BackendColor { alpha: f64::from(cover.min(1.0)), ..self.color };
                if outcome.is_ok() && cover > 0.0 {
                    outcome = draw(at.0, at.1, color);
                }
            });
        }
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_is_there_and_its_figures_are_of_one_width() {
        let widths: Vec<i32> = "0123456789".chars().map(|c| measure(&c.to_string())).collect();
        assert!(widths[0] > 4 && widths.iter().all(|w| *w == widths[0]), "{widths:?}");
    }

    #[test]
    fn a_long_name_is_cut_to_the_room_it_has() {
        let name = "Household, kitchen and everything else";
        assert_eq!(clip(name, 1000), name);
        let cut = clip(name, 80);
        assert!(cut.ends_with('…') && measure(&cut) <= 80, "{cut}");
        assert_eq!(clip(name, 2), "");
    }
}
