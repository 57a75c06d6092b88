//! Texts of one case. `{}` stands for a number, a day or a name.
use super::Text;

/// Back to the list.
pub const BACK: Text = Text("返回列表", "Back to the list");
/// No such case.
pub const GONE: Text = Text("没有这件案件", "There is no such case");
/// Why there is none.
pub const GONE_HELP: Text = Text(
    "它不在这台设备的案件库里，可能是示例已删除。",
    "It is not in the book on this device; the sample may have been removed.",
);
/// Between applicant and debtor.
pub const AGAINST: Text = Text("{} 申请执行 {}", "{} against {}");
/// Amount claimed.
pub const CLAIM: Text = Text("标的 {} 元", "claim {} yuan");
/// Amount recovered.
pub const RECOVERED: Text = Text("到位 {} 元", "recovered {} yuan");
/// Filed.
pub const FILED: Text = Text("立案 {}", "filed {}");
/// Closed.
pub const CLOSED: Text = Text("结案 {}", "closed {}");
/// Record what happened.
pub const RECORD: Text = Text("登记办理情况", "Record");
/// Unknown.
pub const NOT_KNOWN: Text = Text("未填", "not given");

/// Picture of the flow.
pub const FLOW: Text = Text("办案流程", "Flow");
/// Picture as a list.
pub const FLOW_TABLE: Text = Text("流程列表", "Flow as a list");
/// Nothing to draw.
pub const FLOW_EMPTY: Text = Text(
    "填了立案日期，才能排出期限。",
    "The filing day is needed to lay out the dates.",
);
/// Today's line.
pub const TODAY: Text = Text("今天 {}", "today {}");

/// To do.
pub const TODO: Text = Text("待办事项", "To do");
/// Nothing to do.
pub const TODO_NONE: Text = Text("没有待办事项。", "Nothing to do.");
/// Done.
pub const DONE: Text = Text("已办（{}）", "Done ({})");
/// What parties or other courts must do.
pub const THEIRS: Text = Text("当事人、其他单位的期限（{}）", "Dates of parties and others ({})");
/// Folded lines: the office said that the case has no such matter.
pub const ASIDE: Text = Text("不适用（{}）", "Does not apply ({})");
/// What ran out before the book kept the case.
pub const BEFORE_BOOK: Text = Text("导入前已到期、未见记录（{}）", "Ended before import, no record ({})");
/// Column: start.
pub const STARTS: Text = Text("起算", "Starts");
/// Column: state.
pub const STATE: Text = Text("状态", "State");
/// The filing day stands in for the day of receipt.
pub const ASSUMED: Text = Text(
    "收案日期未填，暂按立案日期起算",
    "day of receipt not given: counted from the filing day",
);
/// Warning: a decision is due before what it rests on.
pub const BEFORE_INPUTS: Text = Text(
    "{}（{}）早于{}（{}）：到期时先按已有事实暂定。",
    "{} ({}) is due before {} ({}): decide provisionally on what is known.",
);
/// Warning: an internal limit that rolled.
pub const UNROLLED: Text = Text(
    "{} {}：内部期限是否顺延未有规定，稳妥按 {} 办。",
    "{} {}: whether an internal limit moves is not settled; {} is safe.",
);
/// Warning: the days in which an extension can be asked for.
pub const EXTENSION: Text = Text(
    "现在可申请延长，最迟 {}。",
    "An extension can be asked for now, until {}.",
);
/// Warning: a holiday leaves fewer than two working days to act.
pub const SHORT_WINDOW: Text = Text(
    "“{}”的期间为 {} 至 {}，遇节假日，其中工作日不足两天，请提前准备。",
    "{}: a holiday leaves fewer than two working days between {} and {}; prepare it before.",
);
/// Waiting for a trigger.
pub const WAITING: Text = Text("未触发的节点（{}）", "Not triggered ({})");
/// Column: matter.
pub const MATTER: Text = Text("事项", "Matter");
/// Column: date.
pub const DATE: Text = Text("期限", "Date");
/// Why this date.
pub const WHY: Text = Text("为什么是这天", "Why this date");
/// Mark as done.
pub const MARK_DONE: Text = Text("办结", "Done");

