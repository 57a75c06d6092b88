//! What may happen while a case is open.
use casebook::action::Action;
use casebook::field::Value;

use crate::court::Court;

impl Court {
    /// One of what may happen while a case is open.
    pub(super) fn event(&mut self, case: usize) -> Option<()> {
        if !self.is_open(case) {
            return Some(());
        }
        let text = |text: &str| Value::Text(text.to_owned());
        let today = Value::Date(self.today);
        match self.dice.u32(0..12) {
            0 | 1 => self.hand_over(case)?,
            2 => {
                let path: &[&str] = if self.in_hundred(20) {
                    &["issue", "receive", "answer", "return", "answer", "close"]
                } else {
                    &["issue", "receive", "answer", "close"]
                };
                let given = [
                    ("matter", text("限期报告执行情况")),
                    ("asked_on", today),
                    ("from", text("示例省高级人民法院")),
                ];
                self.sends(Some(case), "order", &given, path, 4).then_some(())?;
            }
            3 => self.exclude(case)?,
            4 => {
                let given = [("sort", text("panel")), ("question", text("确定拍卖保留价"))];
                self.sends(Some(case), "meeting", &given, &["hold", "sign"], 3)
                    .then_some(())?;
            }
            which @ 5..=8 => self.asks(case, which)?,
            9 | 10 => self.convert(case)?,
            _ => self.note(case)?,
        }
        Some(())
    }

    /// Another court, a higher one or the bureau is asked for something.
    fn asks(&mut self, case: usize, which: u32) -> Option<()> {
        let text = |text: &str| Value::Text(text.to_owned());
        let today = Value::Date(self.today);
        match which {
            5 => {
                let path: &[&str] = if self.in_hundred(30) {
                    &["send", "withdraw"]
                } else {
                    &["send", "accept", "finish", "confirm"]
                };
                let given = [
                    ("direction", text("out")),
                    ("court", text("示例二市中级人民法院")),
                    ("asked_on", today),
                ];
                self.sends(Some(case), "request", &given, path, 6).then_some(())?;
            }
            6 => {
                let given = [("asked_on", today)];
                self.sends(Some(case), "key_case", &given, &["send", "reply"], 8)
                    .then_some(())?;
            }
            7 => {
                let path: &[&str] = if self.in_hundred(40) {
                    &["propose", "agree", "sign"]
                } else {
                    &["propose", "return", "propose", "refuse"]
                };
                self.sends(Some(case), "bankruptcy", &[], path, 5).then_some(())?;
            }
            _ => {
                let given = [("ground", text("long"))];
                let path = &["ask", "start", "report", "return", "report", "close"];
                self.sends(Some(case), "inspection", &given, path, 6).then_some(())?;
            }
        }
        Some(())
    }

    /// Paper goes from somebody to somebody, who is named.
    fn hand_over(&mut self, case: usize) -> Option<()> {
        let handler = self.cases.get(case)?.handler;
        let to = self.staff.person(handler)?.name.clone();
        // He would hand it to himself.
        let from = self.of_group("B", &["clerk", "dossier_manager"])?;
        let from = self.staff.person(from)?.name.clone();
        let text = |text: &str| Value::Text(text.to_owned());
        let given = [
            ("what", text("执行卷宗正卷")),
            ("from", text(&from)),
            ("to", text(&to)),
            ("handed_on", Value::Date(self.today)),
        ];
        let path: &[&str] = if self.in_hundred(20) {
            &["hand", "refuse", "hand", "receive"]
        } else {
            &["hand", "receive"]
        };
        self.sends_from_b(case, &given, path)
    }

    fn sends_from_b(&mut self, case: usize, given: &[(&str, Value)], path: &'static [&'static str]) -> Option<()> {
        // The errand chooses the handler first where he may begin it: he is kept out by handing it to him.
        let handler = std::mem::take(&mut self.cases.get_mut(case)?.handler);
        let sent = self.sends(Some(case), "handover", given, path, 5);
        self.cases.get_mut(case)?.handler = handler;
        sent.then_some(())
    }

    fn note(&mut self, case: usize) -> Option<()> {
        let by = self.of_team(case)?;
        self.does(by, case, Action::Note("电话联系被执行人，其称正在筹款。".to_owned()));
        Some(())
    }
}
