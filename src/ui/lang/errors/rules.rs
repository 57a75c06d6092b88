//! Errors of rule sets, tables of rights and years' notices.
use protocol::{BureauRefusal, NodesRefusal, NoticeRefusal, RulesRefusal, WarningsRefusal};

use super::sentences;
use crate::lang::Text;

sentences! {
    fn rules(RulesRefusal) {
        Malformed => "读不懂这个规则文件，现行规则未变。",
            "The rule file cannot be read; the rules in force are unchanged.";
        UnknownFormat => "规则文件的格式较新，现行规则未变。请先更换到新版本。",
            "The rule file has a newer format; the rules in force are unchanged. Update the app first.";
        NoSource => "有规则没有注明条文、出处或标记，现行规则未变。",
            "A rule lacks its article, source or mark; the rules in force are unchanged.";
        Duplicate => "有两条规则同名或同序，现行规则未变。",
            "Two rules share an id or a rank; the rules in force are unchanged.";
        UnknownRule => "规则引用了不存在的规则，现行规则未变。",
            "A rule names another that is not there; the rules in force are unchanged.";
        UnknownFact => "规则引用了不存在的事实，现行规则未变。",
            "A rule names a fact that is not there; the rules in force are unchanged.";
        Circular => "规则互相引用成环，现行规则未变。",
            "Rules name each other in a circle; the rules in force are unchanged.";
        BadThreshold => "金额界限须至少一分，现行规则未变。",
            "A threshold must be at least one fen; the rules in force are unchanged.";
        BadDates => "失效日期早于生效日期，现行规则未变。",
            "The set ends before it begins; the rules in force are unchanged.";
        TooLarge => "内容过大，无法逐一核对，原有数据未改动。请分成几份再试。",
            "This is too large to be checked whole; nothing was changed. Try it in parts.";
        Gap => "有一种事实组合没有结论（见反例），现行规则未变。",
            "Some facts get no verdict (see the counterexample); the rules in force are unchanged.";
        Contradiction => "有一种事实组合得出两个结论（见反例），现行规则未变。",
            "Some facts get two verdicts (see the counterexample); the rules in force are unchanged.";
        CircularOrder => "规则互相排除成环（见反例），现行规则未变。",
            "Rules prevail over each other in a circle (see the counterexample); the rules in force are unchanged.";
        Unreachable => "有规则永远不会成立，现行规则未变。",
            "A rule can never match; the rules in force are unchanged.";
        AlwaysBeaten => "有规则永远被排除，现行规则未变。",
            "A rule never decides; the rules in force are unchanged.";
    }
}

sentences! {
    fn notice(NoticeRefusal) {
        NotReadable => "读不懂这个放假通知文件，日历未变。",
            "The notice cannot be read; the calendar is unchanged.";
        Empty => "里面没有可用的内容，原有数据未改动。请确认选对了文件。",
            "There is nothing in it to use; nothing was changed. Check that it is the right file.";
        BadDate => "通知里有不存在的日期，日历未变。",
            "The notice holds a date that does not exist; the calendar is unchanged.";
        YearMismatch => "通知里有不属于该年的日期，日历未变。",
            "The notice holds a date of another year; the calendar is unchanged.";
        MakeUpOnWeekday => "调休上班日必须是周六或周日，日历未变。",
            "A make-up day must be a Saturday or Sunday; the calendar is unchanged.";
        OffAndWorked => "同一天既放假又上班，日历未变。",
            "A day is both off and worked; the calendar is unchanged.";
        Twice => "同一天写了两次，日历未变。",
            "A day stands twice; the calendar is unchanged.";
        StatutoryDayMissing => "法定节日没有放假，日历未变。",
            "A statutory day is not off; the calendar is unchanged.";
        Unclear => "通知里有一句看不清是哪几天放假或上班（如天数对不上、括号没有闭合），日历未变。请核对原文，或按规则文件的格式逐日填写。",
            "A sentence of the notice leaves open which days are off or worked (a count that differs, a bracket left open); the calendar is unchanged. Check it against the original, or give the days in the form of a rule file.";
        NameMissing => "有放假日没有写节日名称，日历未变。",
            "A day off lacks its holiday's name; the calendar is unchanged.";
        Unbound => "通知没有文号，日历未变。",
            "The notice has no document number; the calendar is unchanged.";
        YearGap => "中间年份的通知尚未导入，日历未变。请先导入前一年的。",
            "The notice of a year in between is missing; the calendar is unchanged. Import the earlier year first.";
        NothingNew => "有一天本来就是这样，不需要调整，日历未变。",
            "A day is so already; the calendar is unchanged.";
        BeyondTables => "年份超出日历范围，日历未变。",
            "The year lies beyond the tables; the calendar is unchanged.";
    }
}