/// State: overdue by working days.
pub const OVERDUE_BY: Text = Text("超期 {} 日", "{} days late");
/// State: left.
pub const LEFT: Text = Text("还剩 {} 个工作日", "{} working days");
/// State: due today.
pub const DUE_TODAY: Text = Text("今天到期", "due today");
/// State: done on.
pub const DONE_ON: Text = Text("{} 办结", "done {}");
/// State: done late.
pub const DONE_LATE: Text = Text("{} 办结，迟 {} 日", "done {}, {} days late");
/// State: lapses.
pub const LAPSES: Text = Text("{} 失效", "lapses {}");
/// Alarm: what lapses within thirty days, when, and the last day to act.
pub const LAPSING_SOON: Text = Text("{}：{} 失效，最迟 {} 办理。", "{}: lapses {}, act by {}.");
/// A node with what it concerns.
pub const NAMED: Text = Text("{}（{}）", "{} ({})");
/// State: may be done from.
pub const OPENS: Text = Text("{} 起可办", "may be done from {}");
/// State: running until.
pub const DUE_ON: Text = Text("{} 届满", "due {}");
/// State: a validity term has ended.
pub const LAPSED: Text = Text("已失效 {} 日", "lapsed {} days ago");
/// State: what lapses can no longer be renewed in time.
pub const PAST_ACT_BY: Text = Text("已过最迟办理日 {} 日", "{} days past the last day to act");
/// State: a window.
pub const OPEN_UNTIL: Text = Text("{} 前可办", "possible until {}");
/// State: allowed from now on.
pub const OPEN_NOW: Text = Text("可以办", "may be done");
/// The office said that the case has no such matter.
pub const SET_ASIDE: Text = Text("不适用（{} 登记）", "does not apply (recorded {})");
/// State: ran out before the book kept the case.
pub const UNRECORDED: Text = Text("导入前已到期，未见记录", "ended before import, no record");
/// State: no longer asked for.
pub const ENDED: Text = Text("不再需要", "no longer needed");
/// State: the norm sets no time.
pub const TIMELESS: Text = Text("未定时限", "no time set");
/// State: the date cannot be told.
pub const NO_DATE: Text = Text("算不出日期", "no date");
/// State of a case: nothing presses.
pub const FINE: Text = Text("在期内", "On time");
/// Provisional.
pub const PROVISIONAL: Text = Text("暂定", "provisional");

/// Clocks side by side.
pub const CLOCKS: Text = Text("期限比较", "Clocks");
/// The earlier clock.
pub const EARLIER: Text = Text("先到期，以此为准", "earlier");
/// Trigger day.
pub const TRIGGER: Text = Text("起算 {}，当日不计", "Starts {}, that day not counted");
/// Source.
pub const SOURCE: Text = Text("出处", "Source");
/// Our own reading.
pub const PROPOSED: Text = Text(
    "本系统拟定的读法，可由本院更改",
    "Our proposed reading; the court may change it",
);
/// Left to the court.
pub const OPEN_QUESTION: Text = Text("待本院明确：{}", "For the court to settle: {}");

/// Record: heading.
pub const RECORD_TITLE: Text = Text("登记办理情况", "Record what happened");
/// Record: what.
pub const RECORD_WHAT: Text = Text("事项", "What");
/// Record: day.
pub const RECORD_DAY: Text = Text("办理日期", "Done on");
/// Record: what it concerns.
pub const RECORD_SUBJECT: Text = Text("财产或对象（可不填）", "Asset or object (optional)");
/// Record: what the object is for.
pub const RECORD_SUBJECT_HINT: Text = Text(
    "有几处财产时填写，如“工行尾号1234账户”；同一财产写法一致，期限才能对应。",
    "Where there are several assets; write the same asset the same way, so that its dates belong together.",
);
/// Record: number of the document.
pub const RECORD_DOCUMENT: Text = Text("文号（可不填）", "Document number (optional)");
/// Record: who did it.
pub const RECORD_BY: Text = Text("经办人（可不填）", "Done by (optional)");
/// Record: on whose order.
pub const RECORD_ORDER: Text = Text("指令人（可不填）", "On the order of (optional)");
/// Record: closing is entered in the form of the case.
pub const CLOSE_CASE_HELP: Text = Text(
    "结案在案件信息中填写：结案日期和结案方式。",
    "That the case is closed is entered in its form: the day, and how.",
);
/// Record: the way there.
pub const CLOSE_CASE: Text = Text("填写结案信息", "Enter how it was closed");
/// Record: search.
pub const RECORD_SEARCH: Text = Text(
    "查找事项：名称或拼音首字母",
    "Find a matter by words or pinyin initials",
);
/// Record: how many were found.
pub const RECORD_FOUND: Text = Text("找到 {} 项", "{} found");
/// Record: what is chosen.
pub const RECORD_CHOSEN: Text = Text("已选：{}", "Chosen: {}");
/// Record: none found.
pub const RECORD_FOUND_NONE: Text = Text("没有这样的事项，请换一个词。", "No such matter; try another word.");
/// History: what it concerns.
pub const H_ABOUT: Text = Text("{}", "{}");
/// History: number of the document.
pub const H_DOCUMENT: Text = Text("文号 {}", "document {}");
/// History: who did it.
pub const H_BY: Text = Text("经办 {}", "done by {}");
/// Recorded.
pub const RECORDED: Text = Text("已记：{} {}", "Recorded: {} {}");
/// Taken back.
pub const TAKEN_BACK: Text = Text("已撤回", "Taken back");
/// The future.
pub const FUTURE: Text = Text("不能晚于今天", "Not later than today");
/// A day is needed.
pub const DAY_MISSING: Text = Text("请填日期", "A day is needed");
/// Take back.
pub const TAKE_BACK: Text = Text("撤回", "Take back");

