//! Geometry of the picture of the flow: where each bar, tick and today's line stands. Pure.
//!
//! The axis is not linear. A case has five matters in its first fortnight and a seizure that lapses in three
//! years; between two neighbouring dates the space grows with the logarithm of the days between them.
use chrono::NaiveDate;

/// Height of a lane, px.
pub const LANE: f64 = 28.0;
/// Height of a bar within its lane, px.
pub const BAR: f64 = 22.0;
/// Below this width every bar has a lane of its own and its words stand above it, px.
pub const NARROW: f64 = 560.0;

/// A span to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// First day (trigger).
    pub from: NaiveDate,
    /// Last day (due, or the day it was done).
    pub to: NaiveDate,
    /// Width of its words, px.
    pub words: f64,
}

/// Where a bar stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Left edge, px.
    pub x: f64,
    /// Width, px.
    pub width: f64,
    /// Lane from the top.
    pub lane: usize,
    /// Left edge of its words, px.
    pub words_x: f64,
    /// Words fit into the bar.
    pub inside: bool,
}

/// A day named below the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The day.
    pub day: NaiveDate,
    /// Where, px.
    pub x: f64,
}

/// The picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// One place for each bar, in the order given.
    pub places: Vec<Place>,
    /// Days named, at most one each `gap` px.
    pub ticks: Vec<Tick>,
    /// Today's line; nothing if there is nothing to draw.
    pub today: Option<f64>,
    /// Lanes used.
    pub lanes: usize,
}

/// Lays out bars and today's line in `width` px.
pub fn lay_out(bars: &[Bar], today: NaiveDate, width: f64) -> Picture {
    let width = width.max(LEAST_WIDTH);
    let axis = Axis::new(bars, today, width);
    let narrow = width < NARROW;
    let mut lanes: Vec<f64> = Vec::new();
    let places = bars
        .iter()
        .map(|bar| place(bar, &axis, width, narrow, &mut lanes))
        .collect();
    Picture {
        places,
        ticks: ticks(&axis, bars, today, width),
        today: axis.holds(today).then(|| axis.x(today)),
        lanes: lanes.len(),
    }
}

/// A picture is never narrower, px: while a page is being laid out its parts may have no width at all.
pub const LEAST_WIDTH: f64 = 240.0;
/// Space between two bars in one lane, px.
const GAP: f64 = 10.0;
/// Padding of words within a bar, px.
const PAD: f64 = 8.0;
/// Least width of a bar, px.
const LEAST: f64 = 10.0;
/// Least distance of two named days, px.
const TICK_GAP: f64 = 78.0;

fn place(bar: &Bar, axis: &Axis, width: f64, narrow: bool, lanes: &mut Vec<f64>) -> Place {
    let x = axis.x(bar.from).min(width - LEAST);
    let bar_width = (axis.x(bar.to) - x).max(LEAST);
    let inside = !narrow && bar.words + 2.0 * PAD <= bar_width;
    let (words_x, left, right) = if narrow {
        (x.min((width - bar.words).max(0.0)), 0.0, width)
    } else if inside {
        (x + PAD, x, x + bar_width)
    } else if x + bar_width + PAD + bar.words <= width {
        (x + bar_width + PAD, x, x + bar_width + PAD + bar.words)
    } else if x - PAD - bar.words >= 0.0 {
        (x - PAD - bar.words, x - PAD - bar.words, x + bar_width)
    } else {
        // Neither side has room: the words may run over the bar's end, which stays legible on a pale fill.
        let start = (width - bar.words).clamp(0.0, x + PAD);
        (start, start.min(x), width)
    };
    let free = lanes.iter().position(|&end| !narrow && end + GAP <= left);
    let lane = free.unwrap_or(lanes.len());
    match lanes.get_mut(lane) {
        Some(end) => *end = right,
        None => lanes.push(right),
    }
    Place {
        x,
        width: bar_width,
        lane,
        words_x,
        inside,
    }
}

fn ticks(axis: &Axis, bars: &[Bar], today: NaiveDate, width: f64) -> Vec<Tick> {
    // The filing day and today's neighbours matter more than the rest: first come the starts, then the ends.
    let mut days: Vec<NaiveDate> = bars.iter().map(|b| b.from).min().into_iter().collect();
    days.extend(bars.iter().map(|b| b.to).max());
    let mut rest: Vec<NaiveDate> = bars.iter().map(|b| b.to).collect();
    rest.sort_unstable_by_key(|d| (*d - today).num_days().abs());
    days.extend(rest);
    let mut out: Vec<Tick> = Vec::new();
    for day in days {
        let x = axis.x(day);
        // The words of the last days are moved left to stay in the picture.
        let words = |x: f64| x.min(width - TICK_GAP);
        if day != today && out.iter().all(|t| (words(t.x) - words(x)).abs() >= TICK_GAP) {
            out.push(Tick { day, x });
        }
    }
    out.sort_by_key(|t| t.day);
    out
}

/// Days with their places, ascending, first and last on the edges.
struct Axis {
    stops: Vec<(NaiveDate, f64)>,
}

