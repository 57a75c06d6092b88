//! The columns of a case list: what each is called here, how courts head it, how it is read and written.
use casebook::field::Field;

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Row number in the list: read past.
    Seq,
    /// 案号
    CaseNumber,
    /// A civil date.
    Date,
    /// Text as it stands, trimmed.
    Text,
    /// Both sides of a case in one cell.
    Parties,
    /// 执行依据, which also tells the kind of arbitration.
    Basis,
    /// 仲裁种类 in a column of its own.
    Arbitration,
    /// 执行标的种类
    Claim,
    /// 结案方式
    Closing,
    /// Money.
    Amount,
    /// Yes, no or blank.
    YesNo,
    /// A code the book keeps as it is.
    Code,
}

/// A column that can be imported and exported.
#[derive(Debug)]
pub struct Column {
    /// Stable key, as in saved layouts and in what `cargo fenliu import` prints.
    pub key: &'static str,
    /// The field of a case it fills.
    pub field: Option<Field>,
    /// How its cells are read.
    pub kind: Kind,
    /// Heading of an export in Chinese, and the name in messages.
    pub zh: &'static str,
    /// Heading of an export in English.
    pub en: &'static str,
    /// Other headings, squeezed and lower case, with spaces between them.
    pub also: &'static str,
}

impl Column {
    /// Its cells hold names of parties.
    #[must_use]
    pub fn names_parties(&self) -> bool {
        matches!(self.key, "applicant" | "debtor")
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

const fn column(
    key: &'static str,
    field: Field,
    kind: Kind,
    names: (&'static str, &'static str),
    also: &'static str,
) -> Column {
    Column {
        key,
        field: Some(field),
        kind,
        zh: names.0,
        en: names.1,
        also,
    }
}

/// All columns, in the order of an export.
pub static COLUMNS: [Column; 34] = [
    Column {
        key: "seq",
        field: None,
        kind: Kind::Seq,
        zh: "序号",
        en: "No.",
        also: "编号 行号 序 no #",
    },
    column(
        "case_number",
        Field::CaseNumber,
        Kind::CaseNumber,
        ("案号", "Case number"),
        "执行案号 案件编号 案件号 案件案号 执行案件案号 本案案号 案件字号 caseno caseno.",
    ),
    column(
        "filed_on",
        Field::FiledOn,
        Kind::Date,
        ("立案日期", "Filed on"),
        "立案时间 立案日 执行立案日期 执行立案时间 登记立案日期 立案登记日期 立案年月日 filingdate datefiled",
    ),
    column(
        "received_on",
        Field::ReceivedOn,
        Kind::Date,
        ("收案日期", "Received on"),
        "收案时间 收案日 收到申请日期 申请日期 申请执行日期 收到申请时间 申请时间 收到执行申请日期 datereceived",
    ),
    column(
        "materials_received_on",
        Field::MaterialsReceivedOn,
        Kind::Date,
        ("收到材料日期", "Materials received on"),
        "收到材料时间 材料接收日期 接收材料日期 收材料日期 材料移交日期 收到案卷日期",
    ),
    column(
        "source",
        Field::Source,
        Kind::Text,
        ("案件来源", "Source"),
        "来源 立案方式 立案来源 收案来源",
    ),
    column(
        "basis",
        Field::BasisType,
        Kind::Basis,
        ("执行依据", "Basis"),
        "执行依据种类 执行依据类型 依据种类 依据类型 执行根据 执行依据名称 生效法律文书 法律文书种类 文书种类 生效法律文书种类 执行依据类别 依据",
    ),
    column(
        "arbitration_kind",
        Field::ArbitrationKind,
        Kind::Arbitration,
        ("仲裁种类", "Arbitration kind"),
        "仲裁类型 仲裁类别",
    ),
    column(
        "basis_doc_no",
        Field::BasisDocNo,
        Kind::Text,
        ("依据文号", "Basis document no."),
        "执行依据文号 执行依据案号 依据案号 文书号 文书文号 法律文书号 生效文书号 生效法律文书案号 执行依据编号 法律文书文号 原审案号 生效文书案号 文书编号 文号 法律文书编号 执行依据号 执行依据文书号 执行依据文书编号 一审案号 民事案号 诉讼案号 审判案号 民事案件案号 生效文书文号",
    ),
    column(
        "basis_issuer",
        Field::BasisIssuer,
        Kind::Text,
        ("作出单位", "Basis issued by"),
        "执行依据作出单位 作出机关 作出法院 制作单位 依据单位 作出执行依据单位 依据作出单位 出具单位 裁判机关 执行依据制作单位 作出机构 依据机关 原审法院 执行依据出具单位 执行依据作出机关 执行依据作出法院 作出依据单位",
    ),
    column(
        "basis_effective_on",
        Field::BasisEffectiveOn,
        Kind::Date,
        ("生效日期", "Basis effective on"),
        "依据生效日期 文书生效日期 执行依据生效日期 生效时间 文书生效时间 法律文书生效日期",
    ),
    column(
        "cause",
        Field::Cause,
        Kind::Text,
        ("案由", "Cause"),
        "执行案由 案件案由 立案案由 案件类型 纠纷类型",
    ),
    column(
        "applicant",
        Field::Applicant,
        Kind::Text,
        ("申请执行人", "Applicant"),
        "申请人 权利人 债权人 申请执行人名称 申请执行人姓名 申请执行人(权利人) 申请人姓名 申请人名称 申请执行方 申请方",
    ),
    column(
        "debtor",
        Field::Debtor,
        Kind::Text,
        ("被执行人", "Debtor"),
        "被申请人 义务人 债务人 被执行人名称 被执行人姓名 被申请执行人 被执行人(义务人) 被执行方 judgmentdebtor",
    ),
    Column {
        key: "parties",
        field: None,
        kind: Kind::Parties,
        zh: "当事人",
        en: "Parties",
        also: "双方当事人 当事人姓名 当事人名称 当事人姓名或名称 当事人双方 案件当事人 诉讼当事人",
    },
    column(
        "claim_kind",
        Field::ClaimKind,
        Kind::Claim,
        ("标的种类", "Claim kind"),
        "执行标的种类 标的类型 执行标的类型 标的类别 执行标的类别 标的物种类 执行内容 标的物类型",
    ),
    column(
        "claim_amount_fen",
        Field::ClaimAmount,
        Kind::Amount,
        ("申请标的额", "Claim amount"),
        "申请执行标的额 执行标的额 标的额 标的金额 申请标的金额 执行标的金额 申请执行标的金额 申请标的 申请执行标的 执行标的 立案标的额 立案标的 申请执行金额 申请金额 执行金额 标的 立案标的金额 案件标的额 claim amount amountclaimed 标的数额 涉案金额 标的价值 申请执行标的价值 执行标的价值 申请标的价值 标的金额数 债权金额 应执行金额",
    ),
    column(
        "recovered_amount_fen",
        Field::RecoveredAmount,
        Kind::Amount,
        ("到位金额", "Recovered amount"),
        "执行到位金额 实际到位金额 到位标的额 执行到位标的额 已到位金额 执行到位 执行到位额 已执行金额 已执行标的金额 已执行标的价值 已执行标的额 已执行标的 已执行到位金额 已到位 到位 实际到位 实际执行金额 已到位标的额",
    ),
    column(
        "frozen_amount_fen",
        Field::FrozenAmount,
        Kind::Amount,
        ("冻结金额", "Frozen amount"),
        "已冻结金额 冻结存款金额 实际冻结金额 冻结数额 有效冻结金额 冻结款 冻结额 网络冻结金额 冻结存款 已冻结 已冻结数额 冻结款项 控制金额",
    ),
    column(
        "frozen_complete",
        Field::FrozenComplete,
        Kind::YesNo,
        ("查控是否回齐", "Control results complete"),
        "查控已回齐 查控完毕 查控是否完毕 总对总是否回齐",
    ),
    column(
        "entrusted",
        Field::Entrusted,
        Kind::YesNo,
        ("是否受托", "Entrusted"),
        "受托 受托案件 是否受托案件 是否委托执行 委托执行 是否受托执行 受托执行 是否为受托案件",
    ),
    column(
        "foreign_related",
        Field::ForeignRelated,
        Kind::YesNo,
        ("是否涉外", "Foreign-related"),
        "涉外 涉外案件 是否涉外案件 涉外情况 涉外因素 是否具有涉外因素 是否为涉外案件",
    ),
    column(
        "party_or_gov_organ",
        Field::PartyOrGovOrgan,
        Kind::YesNo,
        ("是否涉党政机关", "Party or government organ"),
        "涉党政机关 党政机关 是否涉党政 涉党政 涉党政机关案件 是否党政机关 是否涉及党政机关 涉及党政机关 是否为涉党政机关案件 涉政府机关 是否涉政府",
    ),
    column(
        "preservation",
        Field::Preservation,
        Kind::YesNo,
        ("是否保全", "Preservation"),
        "保全 保全案件 是否保全案件 是否财产保全",
    ),
    column(
        "litigation_fee_recovery",
        Field::LitigationFeeRecovery,
        Kind::YesNo,
        ("是否追缴诉讼费", "Litigation fee recovery"),
        "追缴诉讼费 诉讼费追缴 是否诉讼费追缴 是否诉讼费案件",
    ),
    column(
        "filing_data_ok",
        Field::FilingDataOk,
        Kind::YesNo,
        ("立案信息是否无误", "Filing data checked"),
        "立案信息核对无误 立案信息无误 立案信息核对",
    ),
    column(
        "handler",
        Field::Handler,
        Kind::Text,
        ("承办人", "Handler"),
        "承办法官 经办人 执行员 主办人 承办 办案人 执行法官 承办人员 案件承办人 主办法官 经办法官 法官 承办人姓名 执行人员",
    ),
    column(
        "team",
        Field::Team,
        Kind::Text,
        ("办理团队", "Team"),
        "团队 执行团队 承办团队 所属团队 承办部门",
    ),
    column(
        "closed_on",
        Field::ClosedOn,
        Kind::Date,
        ("结案日期", "Closed on"),
        "结案时间 结案日 报结日期",
    ),
    column(
        "closed_by",
        Field::ClosedBy,
        Kind::Closing,
        ("结案方式", "Closed by"),
        "结案类型 结案形式 结案情形",
    ),
    column(
        "complexity",
        Field::Complexity,
        Kind::Code,
        ("复杂情形标记", "Complexity mark"),
        "",
    ),
    column(
        "simple_mark",
        Field::SimpleMark,
        Kind::Code,
        ("简易情形标记", "Simple mark"),
        "",
    ),
    column(
        "decided_verdict",
        Field::DecidedVerdict,
        Kind::Code,
        ("决定程序", "Decided verdict"),
        "",
    ),
    column(
        "remark",
        Field::Remark,
        Kind::Text,
        ("备注", "Remark"),
        "说明 备注说明 附注 其他说明 备考 注 note notes remarks 备注信息",
    ),
];

/// The column with this key.
#[must_use]
pub fn by_key(key: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.key == key)
}
