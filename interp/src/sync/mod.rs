//! Synchronization: channels, select, and the primitives of sync and sync/atomic.

/// Wait queues of one execution.
#[derive(Debug, Default)]
pub struct Sync {}

/// What a goroutine waits for.
#[derive(Debug, Default)]
pub struct WaitState {}
