//! Strokes of a pen as vectors: where it went, when and how hard, on a pad of a thousand by four hundred; so they can be drawn
//! at any size, on the screen and on paper.
use std::fmt::Write;

/// Width of the pad.
pub const WIDTH: i32 = 1000;
/// Height of the pad.
pub const HEIGHT: i32 = 400;
/// Longest text of strokes: what a cell of a spreadsheet still holds.
const BYTES_MOST: usize = 30_000;
/// Hardest pressure.
const HARDEST: i32 = 100;
/// The longest a signature may take, in milliseconds.
const LONGEST: i32 = 3_600_000;
/// Less ink than this is a slip of the hand.
const INK_LEAST: f64 = 60.0;

/// A point of a stroke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left, up to [`WIDTH`].
    pub x: i32,
    /// From above, up to [`HEIGHT`].
    pub y: i32,
    /// Milliseconds since the first point of all.
    pub t: i32,
    /// How hard, up to a hundred.
    pub p: i32,
}

impl Point {
    /// The same on the pad, whatever was measured.
    fn within(self) -> Point {
        Point {
            x: self.x.clamp(0, WIDTH),
            y: self.y.clamp(0, HEIGHT),
            t: self.t.clamp(0, LONGEST),
            p: self.p.clamp(0, HARDEST),
        }
    }

    fn is_sound(self) -> bool {
        self == self.within()
    }
}

/// The strokes of a signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strokes(Vec<Vec<Point>>);

impl Strokes {
    /// The strokes of these points; what lies beside the pad is put at its edge.
    #[must_use]
    pub fn of(strokes: impl IntoIterator<Item = Vec<Point>>) -> Strokes {
        let sound = |stroke: Vec<Point>| stroke.into_iter().map(Point::within).collect::<Vec<_>>();
        let strokes = strokes.into_iter().map(sound);
        Strokes(strokes.filter(|stroke| !stroke.is_empty()).collect())
    }

    /// Whether somebody wrote something: more than a slip of the hand.
    #[must_use]
    pub fn is_something(&self) -> bool {
        let ink = |pair: &[Point]| match pair {
            [a, b] => f64::from(a.x - b.x).hypot(f64::from(a.y - b.y)),
            _ => 0.0,
        };
        let all = self.0.iter().flat_map(|stroke| stroke.windows(2));
        all.map(ink).sum::<f64>() >= INK_LEAST
    }

    /// As text: strokes apart by `;`, points by a space, each the difference to the one before (`x,y,t`), with the pressure
    /// where it is another. A text that would be too long has fewer points.
    #[must_use]
    pub fn write(&self) -> String {
        let mut strokes = self.clone();
        loop {
            let text = strokes.as_text();
            let thinner = strokes.thinned();
            if text.len() <= BYTES_MOST {
                return text;
            }
            if thinner == strokes {
                // So many strokes are no signature.
                return String::new();
            }
            strokes = thinner;
        }
    }

    fn as_text(&self) -> String {
        let mut text = String::new();
        let mut before = Point::default();
        for (at, stroke) in self.0.iter().enumerate() {
            if at > 0 {
                text.push(';');
            }
            for (at, point) in stroke.iter().enumerate() {
                if at > 0 {
                    text.push(' ');
                }
                let (x, y, t) = (point.x - before.x, point.y - before.y, point.t - before.t);
                // Writing into a text cannot fail.
                let _ = write!(text, "{x},{y},{t}");
                if point.p != before.p {
                    let _ = write!(text, ",{}", point.p);
                }
                before = *point;
            }
        }
        text
    }

    /// Every second point within a stroke left out.
    fn thinned(&self) -> Strokes {
        let thin = |stroke: &Vec<Point>| {
            let last = stroke.len().saturating_sub(1);
            let kept = stroke.iter().enumerate().filter(|(at, _)| at % 2 == 0 || *at == last);
            kept.map(|(_, point)| *point).collect()
        };
        Strokes(self.0.iter().map(thin).collect())
    }

    /// Reads what [`Strokes::write`] wrote; nothing if it is anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Strokes> {
        if text.is_empty() || text.len() > BYTES_MOST {
            return None;
        }
        let mut before = Point::default();
        let mut point = |text: &str| {
            let mut numbers = text.split(',').map(|number| number.parse::<i32>().ok());
            let mut moved = |from: i32| from.checked_add(numbers.next()??);
            let (x, y, t) = (moved(before.x)?, moved(before.y)?, moved(before.t)?);
            let p = match numbers.next() {
                Some(pressure) => pressure?,
                None => before.p,
            };
            before = Point { x, y, t, p };
            (before.is_sound() && numbers.next().is_none()).then_some(before)
        };
        let strokes: Option<Vec<Vec<Point>>> = text
            .split(';')
            .map(|stroke| stroke.split(' ').map(&mut point).collect())
            .collect();
        strokes.map(Strokes)
    }

    /// Each stroke as a path of SVG, with its width.
    pub fn paths(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.0.iter().map(|stroke| (path(stroke), width(stroke)))
    }

    /// What of the pad is written on, with a rim: left, top, width, height.
    #[must_use]
    pub fn bounds(&self) -> (i32, i32, i32, i32) {
        const RIM: i32 = 12;
        let all = || self.0.iter().flatten();
        let least = |of: fn(&Point) -> i32| all().map(of).min().unwrap_or_default() - RIM;
        let most = |of: fn(&Point) -> i32| all().map(of).max().unwrap_or_default() + RIM;
        let (left, top) = (least(|point| point.x), least(|point| point.y));
        (left, top, most(|point| point.x) - left, most(|point| point.y) - top)
    }
}

/// Through the middles between points, so that a fast stroke has no corners.
fn path(stroke: &[Point]) -> String {
    let half = |sum: i32| f64::from(sum) / 2.0;
    let Some((first, rest)) = stroke.split_first() else {
        return String::new();
    };
    let mut path = format!("M{} {}", first.x, first.y);
    // Writing into a text cannot fail.
    for pair in rest.windows(2) {
        if let [a, b] = pair {
            let _ = write!(path, "Q{} {} {} {}", a.x, a.y, half(a.x + b.x), half(a.y + b.y));
        }
    }
    match rest.last() {
        Some(last) => {
            let _ = write!(path, "L{} {}", last.x, last.y);
        }
        None => path.push_str("h0.1"),
    }
    path
}

/// How thick: a pen that is pressed writes thicker.
fn width(stroke: &[Point]) -> String {
    let count = i32::try_from(stroke.len()).unwrap_or(i32::MAX).max(1);
    let pressure: i32 = stroke.iter().map(|point| point.p).fold(0, i32::saturating_add);
    format!("{:.1}", 3.0 + 6.0 * f64::from(pressure / count) / f64::from(HARDEST))
}
