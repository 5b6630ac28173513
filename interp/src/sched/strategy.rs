//! The oracle.

use super::decision::ChoicePoint;

/// A `Strategy` answers every question an execution asks, and nothing else may choose. Its
/// answers must depend only on its own seed and what it was asked before.
pub trait Strategy: Send {
    /// Chooses; the answer must be in range for the point.
    fn choose(&mut self, point: ChoicePoint<'_>) -> u64;

    /// Whether every synchronization operation is a scheduling point under this strategy.
    fn wants_points(&self) -> bool;

    /// Steps a goroutine may run before it is preempted.
    fn quantum(&mut self) -> u32;
}
