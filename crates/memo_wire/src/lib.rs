//! memo_wire