/// Verdict card.
pub const VERDICT: Text = Text("分流结论", "Verdict");
/// Computed verdict differs from the decided one.
pub const DIFFERS: Text = Text("规则算出：{}", "By the rules: {}");
/// Above what the rules say, where something was decided.
pub const BY_RULES: Text = Text("按规则算出", "By the rules");
/// Decided.
pub const DECIDED: Text = Text("主任已审定：{}", "Decided: {}");
/// Submitted to the head of the centre.
pub const PREPARED: Text = Text("已提请决定：{}", "Submitted: {}");
/// Submit.
pub const PREPARE: Text = Text("提请主任决定", "Submit for decision");
/// Submit: help.
pub const PREPARE_HELP: Text = Text(
    "由事务集约组准备，指挥中心主任决定。拟定与规则不一致时须写理由。",
    "Prepared by the shared tasks group, decided by the head of the centre. A reason is needed where it differs from the rules.",
);
/// The rules say something else than was decided.
pub const FACTS_CHANGED: Text = Text(
    "按现有事实，规则算出{}，与已定的不同。事实有变的，请重新决定或提请决定。",
    "By what is known now the rules say {}, not what was decided. Where the facts have changed, decide or submit again.",
);
/// Not decided.
pub const UNDECIDED: Text = Text("主任未定", "Not yet decided");
/// Decide.
pub const DECIDE: Text = Text("确定繁简", "Decide");
/// Decide what was decided before.
pub const DECIDE_AGAIN: Text = Text("重新确定繁简", "Decide again");
/// Decide: help.
pub const DECIDE_HELP: Text = Text(
    "由指挥中心主任决定。与规则不一致时须写理由。凭证随决定存入办理留痕。",
    "Decided by the centre's director. A reason is needed where it differs from the rules. The receipt is kept with it.",
);
/// Decide: reason.
pub const REASON: Text = Text("理由", "Reason");
/// Decide: reason missing.
pub const REASON_MISSING: Text = Text(
    "与规则不一致，请写理由",
    "It differs from the rules: a reason is needed",
);
/// Receipt.
pub const RECEIPT: Text = Text("凭证", "Receipt");

/// Facts.
pub const FACTS: Text = Text("案件事实", "Facts");
/// Saved.
pub const SAVED: Text = Text("已改 {}", "Changed: {}");
/// Record: matters other roles record.
pub const RECORD_KEPT: Text = Text(
    "另有 {} 项由其他岗位登记，未列出。",
    "{} more are for other roles to record and not listed.",
);
/// Edit: one of several values.
pub const EDIT_ONE_OF: Text = Text("{}填：{}", "{}: {}");
/// Edit: a field that waits for a ruling.
pub const EDIT_DISPUTED: Text = Text(
    "两处填写不同，待核定；在案件页上方核定后才能修改。",
    "Two entries differ and wait to be settled at the top of the case; until then this cannot be changed.",
);
/// Edit: somebody changed the field meanwhile: who, when, to what.
pub const EDIT_MOVED: Text = Text("{}（{}）已改为：{}", "{} ({}) changed this to: {}");
/// Edit: the same, of an author that is not known.
pub const EDIT_MOVED_BY: Text = Text("期间已被改为：{}", "Meanwhile changed to: {}");
/// Edit: takes what another wrote.
pub const EDIT_TAKE: Text = Text("采用对方填写的", "Take theirs");
/// Edit: keeps what was typed.
pub const EDIT_KEEP: Text = Text("仍按我填写的", "Keep mine");
/// Edit: settled with a reason.
pub const EDIT_RULED: Text = Text(
    "已由{}核定，改动须由有权人员重新核定。",
    "Settled by {}; only whoever may settle it can change it.",
);
/// Edit: what came back from a draft.
pub const EDIT_RESTORED: Text = Text(
    "上次没有保存的是：{}。保存时一并写入。",
    "Not saved last time: {}. Saved with the rest.",
);
/// A field with several values that wait to be settled.
pub const TO_SETTLE: Text = Text("{}（待核定）", "{} (to settle)");
/// Edit: held up.
pub const EDIT_HELD_UP: Text = Text(
    "未保存：{}已被他人修改或待核定，请逐项确认后再保存。",
    "Not saved: {} changed meanwhile or wait to be settled. Look at each and save again.",
);
/// Edit: some of it may not be written by this person.
pub const EDIT_PARTLY: Text = Text("未写入：{}。{}", "Not written: {}. {}");
/// Undoing an edit: somebody wrote since.
pub const UNDO_MOVED: Text = Text("未撤销：{}之后又被修改。", "Not undone: {} changed since.");
/// Takes back what another recorded.
pub const UNDO_OF: Text = Text("撤销{}的登记", "Undo {}'s entry");