sentences! {
    fn nodes(NodesRefusal) {
        NotReadable => "读不懂这个节点规则文件，现行规则未变。请核对文件的写法。",
            "The text of nodes cannot be read; the rules in force are unchanged. Check how it is written.";
        NameMissing => "有节点或事项缺少中文或英文名称，现行规则未变。请补上。",
            "A name is missing in one of the languages; the rules in force are unchanged. Add it.";
        BadVoid => "规则里“不适用”用了别处也用的办理情况，或两项事务共用一个，现行规则未变。请为每项事务单设一个。",
            "What says that a matter does not apply is used elsewhere, too; the rules in force are unchanged. Give each matter one of its own.";
        NotInternal => "规则想把国家规定的节点列为可以不办的事项，现行规则未变。只有本院自定的期限可以不适用。",
            "The rules would let a node of national law be set aside; the rules in force are unchanged. Only the court's own limits may.";
        BadFigure => "节点规则里有一个数字不合理，现行规则未变。请核对该规则。",
            "A figure in the node rules makes no sense; the rules in force are unchanged. Check the rule.";
        Chained => "节点规则里的节点互相依赖过多，现行规则未变。请改为直接依赖起算事项。",
            "Nodes in the rules hang on one another too far; the rules in force are unchanged. Let them start from what happened.";
        UnknownTrap => "节点规则提到没有的提示事项，现行规则未变。请核对名称。",
            "The node rules name a warning that does not exist; the rules in force are unchanged. Check the name.";
        UnknownOwner => "节点规则提到没有的承办职务，现行规则未变。请核对职务。",
            "The node rules name an office that does not exist; the rules in force are unchanged. Check the office.";
        SourceMissing => "节点规则没有写明依据，现行规则未变。请补上条文。",
            "A node rule names no source; the rules in force are unchanged. Add the article.";
        UnknownBasis => "节点规则提到没有的执行依据种类，现行规则未变。请核对种类。",
            "The node rules name a kind of basis that does not exist; the rules in force are unchanged. Check the kind.";
        BadValidity => "节点规则的施行日期前后颠倒，现行规则未变。请核对日期。",
            "The validity of a node rule ends before it begins; the rules in force are unchanged. Check the dates.";
        NoTrigger => "节点规则没有写明从何起算，现行规则未变。请补上起算事项。",
            "A node rule does not say what starts the term; the rules in force are unchanged. Add what it runs from.";
        NoCompletion => "节点规则没有写明怎样算完成，现行规则未变。请补上完成事项。",
            "A node rule does not say what completes it; the rules in force are unchanged. Add what does.";
        UnknownCourse => "节点规则提到没有的办理程序，现行规则未变。请核对程序。",
            "The node rules name a procedure that does not exist; the rules in force are unchanged. Check the name.";
        UnknownClock => "节点规则提到没有的期限种类，现行规则未变。请核对种类。",
            "The node rules name a kind of term that does not exist; the rules in force are unchanged. Check the kind.";
        MarkMissing => "节点规则没有标明条文的查证情况，现行规则未变。请补上标记。",
            "A node rule does not say how its source was checked; the rules in force are unchanged. Add the mark.";
        BadTerm => "节点规则里的期限写法不对，现行规则未变。请核对期限。",
            "A term in the node rules is not written as one; the rules in force are unchanged. Check the term.";
        DuplicateId => "节点规则里有重复的编号，现行规则未变。请改用不同编号。",
            "An id stands twice in the node rules; the rules in force are unchanged. Give each its own.";
        MissingKey => "节点规则缺少必填的项目，现行规则未变。请补全。",
            "Something the node rules need is missing; the rules in force are unchanged. Add it.";
        TooMany => "节点规则过多，现行规则未变。请减少节点。",
            "There are too many nodes; the rules in force are unchanged. Use fewer.";
        BadNorm => "规则里的计算标准写法不对，现行规则未变。请核对。",
            "A figure of a norm is not written as one; the rules in force are unchanged. Check it.";
        UnknownKey => "规则文件不是已知的种类，现行规则未变。请核对文件。",
            "The text is no known kind of rules; the rules in force are unchanged. Check the file.";
        UnknownNode => "规则提到没有的节点，现行规则未变。请核对节点编号。",
            "The rules name a node that does not exist; the rules in force are unchanged. Check its id.";
        UnknownKind => "规则提到没有的案件种类，现行规则未变。请核对种类。",
            "The rules name a kind of case that does not exist; the rules in force are unchanged. Check the kind.";
        UnknownNorm => "规则提到没有的计算标准，现行规则未变。请核对名称。",
            "The rules name a norm that does not exist; the rules in force are unchanged. Check the name.";
    }
}

