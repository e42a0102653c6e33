//! Settings by number.

use unnag::{Kinds, Mode, Settings, Strictness};

/// One of all settings without corrections: both modes, the three strictnesses, every kind on or off.
pub fn settings(choice: u16) -> Settings {
    let mode = [Mode::Clean, Mode::Focus][usize::from(choice & 1)];
    let strictness = [Strictness::Normal, Strictness::Careful, Strictness::Thorough][usize::from(choice >> 1) % 3];
    // Most often all kinds are on.
    let off = |bit: u32| choice >> 15 == 1 && choice >> (8 + bit) & 1 == 1;
    let kinds = Kinds { donate: !off(0), subscribe: !off(1), newsletter: !off(2), consent: !off(3), ad: !off(4) };
    Settings { mode, strictness, kinds, ..Settings::default() }
}
