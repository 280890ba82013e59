//! All SQL about emergency accesses.

mod accesses;
mod notices;
mod rules;

pub use accesses::{
    NewRow, Reached, confirmed_approvers, insert, insert_approval, newest, not_closed, of_pair,
    pair_between, reached, set_closed, set_open,
};
pub use notices::{list, mark_all_read, mark_read, tell, tell_administrators, tell_everybody};
pub use rules::{
    add_approver, approvers, confirm_approver, confirm_rule, drop_rule, hold_rule, human, is_on,
    put_rule, remove_approver, rule,
};
