//! Texts of what is owed.
use law::debt::DebtError;

use super::Text;

pub const TITLE: Text = Text("执行款计算", "Money owed");
pub const TRIAGE_TAB: Text = Text("繁简分流", "Triage");
pub const TABS: Text = Text("快速分流的两项", "Parts of quick triage");
pub const LEAD: Text = Text(
    "迟延履行利息、清偿抵充、尚欠金额。不保存。",
    "Interest during delay, order of payment, what is still owed. Nothing is stored.",
);
pub const LEAD_CASE: Text = Text(
    "已带入案件的标的额和生效日期，请核对。所填内容作为草稿加密存于本机，不写入案件。",
    "The claim and the day of effect are taken from the case: check them. What is entered is kept on this device as a sealed draft, not written to the case.",
);
pub const PRINT_TITLE: Text = Text("执行款（债务利息）计算书", "Reckoning of money owed");

pub const NUMBER: Text = Text("案号", "Case number");
pub const COURT: Text = Text("执行法院", "Court");
pub const PARTIES: Text = Text("当事人", "Parties");
pub const PRINCIPAL: Text = Text("本金", "Principal");
pub const COSTS: Text = Text("判定的其他费用", "Other costs awarded");
pub const COSTS_HINT: Text = Text(
    "依据本身确定的金钱债务，如律师费；计入加倍部分基数",
    "A money debt the instrument itself fixes, as a lawyer's fee: in the base of the doubled part",
);
pub const FEE: Text = Text("被执行人负担的诉讼费", "Litigation fees of the debtor");
pub const FEE_HINT: Text = Text("不计入加倍部分基数", "Not in the base of the doubled part");
pub const START: Text = Text("履行期限", "Term of performance");
pub const START_GIVEN: Text = Text("已知届满日", "Known end");
pub const START_EFFECT: Text = Text("自生效日起算", "From effect");
pub const START_INSTALMENTS: Text = Text("分期履行", "Instalments");
pub const ENDED_ON: Text = Text("期限届满日", "Term ended");
pub const EFFECTIVE_ON: Text = Text("生效日期", "Effective on");
pub const TERM: Text = Text("履行期（日）", "Term, days");
pub const TERM_HINT: Text = Text("未定履行期的留空", "Leave blank if no term was set");
pub const YEAR: Text = Text("年利率按", "A year has");
pub const YEAR_365: Text = Text("365 日", "365 days");
pub const YEAR_360: Text = Text("360 日", "360 days");
pub const STATE_ON: Text = Text("算至", "As of");
pub const CLAIM: Text = Text("执行费计费标的", "Amount for the execution fee");

pub const INSTALMENTS: Text = Text("各期", "Instalments");
pub const INSTALMENT: Text = Text("第 {} 期", "Instalment {}");
pub const ORDERS: Text = Text("一般债务利息", "General interest");
pub const ORDER: Text = Text("利息 {}", "Interest {}");
pub const STAYS: Text = Text("不计期间", "Time not counted");
pub const STAY: Text = Text("不计 {}", "Stay {}");
pub const STAYS_HINT: Text = Text(
    "非因被执行人申请、因审查文书而中止或暂缓的期间，再审中止的期间",
    "Stays not asked for by the debtor while the instrument is under review; stays for a retrial",
);
pub const PAYMENTS: Text = Text("已还款项", "Payments");
pub const PAYMENT: Text = Text("还款 {}", "Payment {}");
pub const PAYMENTS_HINT: Text = Text(
    "填履行、划拨、提取之日；拍卖、抵债的填裁定生效日，不填发放日",
    "The day of performance, transfer or withdrawal; for a sale the day the ruling took effect, not that of pay-out",
);
pub const ADD: Text = Text("添加", "Add");
pub const DROP: Text = Text("删去{}", "Remove {}");
pub const DAY: Text = Text("日期", "Day");
pub const FROM: Text = Text("起", "From");
pub const TO: Text = Text("止", "To");
pub const AMOUNT: Text = Text("金额", "Amount");
pub const BASE: Text = Text("基数", "Base");
pub const RATE: Text = Text("利率", "Rate");
pub const RATE_KIND: Text = Text("计息方式", "Kind of rate");
pub const RATE_YEAR: Text = Text("年 %", "% a year");
pub const RATE_DAY: Text = Text("日万分之", "‱ a day");
pub const HIGH_RATE: Text = Text(
    "利率超过年 36%，请核对利率和计息方式。",
    "Above 36% a year: please check the rate and its kind.",
);
pub const PAST_STATE_DAY: Text = Text(
    "计息止日晚于计算截止日，只计至截止日。",
    "Ends after the day stated for: counted up to that day only.",
);
pub const ENDS_ON_DAY_OFF: Text = Text(
    "这一天是休息日，期间应顺延至 {}（民诉法第85条）；请核对所填是否为顺延后的届满日。",
    "A day off: a term ends on the next working day, {} (Civil Procedure Law Art. 85). Please check.",
);
pub const ORDERS_HINT: Text = Text(
    "只填依据确定的。首日计、末日不计；止日留空为算至清偿；基数留空为全部本金",
    "Only what the instrument orders. First day counted, last not; no end: until paid; no base: all of the principal",
);

