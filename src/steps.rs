//! Work in steps: a plan of a large page takes longer than a browser's main thread may be held, so that it can be laid aside.
//!
//! The stages borrow from one another, which an `async` function may do across its pauses and a struct of ours could not. Nothing
//! here waits for anything; whoever holds the future decides when it goes on.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Blocks that are scored between two pauses: a few milliseconds in a browser.
pub(crate) const BLOCKS: usize = 512;

/// Lays the work aside once. It has no waker to call: only [`step`] and [`finish`] may hold the future.
pub(crate) async fn pause() {
    let mut paused = false;
    poll_fn(|_| if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Goes on to the next pause, or to the end.
pub(crate) fn step<T>(work: Pin<&mut dyn Future<Output = T>>) -> Poll<T> {
    work.poll(&mut Context::from_waker(Waker::noop()))
}

/// Goes on to the end.
pub(crate) fn finish<T>(work: impl Future<Output = T>) -> T {
    // Of one kind for all, or the compiler writes out the whole core for each that finishes it: 6 KB of wasm.
    let mut work: Pin<&mut dyn Future<Output = T>> = pin!(work);
    loop {
        if let Poll::Ready(done) = step(work.as_mut()) {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{finish, pause, step};
    use std::pin::{Pin, pin};
    use std::task::Poll;

    async fn three() -> u32 {
        pause().await;
        pause().await;
        3
    }

    #[test]
    fn each_step_ends_at_a_pause() {
        let mut work: Pin<&mut dyn Future<Output = u32>> = pin!(three());
        assert_eq!(
            [step(work.as_mut()), step(work.as_mut()), step(work.as_mut())],
            [Poll::Pending, Poll::Pending, Poll::Ready(3)]
        );
        assert_eq!(finish(three()), 3);
    }
}
