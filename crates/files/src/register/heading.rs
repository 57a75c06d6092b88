//! What the headings of a ledger name: the number of the case, a field of its kind, a unit.
use std::collections::HashMap;

use casebook::kinds::{FieldOf, Folder, KindOf, ValueType};

use crate::by_content::UNIT_HEADINGS;
use crate::cell::RawRow;
use crate::heading::{self, Part};
use crate::skip::CURRENCY;
use crate::text::squeeze;
use crate::unit_words::{self, Said};

/// What ledgers call the number of a case, the surest first.
const CASE_NUMBER: [&str; 8] = [
    "执行案号",
    "执行案件案号",
    "执行案件号",
    "案号",
    "案件号",
    "案件编号",
    "casenumber",
    "caseno",
];
/// Words that make the number of a case that of another one.
const OTHER_CASE: [&str; 12] = [
    "依据", "文书", "诉讼", "判决", "原", "一审", "二审", "再审", "审判", "民事", "刑事", "保全",
];
/// Words above or beside a heading that make it another matter.
const OTHER_MATTER: [&str; 24] = [
    "评估",
    "拍卖",
    "变卖",
    "处置",
    "诉讼",
    "判决",
    "标的",
    "解除",
    "解封",
    "解冻",
    "续",
    "原",
    "拟",
    "预计",
    "应",
    "到位",
    "扣划",
    "划拨",
    "发还",
    "撤销",
    "异议",
    "代理",
    "案外",
    "变更前",
];
/// Words in the brackets of a heading of words that make it another matter: 权利人（电话）.
const OTHER_WORDS: [&str; 12] = [
    "电话", "手机", "地址", "住址", "代理", "案外", "价", "金额", "数额", "日期", "时间", "比例",
];
/// What in the brackets of a heading changes nothing, by how it begins.
const NEUTRAL: [&str; 19] = [
    "必填", "选填", "可选", "格式", "如", "例", "年", "yyyy", "首次", "首封", "首冻", "实际", "实冻", "人", "执行",
    "全称", "完整", "保留", "精确",
];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Column<'k> {
    /// The number of the case; a lower rank is surer.
    CaseNumber(usize),
    /// A field, and what its heading says of the unit.
    Field(&'k FieldOf, Said),
    /// How long a step lasts, by its place, with the field of its last day.
    Lasting(usize, &'k FieldOf),
    /// The unit of the amounts of its row.
    Unit,
    /// The currency of the amounts of its row.
    Currency,
}

impl<'k> Column<'k> {
    /// The field, if it is one.
    pub fn field(self) -> Option<&'k FieldOf> {
        match self {
            Column::Field(field, _) | Column::Lasting(_, field) => Some(field),
            _ => None,
        }
    }
}

/// The names of the fields of a kind.
pub(super) struct Names<'k> {
    kind: &'k KindOf,
    names: HashMap<String, &'k FieldOf>,
    /// All rows are about one case that is known.
    of_one_case: bool,
}

