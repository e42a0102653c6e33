//! The surroundings of a story as rows. Everything is checked: the buffer comes from a page that may be hostile.

use crate::snapshot::NONE;
use thiserror::Error;

/// Most rows of one message.
pub const MAX_ROWS: usize = 4_096;

pub(super) const MAGIC: u32 = 0x554E_5250;
pub(super) const VERSION: u32 = 1;
pub(super) const HEADER: usize = 8;
pub(super) const WIDTH: usize = 12;
/// Lengths beyond this say no more, and sums of them stay in range.
const FAR: i32 = 1 << 24;

/// Why a message was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SurroundingsError {
    /// The first word is not the magic number, or there is no header.
    #[error("the message does not begin like the surroundings of a story")]
    NotSurroundings,
    /// Written by another version of `www/surroundings.js`.
    #[error("the surroundings are of version {0}, and this core reads version 1")]
    OtherVersion(u32),
    /// The header promises more rows than there are words, or fewer.
    #[error("the surroundings hold {found} words where the header promises {promised} rows")]
    Truncated {
        /// Rows that the header promises.
        promised: usize,
        /// Words that came.
        found: usize,
    },
    /// Over [`MAX_ROWS`].
    #[error("the surroundings have {0} rows, and 4,096 is the most")]
    TooMany(usize),
    /// A parent that does not stand before its child.
    #[error("row {0} has a parent that does not stand before it")]
    BadParent(u32),
}

impl SurroundingsError {
    /// The variant's name, for hosts that have no enums.
    pub fn code(&self) -> &'static str {
        match self {
            SurroundingsError::NotSurroundings => "NotSurroundings",
            SurroundingsError::OtherVersion(_) => "OtherVersion",
            SurroundingsError::Truncated { .. } => "Truncated",
            SurroundingsError::TooMany(_) => "TooMany",
            SurroundingsError::BadParent(_) => "BadParent",
        }
    }
}

/// Roles of a row, one bit each.
pub(super) mod role {
    pub const HTML: u32 = 1;
    pub const BODY: u32 = 2;
    pub const PARAGRAPH: u32 = 4;
    pub const COVER: u32 = 8;
    pub const BAR: u32 = 16;
    pub const REMOVED: u32 = 32;
    pub const WRAPPER: u32 = 64;
}

/// Bits of the look; the first three hold the position.
pub(super) mod look {
    pub const LOCKED: u32 = 1 << 3;
    pub const UNSEEN: u32 = 1 << 4;
    pub const BLURRED: u32 = 1 << 5;
    pub const FADED: u32 = 1 << 6;
    pub const MASKED: u32 = 1 << 7;
    pub const CLAMPED: u32 = 1 << 8;
    pub const UNSELECTABLE: u32 = 1 << 9;
    pub const UNTOUCHABLE: u32 = 1 << 10;
    pub const FIXED_TOUCH: u32 = 1 << 11;
    pub const INERT: u32 = 1 << 12;
    pub const ARIA_HIDDEN: u32 = 1 << 13;
    pub const SCROLLS: u32 = 1 << 14;
    pub const BEFORE: u32 = 1 << 15;
    pub const AFTER: u32 = 1 << 16;
    pub const NONE: u32 = 1 << 17;
    pub const CUT: u32 = 1 << 18;
    pub const PAINTED: u32 = 1 << 19;
    pub const INVISIBLE: u32 = 1 << 20;
    pub const CLEAR: u32 = 1 << 21;
}

/// Computed `position`, as the look carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Static,
    Relative,
    Absolute,
    Fixed,
    Sticky,
}

/// One element. Lengths are whole CSS pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub parent: Option<usize>,
    pub role: u32,
    pub look: u32,
    pub left: i32,
    pub top: i32,
    pub width: i32,
    pub height: i32,
    /// Computed `top`, 0 for `auto`.
    pub offset: i32,
    pub margin: i32,
    pub padding: i32,
    /// Whether the content is taller than the element.
    pub limited: bool,
}

impl Row {
    pub fn is(&self, role: u32) -> bool {
        self.role & role != 0
    }

    pub fn looks(&self, look: u32) -> bool {
        self.look & look != 0
    }

    pub fn position(&self) -> Position {
        match self.look & 7 {
            1 => Position::Relative,
            2 => Position::Absolute,
            3 => Position::Fixed,
            4 => Position::Sticky,
            _ => Position::Static,
        }
    }

    fn read(words: &[u32]) -> Self {
        let length = |at: usize| (words[at] as i32).clamp(-FAR, FAR);
        Row {
            parent: Some(words[0] as usize).filter(|_| words[0] != NONE),
            role: words[1],
            look: words[2],
            left: length(3),
            top: length(4),
            width: length(5),
            height: length(6),
            offset: length(7),
            margin: length(8),
            padding: length(9),
            limited: words[10] != 0,
        }
    }
}

/// The rows, and what was hidden.
#[derive(Debug)]
pub(super) struct Surroundings {
    pub rows: Vec<Row>,
    pub viewport: (i32, i32),
    /// Something that lay over the page was hidden.
    pub over: bool,
    /// Something that stood in the story's way was hidden.
    pub wall: bool,
    /// Height of hidden bars across the top.
    pub bars: i32,
    /// For each row, whether it holds a paragraph of the story, itself included.
    pub around_story: Vec<bool>,
}

impl Surroundings {
    pub fn read(columns: &[u32]) -> Result<Self, SurroundingsError> {
        if columns.len() < HEADER || columns[0] != MAGIC {
            return Err(SurroundingsError::NotSurroundings);
        }
        if columns[1] != VERSION {
            return Err(SurroundingsError::OtherVersion(columns[1]));
        }
        let promised = columns[2] as usize;
        if promised > MAX_ROWS {
            return Err(SurroundingsError::TooMany(promised));
        }
        let (header, words) = columns.split_at(HEADER);
        if words.len() != promised * WIDTH {
            return Err(SurroundingsError::Truncated { promised, found: columns.len() });
        }
        let rows: Vec<Row> = words.chunks_exact(WIDTH).map(Row::read).collect();
        if let Some(bad) = (0..rows.len()).find(|at| rows[*at].parent.is_some_and(|parent| parent >= *at)) {
            return Err(SurroundingsError::BadParent(bad as u32));
        }
        let length = |at: usize| (header[at] as i32).clamp(-FAR, FAR);
        Ok(Surroundings {
            around_story: around_story(&rows),
            rows,
            viewport: (length(3), length(4)),
            over: header[5] & 1 != 0,
            wall: header[5] & 2 != 0,
            bars: length(6),
        })
    }

    /// A row's parent and all above it, nearest first.
    pub fn above(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.rows[row].parent, |at| self.rows[*at].parent)
    }

    /// The paragraphs of the story that stand in the page.
    pub fn paragraphs(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(|at| self.rows[*at].is(role::PARAGRAPH))
    }
}

fn around_story(rows: &[Row]) -> Vec<bool> {
    let mut around: Vec<bool> = rows.iter().map(|row| row.is(role::PARAGRAPH)).collect();
    for at in (0..rows.len()).rev() {
        if let Some(parent) = rows[at].parent.filter(|_| around[at]) {
            around[parent] = true;
        }
    }
    around
}
