//! Runs queues of structs in causal order.
//!
//! Structs of one client come in clock order; a struct may refer to structs of other clients,
//! which must go first. Each queue runs until it ends or lacks something of another queue, then
//! sleeps until that queue has passed the clock it waits for. Whatever forms a circle stays
//! asleep, so the run always ends; it costs O(log n) a sleep.

use std::collections::BTreeSet;

/// How far a queue came.
pub(crate) struct Progress {
    /// The clock after its last finished struct.
    pub end: u32,
    /// The queue it waits for, and the clock that queue must pass.
    pub waits_for: Option<(usize, u32)>,
}

/// Runs `step(queue)` for all queues until nothing moves; returns the queues left asleep.
pub(crate) fn run<E>(
    queues: usize,
    mut step: impl FnMut(usize) -> Result<Progress, E>,
) -> Result<Vec<usize>, E> {
    let mut ready: Vec<usize> = (0..queues).rev().collect();
    let mut asleep = BTreeSet::new();
    while let Some(queue) = ready.pop() {
        let progress = step(queue)?;
        if let Some((other, clock)) = progress.waits_for {
            asleep.insert((other, clock, queue));
        }
        let passed = (queue, 0, 0)..(queue, progress.end, 0);
        let woken: Vec<_> = asleep.range(passed).copied().collect();
        for sleeper in woken {
            asleep.remove(&sleeper);
            ready.push(sleeper.2);
        }
    }
    Ok(asleep.into_iter().map(|(_, _, queue)| queue).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// Runs queues of units, each with what it needs: (queue, clock).
    fn order(queues: &[&[Option<(usize, u32)>]]) -> (Vec<(usize, u32)>, Vec<usize>) {
        let mut ends = vec![0_u32; queues.len()];
        let mut done = Vec::new();
        let asleep = run(queues.len(), |queue| {
            let mut waits_for = None;
            while let Some(need) = queues[queue].get(ends[queue] as usize) {
                waits_for = need.filter(|(other, clock)| ends[*other] <= *clock);
                if waits_for.is_some() {
                    break;
                }
                done.push((queue, ends[queue]));
                ends[queue] += 1;
            }
            Ok::<_, Infallible>(Progress { end: ends[queue], waits_for })
        });
        let Ok(asleep) = asleep;
        (done, asleep)
    }

    #[test]
    fn what_is_needed_goes_first() {
        let (done, asleep) =
            order(&[&[Some((1, 0)), Some((2, 1))], &[None, Some((0, 0))], &[Some((1, 1)), None]]);
        assert_eq!(done, [(1, 0), (0, 0), (1, 1), (2, 0), (2, 1), (0, 1)]);
        assert!(asleep.is_empty());
    }

    #[test]
    fn circles_stay_asleep() {
        let (done, asleep) = order(&[&[None, Some((1, 1))], &[None, Some((0, 1))], &[None]]);
        assert_eq!(done.len(), 3);
        assert_eq!(asleep, [1, 0]);
    }
}