impl<'k> Names<'k> {
    /// Gathers them: a field's own name goes before what others are also called.
    pub fn of(kind: &'k KindOf) -> Names<'k> {
        let mut names = HashMap::new();
        for field in &kind.fields {
            for name in [&field.name.zh, &field.name.en, &field.key] {
                names.entry(tidy(name)).or_insert(field);
            }
        }
        for field in &kind.fields {
            for name in &field.also {
                names.entry(tidy(name)).or_insert(field);
            }
        }
        Names {
            kind,
            names,
            of_one_case: false,
        }
    }

    /// The same for rows about one case, which need not bear its number.
    pub fn of_one_case(kind: &'k KindOf) -> Names<'k> {
        Names {
            of_one_case: true,
            ..Names::of(kind)
        }
    }

    /// Rows need bear no number of a case: they are about the bureau, or about a case that is known.
    pub fn needs_no_number(&self) -> bool {
        self.of_one_case || self.kind.of == Folder::Bureau
    }

    /// Reads the texts of a heading from the uppermost row to the lowest.
    pub fn read(&self, texts: &[&str]) -> Option<Column<'k>> {
        let mut parts: Vec<Part> = texts.iter().map(|text| heading::part(text)).collect();
        let own = parts.last().map(|part| part.unit).unwrap_or_default();
        let said = parts.iter().rev().fold(own, |said, part| said.or(part.unit));
        // A row that holds nothing but units stands below the names.
        parts.retain(|part| !part.name.is_empty() || !part.inner.is_empty());
        let (lowest, upper) = parts.split_last()?;
        if let Some(rank) = case_number(lowest, upper) {
            return Some(Column::CaseNumber(rank));
        }
        let Some(field) = self.field(lowest, upper) else {
            if let Some(column) = self.lasting(lowest, upper) {
                return Some(column);
            }
            let name = lowest.name.as_str();
            return match lowest.inner.is_empty() {
                true if UNIT_HEADINGS.contains(&name) => Some(Column::Unit),
                true if CURRENCY.contains(&name) => Some(Column::Currency),
                _ => None,
            };
        };
        let said = match (said, texts.last()) {
            (Said::Nothing, Some(lowest)) if field.holds == ValueType::Money => unit_words::in_the_heading(lowest),
            _ => said,
        };
        Some(Column::Field(field, said))
    }

    /// How long a step lasts: 冻结期限, or 期限 below 冻结.
    fn lasting(&self, lowest: &Part, upper: &[Part]) -> Option<Column<'k>> {
        let above = upper.iter().rev().map(|part| format!("{}{}", part.name, lowest.name));
        let names: Vec<String> = above.chain([lowest.name.clone()]).collect();
        let is_named = |terms: &Vec<String>| names.iter().any(|name| terms.contains(name));
        let step = self.kind.term_names().iter().position(is_named)?;
        let (_, until) = self.kind.steps().get(step)?;
        Some(Column::Lasting(step, self.kind.field(*until)?))
    }