pub const OWED: Text = Text("尚欠", "Still owed");
pub const AS_OF: Text = Text("截至 {}", "as of {}");
pub const FILL: Text = Text(
    "填本金和履行期限后显示结果。",
    "Enter the principal and the term to see what is owed.",
);
pub const COSTS_OWED: Text = Text("费用", "Costs");
pub const DOUBLED: Text = Text("加倍部分债务利息", "Doubled part");
pub const TOTAL: Text = Text("合计", "Total");
pub const LEFT_OVER: Text = Text("超付", "Paid too much");
pub const EXECUTION_FEE: Text = Text("执行申请费", "Execution fee");
pub const LATER: Text = Text(
    "{} 笔还款在此日之后，未计入。",
    "{} payments are later than this day and not set off.",
);
pub const PROVISIONAL: Text = Text(
    "届满日所在年份的放假安排尚未公布，届满日为暂定。",
    "The calendar of the year the term ends in is not published yet: the end is provisional.",
);
pub const STARTS: Text = Text("起算：{}（当日不计）", "Delay starts: {} (that day is not counted)");
pub const LEDGER: Text = Text("计算过程", "How it was reckoned");
pub const ITEM: Text = Text("项目", "Item");
pub const DAYS: Text = Text("天数", "Days");
pub const EXACT: Text = Text("金额（未取整）", "Amount, not rounded");
pub const NOT_COUNTED: Text = Text("不计 {} 日", "{} days not counted");
pub const SET_OFF: Text = Text("清偿抵充", "Payments set off");
pub const TO_COSTS: Text = Text("费用", "Costs");
pub const TO_INTEREST: Text = Text("利息", "Interest");
pub const TO_DOUBLED: Text = Text("加倍部分", "Doubled part");
pub const PRINCIPAL_LEFT: Text = Text("剩余本金", "Principal left");
pub const SOURCES: Text = Text("依据", "Sources");
pub const ASK: Text = Text("待法院明确：", "For the court to settle: ");
pub const INPUTS: Text = Text("计算条件", "What it rests on");
pub const CAPITALS: Text = Text("大写：", "In capitals: ");
pub const SIGN_BY: Text = Text("计算人：", "Reckoned by:");
pub const SIGN_CHECKED: Text = Text("复核人：", "Checked by:");

pub const CARD: Text = Text("欠款", "Money owed");
pub const CARD_OPEN: Text = Text("计算欠款", "Reckon");
pub const CARD_NONE: Text = Text(
    "尚未计算。案件的标的额和生效日期会带入，可修改。",
    "Not reckoned yet. The claim and the day of effect are taken from the case and may be changed.",
);
pub const BACK: Text = Text("返回案件", "Back to the case");

/// Why nothing is reckoned.
pub fn why(error: DebtError) -> Text {
    match error {
        DebtError::NothingOwed => Text("有一项金额没有填，或为零。", "An amount is missing or zero."),
        DebtError::Negative => Text("金额不能小于零。", "An amount cannot be below zero."),
        DebtError::OutOfRange => Text("金额超出可计算的范围。", "The amounts are out of range."),
        DebtError::NoStart => Text(
            "请填期限届满日或生效日期。",
            "Enter the end of the term or the day of effect.",
        ),
        DebtError::NoDayOfEffect => Text("请填生效日期。", "Enter the day of effect."),
        DebtError::BadTerm => Text(
            "履行期请填日数，如 10。",
            "Enter the term as a number of days, such as 10.",
        ),
        DebtError::TermMismatch { .. } => Text(
            "届满日与按生效日推算的不一致。",
            "The end of the term is not the day counted from effect.",
        ),
        DebtError::TermBeforeEffect => Text("届满日早于生效日期。", "The term ended before the day of effect."),
        DebtError::Term(_) => Text(
            "届满日超出日历范围，无法推算。",
            "The end of the term lies outside the calendar.",
        ),
        DebtError::NoEnd | DebtError::NoStateDay => Text("请填算至哪一天。", "Enter the day to reckon to."),
        DebtError::BeforeInterpretation => Text(
            "2014年8月1日前的迟延适用法释〔2009〕6号，此处不能计算。",
            "Delay before 2014-08-01 follows Fashi [2009] 6 and cannot be reckoned here.",
        ),
        DebtError::PeriodBackwards => Text("有一段期间的止日早于起日。", "A period ends before it begins."),
        DebtError::BadRate => Text(
            "利率请填大于零的数，至多六位小数，如 3.85。",
            "Enter a rate above zero with up to six decimals, such as 3.85.",
        ),
        DebtError::OneRate => Text("有一项利息没有利率。", "An interest order has no rate."),
        DebtError::YearDays => Text("一年按365日或360日计。", "A year has 365 or 360 days."),
        DebtError::ZeroPayment => Text("有一笔还款没有金额。", "A payment has no amount."),
        DebtError::PaymentDay => Text("有一笔还款没有日期。", "A payment has no day."),
        DebtError::Instalments => Text(
            "各期之和与本金不符。",
            "The instalments do not add up to the principal.",
        ),
        DebtError::InstalmentsAndTerm => Text(
            "分期的，不再填总的履行期限。",
            "With instalments there is no term for the whole.",
        ),
        DebtError::PerformedInStatement => Text("还款请填在“已还款项”。", "Enter what was paid under payments."),
        DebtError::RateWithoutCurrency => Text("有汇率而没有币种。", "There is a middle rate but no currency."),
        DebtError::RateForYuan => Text("人民币债务不用汇率。", "A debt in yuan needs no middle rate."),
        DebtError::FeeSetByCourt => Text(
            "没有金额的，由法院在幅度内确定。",
            "Without an amount the court sets the fee.",
        ),
        DebtError::Rules => Text(
            "随附的计算规则已损坏，请换一个版本。",
            "The rules that come with the app are broken: use another version.",
        ),
    }
}

/// A line that was begun and not finished.
pub const HALF_ORDER: Text = Text("有一项利息没有起日。", "An interest order has no first day.");
/// A stay that lacks a day.
pub const UNREADABLE: Text = Text(
    "有一处金额或日期看不懂，改好后再算。",
    "An amount or a day cannot be read. The sum waits until it is mended.",
);
pub const HALF_STAY: Text = Text("有一段不计期间缺起日或止日。", "A stay lacks its first or last day.");
