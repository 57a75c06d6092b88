//! Texts of sharing: the sync page and the quiet word in the shell.
use super::Text;

pub const SHORT_UNKNOWN: Text = Text("同步", "Sync");
pub const SHORT_OFF: Text = Text("只存本机", "On this device only");
pub const SHORT_STORED: Text = Text("全部已存入", "All stored");
pub const SHORT_WAITING: Text = Text("{} 笔待存入", "{} waiting");
pub const SHORT_WORKING: Text = Text("正在同步", "Exchanging");
pub const SHORT_OFFLINE: Text = Text("离线", "Offline");
pub const SHORT_OFFLINE_WAITING: Text = Text("离线 · {} 笔待存入", "Offline · {} waiting");
pub const SHORT_STUCK: Text = Text("未能同步 · {} 笔待存入", "Cannot exchange · {} waiting");
pub const SHORT_FAULT: Text = Text("同步有问题", "Sync needs a look");
pub const OPEN_PAGE: Text = Text("查看同步", "See how it stands");
