//! The number on the icon in the tray: how many habits today still asks for. Pixels only.
use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

/// Red, green, blue and alpha of each pixel, row by row.
pub struct Pixels {
    pub rgba: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

const DISC: [u8; 3] = [0x1b, 0x1f, 0x23];
const RING: [u8; 3] = [0xff, 0xff, 0xff];
/// Of the icon's height.
const SIZE: f32 = 0.66;

/// The icon with a number in its lower right corner; none is no badge.
pub fn with_number(mut icon: Pixels, number: usize) -> Pixels {
    let enough = icon.rgba.len() == (icon.width * icon.height * 4) as usize;
    if number == 0 || !enough {
        return icon;
    }
    let text = if number > 99 { "99".into() } else { number.to_string() };
    let side = icon.width.min(icon.height) as f32 * SIZE;
    let radius = side / 2.0;
    let centre = (icon.width as f32 - radius, icon.height as f32 - radius);
    disc(&mut icon, centre, radius, RING);
    disc(&mut icon, centre, radius - side * 0.06, DISC);
    write(&mut icon, centre, side, &text);
    icon
}

fn disc(icon: &mut Pixels, centre: (f32, f32), radius: f32, colour: [u8; 3]) {
    for y in 0..icon.height {
        for x in 0..icon.width {
            let (dx, dy) = (x as f32 + 0.5 - centre.0, y as f32 + 0.5 - centre.1);
            let inside = radius - (dx * dx + dy * dy).sqrt() + 0.5;
            blend(icon, x, y, colour, inside.clamp(0.0, 1.0));
        }
    }
}

fn write(icon: &mut Pixels, centre: (f32, f32), side: f32, text: &str) {
    let Ok(font) = FontRef::try_from_slice(dejavu::sans::bold()) else {
        return;
    };
    let scale = PxScale::from(side * if text.len() > 1 { 0.68 } else { 0.9 });
    let scaled = font.as_scaled(scale);
    let width: f32 = text.chars().map(|digit| scaled.h_advance(font.glyph_id(digit))).sum();
    // Digits have no tails: they stand between the baseline and seven tenths of the height.
    let baseline = centre.1 + side * if text.len() > 1 { 0.21 } else { 0.28 };
    let mut x = centre.0 - width / 2.0;
    for digit in text.chars() {
        let glyph = font.glyph_id(digit).with_scale_and_position(scale, point(x, baseline));
        x += scaled.h_advance(glyph.id);
        if let Some(outline) = font.outline_glyph(glyph) {
            let bounds = outline.px_bounds();
            outline.draw(|dx, dy, cover| {
                let (x, y) = (bounds.min.x + dx as f32, bounds.min.y + dy as f32);
                if x >= 0.0 && y >= 0.0 {
                    blend(icon, x as u32, y as u32, RING, cover.clamp(0.0, 1.0));
                }
            });
        }
    }
}

/// Lays a colour over a pixel, so much of it.
fn blend(icon: &mut Pixels, x: u32, y: u32, colour: [u8; 3], cover: f32) {
    if cover <= 0.0 || x >= icon.width || y >= icon.height {
        return;
    }
    let at = ((y * icon.width + x) * 4) as usize;
    let under = f32::from(icon.rgba[at + 3]) / 255.0;
    let whole = cover + under * (1.0 - cover);
    for (channel, over) in colour.into_iter().enumerate() {
        let below = f32::from(icon.rgba[at + channel]) * under * (1.0 - cover);
        let mixed = (f32::from(over) * cover + below) / whole;
        icon.rgba[at + channel] = mixed.round().clamp(0.0, 255.0) as u8;
    }
    icon.rgba[at + 3] = (whole * 255.0).round() as u8;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn badge(number: usize) -> Pixels {
        let green = [0x1f, 0x6f, 0x5c, 0xff].repeat(32 * 32);
        with_number(Pixels { rgba: green, width: 32, height: 32 }, number)
    }

    fn pixel(icon: &Pixels, x: u32, y: u32) -> [u8; 4] {
        let at = ((y * icon.width + x) * 4) as usize;
        [0, 1, 2, 3].map(|channel| icon.rgba[at + channel])
    }

    #[test]
    fn nothing_open_is_the_icon_as_it_is() {
        assert_eq!(badge(0).rgba, [0x1f, 0x6f, 0x5c, 0xff].repeat(32 * 32));
    }

    #[test]
    fn the_number_stands_in_the_corner_and_each_looks_different() {
        let three = badge(3);
        assert_eq!(pixel(&three, 2, 2), [0x1f, 0x6f, 0x5c, 0xff], "the icon stays to be seen");
        let dark = |icon: &Pixels| {
            let all = (0..32).flat_map(|y| (0..32).map(move |x| (x, y)));
            all.filter(|(x, y)| pixel(icon, *x, *y)[..3] == DISC).count()
        };
        assert!(dark(&three) > 60, "{}", dark(&three));
        let light = (14..31).any(|x| pixel(&three, x, 21)[..3].iter().all(|part| *part > 0xc0));
        assert!(light, "there are digits on it");
        let others = [badge(1).rgba, badge(8).rgba, badge(12).rgba, badge(99).rgba];
        assert!(others.iter().all(|other| *other != three.rgba));
        assert_eq!(badge(99).rgba, badge(512).rgba);
    }

    #[test]
    fn an_icon_of_another_size_than_it_says_is_left_alone() {
        let odd = Pixels { rgba: vec![0; 7], width: 32, height: 32 };
        assert_eq!(with_number(odd, 4).rgba, [0; 7]);
    }
}
