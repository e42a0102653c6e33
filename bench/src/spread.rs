//! A figure of several rounds: its median and its quartiles.

/// What several rounds said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The middle one.
    pub median: f64,
    /// A quarter of the rounds lie below.
    pub low: f64,
    /// A quarter of the rounds lie above.
    pub high: f64,
}

impl Spread {
    /// The spread of these rounds; all zero where there are none.
    pub fn of(rounds: &[f64]) -> Self {
        Self { median: quantile(rounds, 0.5), low: quantile(rounds, 0.25), high: quantile(rounds, 0.75) }
    }
}

/// The value below which this part of the values lies, between two of them where it falls there; 0 for no values.
pub fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = part * last as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_fall_between_values() {
        assert_eq!(quantile(&[3.0, 1.0, 2.0, 4.0], 0.5), 2.5);
        assert_eq!(Spread::of(&[5.0, 1.0, 3.0, 2.0, 4.0]), Spread { median: 3.0, low: 2.0, high: 4.0 });
        assert_eq!(quantile(&[], 0.5), 0.0);
    }
}