sentences! {
    fn bureau(BureauRefusal) {
        Unreadable => "读不懂这份机构与权限表，现行的未变。",
            "The text of bureau and rights cannot be read; the one in force is unchanged.";
        Twice => "机构与权限表里有重复的编号，现行的未变。",
            "An id stands twice in the text of the bureau; the one in force is unchanged.";
        NoSource => "有权限没有注明条文，现行的未变。",
            "A right lacks its article; the text in force is unchanged.";
        UnknownRole => "权限表引用了不存在的职务，现行的未变。",
            "A rule names a role that is not there; the text in force is unchanged.";
        UnknownGroup => "权限表引用了不存在的团队或组，现行的未变。",
            "A rule names a group that is not there; the text in force is unchanged.";
        UnknownRight => "权限表引用了不存在的权限，现行的未变。",
            "A rule names a right that is not there; the text in force is unchanged.";
        UnknownFields => "权限表引用了不存在的字段组，现行的未变。",
            "A rule names fields that are not there; the text in force is unchanged.";
        NobodyMay => "按这份权限表，有的事谁也不能办，现行的未变。",
            "By this table nobody could do some things; the text in force is unchanged.";
    }
}

sentences! {
    fn warnings(WarningsRefusal) {
        Malformed => "读不懂这份预警规则，现行规则未变。请核对文件的写法、名称和期限。",
            "The rules of warnings cannot be read; those in force are unchanged. Check how they are written, their names and terms.";
        Duplicate => "预警规则里有重复的编号，现行规则未变。请改用不同编号。",
            "An id stands twice in the rules of warnings; those in force are unchanged. Give each its own.";
        NoSource => "有预警规则没有注明依据或标记，现行规则未变。请补上。",
            "A rule of warnings names no source or mark; those in force are unchanged. Add it.";
        UnknownFact => "预警规则提到没有的字段或办理情况，现行规则未变。请核对名称。",
            "The rules of warnings name a field or happening that is not there; those in force are unchanged. Check the name.";
        UnknownSort => "预警规则提到没有的预警种类，现行规则未变。请核对种类。",
            "A rule of warnings names a sort that is not there; those in force are unchanged. Check it.";
    }
}
