//! How long something takes, in processor time of this thread: what other programs do meanwhile is not counted.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

/// Times a piece of work. What it returns is dropped after the clock has stopped.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ThreadTime::now();
    let value = black_box(work());
    let elapsed = start.elapsed();
    drop(value);
    elapsed
}

/// Seconds of a piece of work.
pub fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    time(work).as_secs_f64()
}
