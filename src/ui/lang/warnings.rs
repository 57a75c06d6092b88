//! Texts of warnings. `{}` stands for a name or a number.
use casebook::kinds::Both;
use leptos::prelude::*;

use super::{Lang, Text, use_lang};

/// Title.
pub const TITLE: Text = super::shell::WARNINGS;
/// None.
pub const NONE: Text = Text("没有预警。", "There are no warnings.");
/// None with this filter.
pub const NONE_SUCH: Text = Text("所选范围内没有预警。", "No warning fits the filter.");
/// How many are shown.
pub const COUNT: Text = Text("{} 项，涉及 {} 件案件", "{} in {} cases");
/// Filter: which warnings.
pub const WHICH: Text = Text("预警", "Warning");
/// Filter: all warnings.
pub const ALL: Text = Text("全部预警", "All warnings");
/// Filter: all of a sort.
pub const ALL_OF: Text = Text("{}：全部", "{}: all");
/// Filter: all teams.
pub const ALL_TEAMS: Text = Text("全部团队", "All teams");
/// Filter: all handlers.
pub const ALL_HANDLERS: Text = Text("全部承办人", "All handlers");
/// Filter: cases without.
pub const UNNAMED: Text = Text("未填", "not given");
/// Column: what it concerns and rests on.
pub const ABOUT: Text = Text("涉及与依据", "Of what, and facts");
/// Column: what to do.
pub const TO_DO: Text = Text("处理办法", "What to do");
/// Answer one.
pub const ANSWER: Text = Text("处理", "Answer");
/// Answer several.
pub const ANSWER_ALL: Text = Text("一并处理", "Answer together");
/// Answer one, named.
pub const ANSWER_TO: Text = Text("处理：{}", "Answer: {}");
/// Choose one.
pub const CHOOSE: Text = Text("选择 {}", "Choose {}");
/// The form: what an answer means.
pub const LEAD: Text = Text(
    "处理结果记入办理留痕；所依据的情况变化后，预警会重新出现。",
    "The answer stays in the trace; once the facts it rests on change, the warning comes back.",
);
/// Answered.
pub const ANSWERED: Text = Text("已处理预警 {} 项", "{} warnings answered");
/// Why, and what to do.
pub const WHY_AND_DO: Text = Text("{}。{}。", "{}. {}.");
/// A fact: name and values.
pub const FACT: Text = Text("{} {}", "{} {}");
/// Article of the plan.
pub const OF_PLAN: Text = Text("方案", "plan ");
/// Our own reading.
pub const PROPOSED: Text = Text("拟议", "proposed");
/// My day.
pub const MINE: Text = Text("承办案件的预警（{}）", "Warnings about cases handled ({})");
/// Rules page: the part.
pub const RULES: Text = Text("预警", "Warnings");

/// A text of the rules in the current language. They may be the court's own, so it is no constant. Tracks.
pub fn either(both: &Both) -> String {
    match use_lang().get() {
        Lang::Zh => both.zh.clone(),
        Lang::En => both.en.clone(),
    }
}
