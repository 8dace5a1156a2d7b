//! Takes away ids that several transactions of one account share: such an id identifies nothing,
//! and a store that trusts it would drop money. Leaves the transactions themselves alone.
use crate::imports::statement::{Entry, Note};

/// The note says how many lost theirs, and where the first one is.
pub fn drop_repeated_ids(entries: &mut [Entry]) -> Option<Note> {
    let key = |i: &usize| (entries[*i].account.as_deref(), entries[*i].external_id.as_deref());
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.retain(|i| entries[*i].external_id.is_some());
    order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    let groups = order.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1);
    let repeated: Vec<usize> = groups.flatten().copied().collect();
    let line = repeated.iter().map(|i| entries[*i].line).min()?;
    for i in &repeated {
        entries[*i].external_id = None;
    }
    let text = format!(
        "transactions that share their id (FITID) with another and are told apart by content: {}",
        repeated.len()
    );
    Some(Note::new("repeated_id", text).at(Some(line), None))
}
