//! What the native measurements share: the pages, the clock, and how a figure is reported.

pub mod clock;
pub mod generated;
pub mod pages;
pub mod row;
pub mod spread;
