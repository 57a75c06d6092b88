//! The words of `cargo fenliu explain`, Chinese and English.
use chrono::NaiveDate;
use files::words::{self, Word};
use law::nodes::{Figure, FigureUnit, Name, NodeSet, NodeState, Warning as DateWarning};
use law::triage::{
    Change, Contradiction, FactId, FactValue, Flip, Ground, Text, Triage, TriageRules, Verdict, WarningCode,
};

/// Which language to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

/// Prints in one language.
pub struct Words<'a> {
    /// The language.
    pub lang: Lang,
    /// The rules the texts come from.
    pub rules: &'a TriageRules,
}

impl Words<'_> {
    fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        if self.lang == Lang::Zh { zh } else { en }
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        self.pick(&text.zh, &text.en)
    }

    fn name<'t>(&self, name: &'t Name) -> &'t str {
        self.pick(&name.zh, &name.en)
    }

    /// The case and, for one filed before the set was in force, that only a recorded decision brings it under.
    pub fn heading(&self, number: &str, filed: NaiveDate) -> Vec<String> {
        let mut lines = vec![format!("{number}  {} {filed}", self.pick("立案", "filed"))];
        if !self.rules.in_force_on(filed) {
            let set = self.rules.set();
            lines.push(format!(
                "! {} {}: {}",
                self.text(&set.title),
                set.valid_from,
                self.pick(
                    "立案时尚未施行或已失效，须另有记录在案的决定方可适用",
                    "not in force on the day of filing; applies only by a recorded decision"
                ),
            ));
        }
        lines
    }

    /// Verdict, grounds, what is missing, what would flip it, what to be warned of. Statements that contradict each
    /// other bear no verdict: what to correct stands in its place.
    pub fn triage(&self, result: &Triage) -> Vec<String> {
        if !result.contradictions.is_empty() {
            let mut lines = Vec::new();
            let title = (
                "结论：陈述矛盾，先更正",
                "Verdict: none, the statements contradict each other",
            );
            let told = result.contradictions.iter();
            self.section(&mut lines, title, told.map(|what| self.contradiction(*what).to_owned()));
            return lines;
        }
        let mut lines = self.outcome(result);
        self.section(
            &mut lines,
            ("依据", "Grounds"),
            result.grounds.iter().flat_map(|g| self.ground(g)),
        );
        let missing = result.missing.iter().map(|&fact| self.fact(fact));
        self.section(&mut lines, ("缺少的事实", "Missing facts"), missing);
        let title = match result.verdict {
            Verdict::NeedsMoreFacts => ("补充后的结论", "What each answer would give"),
            _ => ("改变结论的最小变动", "Smallest changes that would flip it"),
        };
        // An answer that leaves the verdict open tells nothing.
        let telling = result
            .flips
            .iter()
            .filter(|flip| flip.verdict != Verdict::NeedsMoreFacts);
        self.section(&mut lines, title, telling.map(|flip| self.flip(flip)));
        let questions = result
            .questions(self.rules)
            .map(|question| self.text(question).to_owned());
        self.section(&mut lines, ("请法院明确", "For the court to decide"), questions);
        let told = result.warnings.iter().map(|w| self.warning(w.code, w.about.as_deref()));
        self.section(&mut lines, ("提示", "Notes"), told);
        lines
    }

    /// The verdict, its team, and what the head has to decide or review.
    fn outcome(&self, result: &Triage) -> Vec<String> {
        let team = self.rules.team(result.verdict);
        let team = team
            .map(|t| format!(" → {}", self.pick(&t.zh, &t.en)))
            .unwrap_or_default();
        let verdict = self.verdict(result.verdict);
        let mut lines = vec![format!("{}{verdict}{team}", self.pick("结论：", "Verdict: "))];
        if result.conflict {
            let told = (
                "  ! 简易与普通情形并存，请负责人决定",
                "  ! simple and ordinary items stand together: the head decides",
            );
            lines.push(self.pick(told.0, told.1).to_owned());
        }
        if result.review_required {
            let told = (
                "  ! 结论取决于建议读法，需复核",
                "  ! the verdict rests on a proposed reading: review it",
            );
            lines.push(self.pick(told.0, told.1).to_owned());
        }
        lines
    }

    fn section(&self, lines: &mut Vec<String>, title: (&str, &str), items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.map(|item| format!("  {item}")).collect();
        if !items.is_empty() {
            lines.push(self.pick(title.0, title.1).to_owned());
            lines.extend(items);
        }
    }

    fn verdict(&self, verdict: Verdict) -> &'static str {
        match (verdict, self.lang) {
            (Verdict::Simple, Lang::Zh) => "简易",
            (Verdict::Simple, Lang::En) => "simple",
            (Verdict::Ordinary, Lang::Zh) => "普通",
            (Verdict::Ordinary, Lang::En) => "ordinary",
            (Verdict::NeedsMoreFacts, Lang::Zh) => "需补充事实",
            (Verdict::NeedsMoreFacts, Lang::En) => "needs more facts",
        }
    }

    fn ground(&self, ground: &Ground) -> Vec<String> {
        let Some(rule) = self.rules.rule_named(&ground.rule) else {
            return Vec::new();
        };
        let mark = match (ground.decisive, ground.certain) {
            (true, _) => self.pick("（决定）", " (decides)"),
            (_, true) => "",
            (_, false) => self.pick("（可能）", " (possible)"),
        };
        let source = format!(
            "{} · {} [{}]",
            self.pick("第", "Art. ").to_owned() + &rule.article + self.pick("条", ""),
            rule.source,
            rule.mark
        );
        let mut lines = vec![format!("{} {}{mark} — {source}", rule.item, self.text(&rule.text))];
        for above in ground.yields_to.iter().filter(|y| y.certain) {
            let item = self.rules.rule_named(&above.rule).map_or("", |r| r.item.as_str());
            let gives = self.pick("让位于", "gives way to");
            lines.push(format!("   {gives} {item}: {}", self.text(&above.why)));
        }
        lines
    }

    fn fact(&self, fact: FactId) -> String {
        let (zh, en) = match fact {
            FactId::BasisType => ("执行依据种类", "kind of basis"),
            FactId::ArbitrationKind => ("仲裁种类", "kind of arbitration"),
            FactId::ForeignRelated => ("是否涉外", "foreign-related"),
            FactId::ClaimKind => ("执行标的种类", "kind of claim"),
            FactId::ClaimAmount => ("申请执行标的额", "claim"),
            FactId::Entrusted => ("是否受托", "entrusted"),
            FactId::Preservation => ("是否保全", "preservation"),
            FactId::LitigationFeeRecovery => ("是否追缴诉讼费", "recovery of litigation fees"),
            FactId::PartyOrGovOrgan => ("是否涉党政机关", "party or government organ"),
            FactId::Frozen => ("存款、网络资金冻结", "deposits and network funds frozen"),
            FactId::FilingDataOk => ("立案信息核对无误", "filing data checked and right"),
            FactId::ComplexityMark => ("复杂敏感标记（具名并说明理由）", "complexity mark (person and reason)"),
            FactId::SimpleMark => ("简易标记（具名并说明理由）", "simple mark (person and reason)"),
            FactId::Local(at) => {
                let own = self.rules.set().local_facts.get(usize::from(at));
                return own.map_or_else(String::new, |f| self.text(&f.text).to_owned());
            }
        };
        self.pick(zh, en).to_owned()
    }

    fn flip(&self, flip: &Flip) -> String {
        let parts: Vec<String> = flip.changes.iter().map(|change| self.change(change)).collect();
        format!(
            "{} → {}",
            parts.join(self.pick("，且", " and ")),
            self.verdict(flip.verdict)
        )
    }

    fn change(&self, change: &Change) -> String {
        let to = match change.to {
            FactValue::Yes if change.fact == FactId::Frozen => {
                return self
                    .pick("查控已完成，再无冻结", "control complete, nothing more frozen")
                    .to_owned();
            }
            FactValue::Yes => self.pick("是", "yes").to_owned(),
            FactValue::No => self.pick("否", "no").to_owned(),
            FactValue::Unknown => self.pick("未知", "unknown").to_owned(),
            FactValue::Basis(kind) => self.code(&words::BASES, kind.code()),
            FactValue::Arbitration(kind) => self.code(&words::ARBITRATIONS, kind.code()),
            FactValue::Claim(kind) => self.code(&words::CLAIMS, kind.code()),
            FactValue::Amount(to) => format!("{to} {}", self.pick("元", "yuan")),
            FactValue::Amounts(from, Some(last)) => format!("{from} – {last} {}", self.pick("元", "yuan")),
            FactValue::Amounts(from, None) => {
                format!(
                    "{}{from} {}",
                    self.pick("不少于 ", "at least "),
                    self.pick("元", "yuan")
                )
            }
        };
        format!("{}{}{to}", self.fact(change.fact), self.pick("：", ": "))
    }

    /// The vocabulary's word of a kind, as an export writes it.
    fn code(&self, table: &'static [Word], code: &str) -> String {
        words::of_code(table, code).map_or_else(
            || code.to_owned(),
            |word| self.pick(word.text.0, word.text.1).to_owned(),
        )
    }

    fn contradiction(&self, what: Contradiction) -> &'static str {
        let (zh, en) = match what {
            Contradiction::NonLitigationWithoutOrgan => (
                "行政非诉执行的是行政机关的决定（行政强制法第53条），不能又填不涉党政机关；由授权的组织（第70条）或者权利人（行诉解释第158条）申请的填“是”，不是行政非诉的改执行依据",
                "in non-litigation cases an organ's decision is enforced (行政强制法53), so \"no organ\" cannot stand; where an authorised organisation (art. 70) or the holder of the right (行诉解释158) applies, answer yes; if it is not non-litigation, change the basis",
            ),
            Contradiction::PreservationRulingWithoutPreservation => (
                "依据是保全裁定，不能又填不是保全",
                "the basis is a preservation ruling, so \"no preservation\" cannot stand",
            ),
            Contradiction::FeeBasisWithoutFeeRecovery => (
                "依据是追缴诉讼费，不能又填不是追缴诉讼费",
                "the basis is recovery of litigation fees, so \"no recovery\" cannot stand",
            ),
            Contradiction::ArbitrationWithoutAward => (
                "填了仲裁种类，执行依据却与仲裁无关",
                "a kind of arbitration is given, but the basis rests on no arbitration",
            ),
            Contradiction::NegativeFrozen => ("冻结金额小于零", "a frozen amount is below zero"),
            Contradiction::NoMoneyClaimed => ("金钱执行的标的额为零或负", "money is claimed, but nought or less of it"),
        };
        self.pick(zh, en)
    }

    fn warning(&self, code: WarningCode, about: Option<&str>) -> String {
        let reading = about.and_then(|id| self.rules.set().readings.iter().find(|r| r.id == id));
        if let Some(reading) = reading {
            return format!(
                "{}{}",
                self.pick("建议读法：", "proposed reading: "),
                self.text(&reading.text)
            );
        }
        let (zh, en) = match code {
            WarningCode::InterestAndFeeNotCounted => (
                "覆盖只与登记标的相比，迟延利息和执行费未计入",
                "cover is against the registered claim: running interest and the fee are not counted",
            ),
            WarningCode::ProvisionalOrdinary => (
                "满五个工作日仍缺事实的，暂按普通案件分流，补齐后重新判断",
                "still missing at five working days: place it as ordinary for now and decide again",
            ),
            WarningCode::ProposedReading => ("依建议读法", "rests on a proposed reading"),
            WarningCode::ProposedRule => ("决定项为建议规则", "the deciding rule is a proposed one"),
            WarningCode::UnverifiedRule => ("决定项出处未核", "the deciding rule's source is unverified"),
            WarningCode::MarkNotCounted => (
                "标记缺少署名或理由，未计",
                "a mark without person or reason was not counted",
            ),
            WarningCode::ClaimNotPositive => (
                "标的额为零或负，按未登记处理",
                "a claim of nought or less counts as not recorded",
            ),
            WarningCode::NegativeFrozen => ("负的冻结金额未计", "a negative frozen amount was left out"),
            WarningCode::PartialSet => ("本规则集为部分示例", "this rule set is a partial example"),
        };
        self.pick(zh, en).to_owned()
    }

    /// Dates that run, earliest alarm first, then what does not fit together.
    pub fn dates(&self, set: &NodeSet, states: &[NodeState], told: &[DateWarning], today: NaiveDate) -> Vec<String> {
        let mut live: Vec<_> = states.iter().filter(|s| s.status.is_live()).collect();
        live.sort_by_key(|s| s.opens.or(s.due.as_ref().map(|due| due.due)));
        let mut lines = Vec::new();
        self.section(
            &mut lines,
            ("期限", "Dates"),
            live.into_iter().filter_map(|s| self.date(set, s)),
        );
        let names = |index: u16| set.at(index).map_or("", |node| self.name(&node.name));
        let told = told.iter().map(|w| {
            let other = w.other.map(names).unwrap_or_default();
            format!(
                "! {} — {} {} · {other} {}",
                self.trap(w.code.code()),
                names(w.node),
                w.on,
                w.other_on
            )
        });
        self.section(&mut lines, ("日期提示", "About the dates"), told);
        lines.push(format!("{} {today}", self.pick("截至", "As of")));
        lines
    }

    fn date(&self, set: &NodeSet, state: &NodeState) -> Option<String> {
        let node = set.at(state.index)?;
        let on = state.opens.or(state.due.as_ref().map(|due| due.due))?;
        let due = state.due.as_ref().filter(|due| due.provisional);
        let range = due.map(|due| {
            format!(
                " [{} … {}] {}",
                due.earliest,
                due.latest,
                self.pick("暂定", "provisional")
            )
        });
        let source = set.source(node, on);
        let figures: String = node.figures.iter().map(|f| self.figure(f)).collect();
        Some(format!(
            "{on}{} {} — {}{figures}",
            range.unwrap_or_default(),
            self.name(&node.name),
            self.name(&source)
        ))
    }

    /// ` · 作出裁定 ≤ 48 小时`
    fn figure(&self, figure: &Figure) -> String {
        let (zh, en) = match figure.unit {
            FigureUnit::Fen => ("分", "fen"),
            FigureUnit::Hour => ("小时", "hours"),
            FigureUnit::Day => ("日", "days"),
            FigureUnit::Month => ("个月", "months"),
            FigureUnit::Percent => ("%", "%"),
            FigureUnit::Time => ("次", "times"),
        };
        let bound = |sign: &str, n: Option<u64>| n.map(|n| format!(" {sign} {n}")).unwrap_or_default();
        let (least, most) = (bound("≥", figure.at_least), bound("≤", figure.at_most));
        format!(" · {}{least}{most} {}", self.name(&figure.of), self.pick(zh, en))
    }

    fn trap(&self, code: &str) -> String {
        let (zh, en) = match code {
            "no_asset_trap" => (
                "无财产时不能按期终本",
                "without assets this round cannot be closed in time",
            ),
            "two_clocks" => (
                "两个期限并存，以较早者提醒",
                "two terms run side by side: the earlier one alarms",
            ),
            "before_inputs" => ("决定的期限早于其依据", "the decision falls due before what it rests on"),
            "unrolled_earlier" => (
                "内部期限是否顺延未规定",
                "nothing says whether an internal term rolls over rest days",
            ),
            "extension_window" => ("可申请延长的期间", "an extension may be asked for"),
            "short_window" => (
                "可申请延长的期间遇节假日，工作日不足两天",
                "an extension may be asked for, but holidays leave fewer than two working days",
            ),
            other => (other, other),
        };
        self.pick(zh, en).to_owned()
    }
}
