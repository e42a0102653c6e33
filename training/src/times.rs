//! How long something took, page by page.

use std::time::Instant;

use serde::Serialize;

/// Measured times, in milliseconds.
#[derive(Default)]
pub struct Times(Vec<f64>);

/// What is said of them.
#[derive(Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Half of the pages took no longer.
    pub median_ms: f64,
    /// 95 % of the pages took no longer.
    pub p95_ms: f64,
}

impl Times {
    /// Does something and notes how long it took.
    pub fn of<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        self.0.push(start.elapsed().as_secs_f64() * 1e3);
        value
    }

    /// Median and 95th percentile; zero without a page.
    pub fn summary(mut self) -> Summary {
        self.0.sort_by(f64::total_cmp);
        let at = |share: usize| self.0.get(self.0.len() * share / 100).copied().unwrap_or(0.0);
        Summary { median_ms: at(50), p95_ms: at(95) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_and_95th_percentile() {
        let times = Times((0..100).rev().map(f64::from).collect());
        assert_eq!(times.summary(), Summary { median_ms: 50.0, p95_ms: 95.0 });
        assert_eq!(Times::default().summary(), Summary { median_ms: 0.0, p95_ms: 0.0 });
    }
}