/// Conflicts.
pub const CONFLICTS: Text = Text("两处填写不同", "Two entries differ");
/// Conflicts: why somebody decided so.
pub const CONFLICT_REASON: Text = Text("理由：{}", "Reason: {}");
/// Conflicts: help.
pub const CONFLICTS_HELP: Text = Text(
    "两台设备各自填写，两个值都保留，待核定以哪个为准；另一个留在办理留痕中。",
    "Two devices wrote without seeing each other; both are kept until somebody settles which holds; the other stays in the trace.",
);
/// Who may rule.
pub const RULE_WHO: Text = Text(
    "待局长、副局长、中心主任或团队长核定；其他工作不必等。",
    "Waits for a chief, the centre director or a team leader to settle; nothing else has to wait.",
);
/// Rule: title.
pub const RULE_TITLE: Text = Text("核定以哪个为准", "Settle which one holds");
/// Rule: a third value.
pub const RULE_THIRD: Text = Text("都不对，另填", "Neither: enter another");
/// Rule: nothing entered.
pub const RULE_EMPTY: Text = Text("请填写以何为准", "Enter what holds");
/// Rule: somebody else settled it meanwhile.
pub const RULED_MEANWHILE: Text = Text(
    "期间{}已核定为：{}。再保存即另行核定，两次核定都留痕。",
    "Meanwhile {} settled it: {}. Saving settles it otherwise; both stay in the trace.",
);
/// Rule: reason missing.
pub const RULE_REASON: Text = Text("请写明理由", "Give the reason");
/// Rule.
pub const RULE: Text = Text("核定", "Settle");
/// History: refused.
pub const H_REFUSED: Text = Text("未生效", "Refused");
/// Choose this.
pub const TAKE_THIS: Text = Text("以此为准", "Take this one");

/// Excluded periods.
pub const EXCLUDED: Text = Text("扣除期限", "Excluded time");
/// No excluded periods.
pub const EXCLUDED_NONE: Text = Text("没有扣除。", "None.");
/// Add.
pub const ADD: Text = Text("添加", "Add");
/// From.
pub const FROM: Text = Text("自", "From");
/// To.
pub const TO: Text = Text("至", "To");
/// Ground.
pub const GROUND: Text = Text("事由", "Ground");
/// What to do about an end that is not known.
pub const TO_HINT: Text = Text(
    "止日未定的留空，恢复后再填",
    "Leave blank while it is not known; fill it in when it ends",
);
/// The end is not known yet.
pub const NO_END: Text = Text("止日未定", "end not known");
/// What an end that is not known does.
pub const NO_END_NOTE: Text = Text(
    "有扣除止日未定：受其影响的期限暂不计算，也不提醒。恢复执行后请填止日。",
    "A period has no end yet: the dates it moves are not reckoned and not alarmed. Fill in its end when it is known.",
);
/// Fill in the end.
pub const END_IT: Text = Text("填止日", "Fill in the end");
/// Who approved it.
pub const APPROVER: Text = Text("批准人（可不填）", "Approved by (optional)");
/// Approved by whom.
pub const APPROVED_BY: Text = Text("批准 {}", "approved by {}");
/// Ends before it begins.
pub const BACKWARDS: Text = Text("止日早于起日", "It ends before it begins");
/// Grounds of 法释〔2000〕29号 Art. 9 and 执行程序解释 Art. 13, shortest names.
pub const EXCLUDED_GROUNDS: [Text; 7] = [
    Text("公告", "Public notice"),
    Text("鉴定、评估", "Expert opinion, appraisal"),
    Text("管辖争议", "Dispute over jurisdiction"),
    Text("中止", "Stay"),
    Text("和解、担保暂缓", "Settlement, suspension on security"),
    Text("上级通知暂缓", "Suspension ordered from above"),
    Text("拍卖、变卖", "Auction, sale"),
];

