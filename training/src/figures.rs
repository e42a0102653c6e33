//! A figure with its 95 % interval from resampled pages.

use serde::Serialize;

/// Resamplings behind an interval.
const DRAWS: usize = 1_000;

/// A figure, mostly in percent; `None` where there is nothing that it could be taken of.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it says.
    pub name: String,
    /// Its value.
    pub value: Option<f64>,
    /// Lower and upper end of its interval.
    pub interval: Option<(f64, f64)>,
}

impl Figure {
    /// A value of sums over pages, each page with `N` numbers of its own.
    pub fn of<const N: usize>(name: impl Into<String>, pages: &[[f64; N]], value: fn([f64; N]) -> Option<f64>) -> Self {
        let whole = value(sum(pages.iter()));
        Figure { name: name.into(), value: whole, interval: whole.and_then(|_| interval(pages, value)) }
    }

    /// The mean over pages of what is 0 to 1 on each, in percent.
    pub fn mean(name: impl Into<String>, pages: impl Iterator<Item = f64>) -> Self {
        let pages: Vec<[f64; 2]> = pages.map(|value| [value, 1.0]).collect();
        Figure::of(name, &pages, percent)
    }

    /// Value and interval, as a table prints them.
    pub fn cell(&self) -> String {
        match (self.value, self.interval) {
            (Some(value), Some((low, high))) => format!("{} ({}–{})", number(value), number(low), number(high)),
            (Some(value), None) => number(value),
            (None, _) => "–".to_owned(),
        }
    }
}

/// A part of a whole in percent.
pub fn percent([part, whole]: [f64; 2]) -> Option<f64> {
    (whole > 0.0).then(|| 100.0 * part / whole)
}

/// How many percentage points the first part of a whole lies above the second.
pub fn points([part, whole, other_part, other_whole]: [f64; 4]) -> Option<f64> {
    Some(percent([part, whole])? - percent([other_part, other_whole])?)
}

/// Two decimals with a real minus, and zero without one.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text.replace('-', "−") }
}

fn sum<'a, const N: usize>(pages: impl Iterator<Item = &'a [f64; N]>) -> [f64; N] {
    pages.fold([0.0; N], |sums, page| std::array::from_fn(|n| sums[n] + page[n]))
}

/// 95 % percentile interval; the draws are fixed, so that equal input gives equal output. Draws without a value do not count.
fn interval<const N: usize>(pages: &[[f64; N]], value: fn([f64; N]) -> Option<f64>) -> Option<(f64, f64)> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &pages[(state >> 33) as usize % pages.len()]
    };
    let mut values: Vec<f64> =
        (0..DRAWS).filter_map(|_| value(sum((0..pages.len()).map(|_| next()).collect::<Vec<_>>().into_iter()))).collect();
    values.sort_by(f64::total_cmp);
    let tail = values.len() / 40;
    Some((*values.get(tail)?, *values.get(values.len().checked_sub(1 + tail)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_pooled_over_pages() {
        let figure = Figure::of("words", &[[1.0, 10.0], [0.0, 10.0]], percent);
        assert_eq!(figure.value, Some(5.0));
    }

    #[test]
    fn nothing_to_measure_is_no_zero() {
        let figure = Figure::of("words", &[[0.0, 0.0]], percent);
        assert_eq!((figure.value, figure.interval, figure.cell().as_str()), (None, None, "–"));
    }

    #[test]
    fn an_interval_holds_the_mean_and_is_the_same_every_time() {
        let pages = || (0..200).map(|page| f64::from(page % 4 == 0));
        let (first, again) = (Figure::mean("clean", pages()), Figure::mean("clean", pages()));
        let (low, high) = first.interval.unwrap();
        assert_eq!(first.value, Some(25.0));
        assert_eq!(first.interval, again.interval);
        // The standard error is 3.06 points.
        assert!((low - 19.0).abs() < 1.5 && (high - 31.0).abs() < 1.5, "{low} to {high}");
    }

    #[test]
    fn pages_that_agree_leave_no_doubt() {
        assert_eq!(Figure::mean("clean", [1.0; 7].into_iter()).interval, Some((100.0, 100.0)));
    }

    #[test]
    fn a_difference_is_taken_on_the_same_draw() {
        let pages: Vec<[f64; 4]> = (0..50).map(|page| [f64::from(page % 2), 1.0, f64::from(page % 2), 1.0]).collect();
        let figure = Figure::of("lost", &pages, points);
        assert_eq!((figure.value, figure.interval), (Some(0.0), Some((0.0, 0.0))));
    }

    #[test]
    fn cells_have_two_decimals() {
        let figure = Figure { name: "lost".to_owned(), value: Some(-4.541), interval: Some((-6.9, -0.001)) };
        assert_eq!(figure.cell(), "−4.54 (−6.90–0.00)");
    }
}
