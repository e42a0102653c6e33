//! The one way in which things are put in order. Each kind of thing that is sorted costs up to 10 KB of WebAssembly, so that what is sorted
//! here is always the same: keys with places.

/// The numbers below `count` by ascending key; those of equal keys stay in their own order.
pub(crate) fn by_key(count: usize, key: impl Fn(usize) -> u32) -> Vec<usize> {
    let mut keyed: Vec<u64> = (0..count).map(|at| u64::from(key(at)) << 32 | at as u64).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|keyed| keyed as u32 as usize).collect()
}

/// A number as a key: keys stand in the order of `f32::total_cmp`. Its complement (`!`) puts the highest first.
pub(crate) fn ascending(number: f32) -> u32 {
    let bits = number.to_bits();
    if number.is_sign_negative() { !bits } else { bits | 1 << 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_floats_compare_and_equals_stay() {
        let numbers = [0.5, -1.0, f32::INFINITY, 0.0, -0.0, 0.5, f32::MIN, 1e-9, f32::NAN];
        let mut wanted: Vec<usize> = (0..numbers.len()).collect();
        wanted.sort_by(|a, b| numbers[*a].total_cmp(&numbers[*b]));
        assert_eq!(by_key(numbers.len(), |at| ascending(numbers[at])), wanted);
        wanted.sort_by(|a, b| numbers[*b].total_cmp(&numbers[*a]).then(a.cmp(b)));
        assert_eq!(by_key(numbers.len(), |at| !ascending(numbers[at])), wanted);
    }
}