    /// The field the parts name together, the most special reading first.
    fn field(&self, lowest: &Part, upper: &[Part]) -> Option<&'k FieldOf> {
        let (name, inner) = (lowest.name.as_str(), lowest.inner.as_str());
        if !inner.is_empty() {
            let both = self.named(&format!("{name}{inner}"));
            if let Some(field) = both.or_else(|| self.named(&format!("{inner}{name}"))) {
                return Some(field);
            }
        }
        for above in upper.iter().rev() {
            let group = above.name.trim_end_matches("情况").trim_end_matches("信息");
            let both = self.named(&format!("{group}{name}"));
            if let Some(field) = both.or_else(|| self.named(&format!("{name}{group}"))) {
                return Some(field).filter(|field| self.allows(field, inner));
            }
        }
        let step = upper.iter().rev().map(|part| part.name.as_str()).chain([inner]);
        let step = step.filter(|text| !text.is_empty()).find_map(|text| self.step_of(text));
        if let Some(field) = step.and_then(|step| self.in_step(self.named(name)?, step)) {
            return Some(field);
        }
        let tells = |word: &&&str| !name.contains(**word);
        let turns = |part: &Part| OTHER_MATTER.iter().filter(tells).any(|word| part.name.contains(word));
        if upper.iter().any(turns) {
            return None;
        }
        let field = self.named(name).or_else(|| self.with_its_step(name))?;
        Some(field).filter(|field| self.allows(field, inner))
    }

    /// The field of this name; of several names between strokes all must be those of one field.
    fn named(&self, name: &str) -> Option<&'k FieldOf> {
        if let Some(field) = self.names.get(&tidy(name)) {
            return Some(field);
        }
        let pieces: Vec<&str> = name.split(['/', '、', '或']).collect();
        let (last, others) = pieces.split_last()?;
        let field = *self.names.get(&tidy(last))?;
        let is_own = |name: &str| {
            let other = self.names.get(&tidy(name));
            other.is_some_and(|other| other.number == field.number)
        };
        // 查封/冻结日期: the end of the last belongs to all.
        let ends = last.char_indices().map(|(at, _)| &last[at..]).chain([""]);
        let fits = |piece: &&str| ends.clone().any(|end| is_own(&format!("{piece}{end}")));
        others.iter().all(fits).then_some(field)
    }

    /// 续封截止日: the last day of a renewal, by the word of the renewal and the name of a day of the first step.
    fn with_its_step(&self, name: &str) -> Option<&'k FieldOf> {
        let cuts = name.char_indices().skip(1).map(|(at, _)| name.split_at(at));
        cuts.filter_map(|(step, day)| self.in_step(self.named(day)?, self.step_of(step)?))
            .next()
    }

    /// The renewal a word speaks of: what names its day with 日期 behind it.
    fn step_of(&self, text: &str) -> Option<usize> {
        let word = text
            .trim_end_matches("情况")
            .trim_end_matches("信息")
            .trim_end_matches('后');
        let field = self.names.get(&format!("{word}日期"))?;
        let steps = self.kind.steps().iter().enumerate().skip(1);
        steps
            .filter(|(_, (from, _))| *from == field.number)
            .map(|(step, _)| step)
            .next()
    }

    /// The day of a step that stands for one of the first step.
    fn in_step(&self, field: &FieldOf, step: usize) -> Option<&'k FieldOf> {
        let ((from, until), own) = (self.kind.steps().first()?, self.kind.steps().get(step)?);
        match field.number {
            number if number == *from => self.kind.field(own.0),
            number if number == *until => self.kind.field(own.1),
            _ => None,
        }
    }

    /// What stands in the brackets leaves the field what it is.
    fn allows(&self, field: &FieldOf, inner: &str) -> bool {
        let begins = |words: &[&str]| words.iter().any(|word| inner.starts_with(word));
        if inner.is_empty() || begins(&NEUTRAL) || inner.bytes().all(|b| b.is_ascii_digit()) {
            return true;
        }
        let same = |name: String| self.named(&name).is_some_and(|other| other.number == field.number);
        if ["", "日期", "金额"].iter().any(|end| same(format!("{inner}{end}"))) {
            return true;
        }
        let has = |words: &[&str]| words.iter().any(|word| inner.contains(word));
        match field.holds {
            ValueType::Date | ValueType::Money | ValueType::Number => false,
            ValueType::IdNumber => !has(&OTHER_MATTER) && !has(&["代表", "配偶"]),
            _ => !has(&OTHER_MATTER) && !has(&OTHER_WORDS) && !has(&["身份证", "证件"]),
        }
    }

    /// A last day named again behind a renewal is that of the renewal.
    pub fn settle(&self, columns: &mut [Option<Column<'k>>]) {
        let steps = self.kind.steps();
        let mut taken: Vec<u16> = Vec::new();
        let mut step = 0;
        for slot in columns.iter_mut() {
            let Some(Column::Field(field, said)) = *slot else {
                continue;
            };
            let mut number = field.number;
            if let Some(begun) = steps.iter().position(|(from, _)| *from == number) {
                step = begun;
            } else if step > 0 && taken.contains(&number) && steps.first().is_some_and(|(_, until)| *until == number) {
                let own = steps.get(step).and_then(|(_, until)| self.kind.field(*until));
                if let Some(own) = own.filter(|own| !taken.contains(&own.number)) {
                    (*slot, number) = (Some(Column::Field(own, said)), own.number);
                }
            }
            taken.push(number);
        }
    }

    /// A cell of the row is a name of the number of a case: another list may begin.
    pub fn heads_numbers(&self, row: &RawRow) -> bool {
        // Nearly every cell ends at the first two of these.
        let may_name = |text: &str| text.len() <= 60 && (text.contains('号') || text.is_ascii());
        let texts = row.cells.iter().filter_map(|cell| cell.text());
        texts
            .filter(|text| may_name(text))
            .any(|text| case_number(&heading::part(text), &[]).is_some())
    }
}

/// How sure it is that the parts name the number of the case; a lower rank is surer.
fn case_number(lowest: &Part, upper: &[Part]) -> Option<usize> {
    let inner = lowest.inner.as_str();
    let turns = |part: &Part| OTHER_CASE.iter().any(|word| part.name.contains(word));
    if upper.iter().any(turns) || !(inner.is_empty() || NEUTRAL.iter().any(|word| inner.starts_with(word))) {
        return None;
    }
    CASE_NUMBER.iter().position(|name| *name == lowest.name)
}

/// A name without what people write one way or the other: 到期时间, 到期日 and 到期日期 are one.
fn tidy(name: &str) -> String {
    let plain = squeeze(name).to_lowercase().replace('帐', "账");
    match plain.strip_suffix("时间").or_else(|| plain.strip_suffix('日')) {
        Some(head) => format!("{head}日期"),
        None => plain,
    }
}
