//! Schedules: decisions and nothing else.
/// Decisions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Schedule {
    /// In order.
    pub decisions: Vec<crate::sched::decision::Decision>,
}