/// Notes.
pub const NOTE: Text = Text("备注一条", "Add a note");
/// History.
pub const HISTORY: Text = Text("办理留痕", "Trace");
/// History: opened.
pub const H_SET: Text = Text("填写", "filled in");
/// History: changed.
pub const H_CHANGED: Text = Text("修改", "changed");
/// History: happened.
pub const H_HAPPENED: Text = Text("记：{} {}", "recorded {} {}");
/// History: taken back.
pub const H_TAKEN_BACK: Text = Text("撤回：{}", "took back: {}");
/// History: excluded.
pub const H_EXCLUDED: Text = Text("扣除 {} 至 {}（{}）", "excluded {} to {} ({})");
/// History: a conflict settled.
pub const H_RULED: Text = Text("核定以此为准，理由：{}", "settled that this holds: {}");
/// History: a sensitive case was looked at.
pub const H_VIEWED: Text = Text("查看", "looked at");
/// History: hidden.
pub const H_HIDDEN: Text = Text("移出列表", "removed from lists");
/// History: shown again.
pub const H_SHOWN: Text = Text("放回列表", "put back in lists");
/// History: nobody named.
pub const H_NOBODY: Text = Text("本机", "this device");
/// Older lines.
pub const OLDER: Text = Text("更早的 {} 条", "{} older");

/// No-asset trap.
pub const NO_ASSET: Text = Text(
    "若无财产：终本须立案满三个月（{} 起），简易三十日（{}）内无法以终本结案。",
    "Without assets: closing this round needs more than three months since filing (from {}), so the 30 days of a simple case ({}) cannot be kept that way.",
);
/// Two clocks.
pub const TWO_CLOCKS: Text = Text(
    "{}：本院方案 {}，法定 {}，以先到期的为准提醒。",
    "{}: the plan says {}, the law {}; the earlier one counts.",
);
/// A closed case.
pub const IS_CLOSED: Text = Text("已结", "Closed");
/// On whose order.
pub const H_ORDER: Text = Text("奉{}指令", "on the order of {}");
/// The trace: an import was taken back.
pub const H_ASSUMED: Text = Text(
    "；立案超过五个工作日，立案信息按已核对导入",
    "; filed more than five working days before, so its filing data was taken as checked",
);
/// History: an import was taken back.
pub const H_IMPORT_TAKEN_BACK: Text = Text("撤销导入：{}", "took back the import of {}");
/// History: taken over from a file.
pub const H_IMPORTED: Text = Text("从 {} 第 {} 行导入", "imported from {}, row {}");
/// History: how many fields.
pub const H_FIELDS: Text = Text("{} 项内容", "{} fields");
/// History: something this page does not know.
pub const H_OTHER: Text = Text("其他记录", "another entry");
/// Record: nothing chosen.
pub const WHAT_MISSING: Text = Text("请选事项", "Choose what happened");
/// Record: other matters.
pub const OTHERS: Text = Text("其他事项", "Other matters");
/// How a complexity mark is written.
pub const COMPLEXITY_HINT: Text = Text(
    "每行一条：标注|姓名|理由。标注如 large、historical、many_applicants、complex、sensitive。",
    "One a line: mark|name|reason. Marks: large, historical, many_applicants, complex, sensitive.",
);
/// How an easy-to-enforce mark is written.
pub const SIMPLE_HINT: Text = Text("写作：姓名|理由。缺一不计。", "As name|reason; both are needed.");
/// Signature line on paper.
pub const SIGN: Text = Text("承办人（签名）：", "Handler (signature):");
/// Day beside the signature.
pub const SIGN_DAY: Text = Text("日期：", "Date:");

/// The special team of the case (plan Art. 18): leader, members.
pub const SPECIAL_TEAM: Text = Text("特执团队：{} 牵头，{}", "Special team: {} leads, {}");
/// The same without members.
pub const SPECIAL_TEAM_ALONE: Text = Text("特执团队：{} 牵头", "Special team: {} leads");