impl Axis {
    fn new(bars: &[Bar], today: NaiveDate, width: f64) -> Self {
        let mut days: Vec<NaiveDate> = bars.iter().flat_map(|b| [b.from, b.to]).collect();
        if !days.is_empty() {
            days.push(today);
        }
        days.sort_unstable();
        days.dedup();
        let weight = |a: NaiveDate, b: NaiveDate| days_between(a, b).ln_1p();
        let total: f64 = days.windows(2).map(|w| weight(w[0], w[1])).sum();
        let mut sum = 0.0;
        let mut stops = Vec::with_capacity(days.len());
        for (i, day) in days.iter().enumerate() {
            if i > 0 {
                sum += weight(days[i - 1], *day);
            }
            stops.push((*day, if total > 0.0 { sum / total * width } else { 0.0 }));
        }
        Self { stops }
    }

    fn holds(&self, day: NaiveDate) -> bool {
        matches!((self.stops.first(), self.stops.last()), (Some(a), Some(z)) if a.0 <= day && day <= z.0)
    }

    /// Place of a day; days between two stops lie in proportion, days outside on the edge.
    fn x(&self, day: NaiveDate) -> f64 {
        match self.stops.binary_search_by_key(&day, |s| s.0) {
            Ok(i) => self.stops[i].1,
            Err(0) => 0.0,
            Err(i) if i == self.stops.len() => self.stops[i - 1].1,
            Err(i) => {
                let ((a, xa), (b, xb)) = (self.stops[i - 1], self.stops[i]);
                xa + (xb - xa) * days_between(a, day) / days_between(a, b)
            }
        }
    }
}

fn days_between(a: NaiveDate, b: NaiveDate) -> f64 {
    f64::from(i32::try_from((b - a).num_days()).unwrap_or(i32::MAX))
}

/// Width of words in a system font of `size` px: Chinese characters are square, others about 0.56 of that.
pub fn words_width(words: &str, size: f64) -> f64 {
    words
        .chars()
        .map(|c| if c < '\u{2000}' { 0.56 } else { 1.0 })
        .sum::<f64>()
        * size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(m: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, m, day).unwrap()
    }

    fn bar(from: NaiveDate, to: NaiveDate) -> Bar {
        Bar { from, to, words: 80.0 }
    }

    fn sample() -> Vec<Bar> {
        vec![
            bar(d(5, 5), d(5, 12)),
            bar(d(5, 5), d(5, 19)),
            bar(d(5, 5), d(6, 6)),
            bar(d(5, 10), NaiveDate::from_ymd_opt(2025, 5, 10).unwrap()),
        ]
    }

    #[test]
    fn later_days_stand_further_right_and_nothing_leaves_the_picture() {
        let p = lay_out(&sample(), d(5, 16), 900.0);
        let ends: Vec<f64> = p.places.iter().map(|p| p.x + p.width).collect();
        assert!(ends.windows(2).all(|w| w[0] < w[1]), "{ends:?}");
        assert!(p.places.iter().all(|p| p.x >= 0.0 && p.x + p.width <= 900.0 + 1e-6));
    }

    #[test]
    fn the_first_weeks_are_not_crushed_by_a_three_year_term() {
        let p = lay_out(&sample(), d(5, 16), 900.0);
        assert!(p.places[0].width > 40.0, "{:?}", p.places[0]);
    }

    #[test]
    fn words_in_one_lane_do_not_meet() {
        let bars: Vec<Bar> = (1..=28).map(|i| bar(d(5, i), d(6, i))).collect();
        let p = lay_out(&bars, d(5, 16), 900.0);
        for (i, a) in p.places.iter().enumerate() {
            for b in &p.places[i + 1..] {
                let (a0, a1) = (a.x.min(a.words_x), (a.x + a.width).max(a.words_x + 80.0));
                let (b0, b1) = (b.x.min(b.words_x), (b.x + b.width).max(b.words_x + 80.0));
                assert!(a.lane != b.lane || a1 <= b0 + 1e-6 || b1 <= a0 + 1e-6, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_narrow_picture_gives_each_bar_its_lane() {
        let p = lay_out(&sample(), d(5, 16), 350.0);
        assert_eq!(p.lanes, 4);
        assert!(
            p.places
                .iter()
                .all(|p| p.words_x >= 0.0 && p.words_x + 80.0 <= 350.0 + 1e-6)
        );
    }

    #[test]
    fn today_is_in_the_picture_even_years_later_and_leaves_room_for_the_rest() {
        let late = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let p = lay_out(&sample()[..3], late, 900.0);
        assert_eq!(p.today, Some(900.0));
        assert!(p.places[0].width > 40.0, "{:?}", p.places[0]);
    }

    #[test]
    fn named_days_keep_their_distance() {
        let p = lay_out(&sample(), d(5, 16), 900.0);
        assert!(
            p.ticks
                .windows(2)
                .all(|w| w[1].x.min(900.0 - TICK_GAP) - w[0].x >= TICK_GAP)
        );
        assert_eq!(p.ticks.first().map(|t| t.day), Some(d(5, 5)));
    }

    #[test]
    fn a_part_without_width_is_drawn_as_if_it_had_some() {
        for width in [-5.0, 0.0, 1.0, 36.0, 559.0] {
            let p = lay_out(&sample(), d(5, 16), width);
            assert!(p.places.iter().all(|p| p.x >= 0.0 && p.words_x >= 0.0), "{width}");
        }
    }

    #[test]
    fn nothing_to_draw_and_a_single_day_are_fine() {
        assert_eq!(lay_out(&[], d(5, 16), 900.0), Picture::default());
        let p = lay_out(&[bar(d(5, 5), d(5, 5))], d(5, 5), 900.0);
        assert_eq!(p.lanes, 1);
        assert_eq!(p.today, Some(0.0));
    }
}
