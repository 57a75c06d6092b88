//! case_number
