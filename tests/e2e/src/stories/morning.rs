//! The morning of the centre: filing data checked field by field, results of the property query, visits to offices.
use std::path::Path;
use std::time::Duration;

use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, day, import_pasted, open_case, open_case_by_list, paste_ledger};

const CASES: [&str; 2] = ["（2026）豫14执81号", "（2026）豫14执82号"];
/// Enter.
const ENTER: &str = "\u{e007}";

/// Two cases are checked one after the other: of the first a wrong amount goes back to the filing staff, the second is
/// right by one key. The correction is answered and taken over, and only then the case says what is right.
pub const CHECK: Story = Story {
    name: "filing-data-are-checked-field-by-field",
    tell: |stage| Box::pin(check(stage)),
    not_in: ONE_ENGINE,
};

async fn check(stage: &mut Stage<'_>) -> Outcome {
    let shots = stage.plan.shots.clone();
    let page = stage.begin("#/import").await?;
    import(page).await?;
    page.script("location.hash = '#/matters'", vec![]).await?;
    page.pick("事务", "核对立案信息").await?;
    page.sees("共 2 项").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("逐项核对").await?;
    page.sees("第 1 件，共 2 件").await?;
    page.sees("30,000.00").await?;
    page.answer("申请执行标的额", "有误").await?;
    page.press("要求立案人员纠正 1 项").await?;
    page.sees("请填写正确内容").await?;
    // The focus goes to what is missing in the next frame.
    tokio::time::sleep(Duration::from_millis(400)).await;
    // What was begun can be given up.
    page.press("放弃草稿").await?;
    page.sees("全部无误，办结").await?;
    page.answer("申请执行标的额", "有误").await?;
    page.write("正确内容 申请执行标的额", "30万").await?;
    page.shot(shots.as_deref(), "check-wrong").await?;
    page.press("要求立案人员纠正 1 项").await?;
    page.sees("已要求纠正 1 项").await?;
    page.sees("第 2 件，共 2 件").await?;
    page.sees("全部无误，办结").await?;
    // The keyboard stands at the first item: Enter says that all is right.
    tokio::time::sleep(Duration::from_millis(400)).await;
    page.shot(shots.as_deref(), "check-right").await?;
    page.keys(ENTER).await?;
    page.sees("立案信息无误，已办结").await?;
    open_case_by_list(page, CASES[0]).await?;
    page.sees("待立案人员纠正").await?;
    page.press("已纠正 立案信息纠正 申请执行标的额").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("已纠正，待核入").await?;
    page.does_not_see("300,000.00").await?;
    page.shot(shots.as_deref(), "check-corrected").await?;
    page.press("核入案件 立案信息纠正 申请执行标的额").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("已核入案件").await?;
    page.sees("300,000.00").await?;
    page.press("核对立案信息").await?;
    page.press("逐项核对").await?;
    page.press("全部无误，办结").await?;
    page.sees("立案信息无误，已办结").await
}

/// Two new cases with all that the plan asks for.
async fn import(page: &Browser) -> Outcome {
    let today = day(page, 0).await?;
    let head = "案号\t立案日期\t案由\t申请执行人\t被执行人\t标的种类\t申请标的额\t执行依据\t依据文号\t作出单位";
    let rows = CASES.map(|case| {
        format!(
            "{case}\t{today}\t借款合同纠纷\t李文\t王五\t金钱给付\t30000\t民事判决书\t（2025）豫1402民初9号\t梁园区人民法院"
        )
    });
    import_pasted(page, &format!("{head}\n{}", rows.join("\n")), 2).await
}

/// Results of a query are pasted, add up on the case and are offered to triage only as far as they are frozen; a seizure
/// begun from a result waits at its office, is planned, printed with its documents, and recorded as done.
pub const VISITS: Story = Story {
    name: "from-a-query-to-an-office-and-back",
    tell: |stage| Box::pin(visits(stage)),
    not_in: ONE_ENGINE,
};

async fn visits(stage: &mut Stage<'_>) -> Outcome {
    let shots = stage.plan.shots.clone();
    let page = stage.begin("#/import").await?;
    import(page).await?;
    page.script("location.hash = '#/register/46'", vec![]).await?;
    let rows = format!(
        "案号\t被查询人\t反馈机构\t财产种类\t财产\t账号\t反馈日期\t查得金额（元）\t其中有效可执行（元）\n\
         {0}\t王五\t工商银行商丘分行\t银行存款\t活期账户\t6222001\t2026-11-02\t40000\t35000\n\
         {0}\t王五\t商丘市车管所\t车辆\t豫N12345\t豫N12345\t2026-11-02\t60000\t\n\
         {1}\t王五\t商丘市车管所\t车辆\t豫N67890\t豫N67890\t2026-11-02\t\t",
        CASES[0], CASES[1]
    );
    paste_ledger(page, &rows, 3).await?;
    page.shot(shots.as_deref(), "query-results").await?;
    for (case, car) in CASES.into_iter().zip(["豫N12345", "豫N67890"]) {
        page.script("location.hash = '#/cases'", vec![]).await?;
        open_case(page, case).await?;
        page.press(&format!("据此登记查封 商丘市车管所 {car}")).await?;
        page.press("保存").await?;
        page.sees(&format!("已保存：{car}")).await?;
    }
    open_case_by_list(page, CASES[0]).await?;
    page.sees("尚未冻结").await?;
    page.shot(shots.as_deref(), "query-sums").await?;
    page.press("分析、冻结完毕，办结").await?;
    page.sees("已登记：总对总结果分析并冻结").await?;
    trip(page, shots.as_deref()).await
}

/// Both cars are at one office: planned with the documents, one is done, one is not.
async fn trip(page: &Browser, shots: Option<&Path>) -> Outcome {
    page.script("location.hash = '#/visits'", vec![]).await?;
    page.sees("商丘市车管所：2 件案件，2 项").await?;
    page.press_css(".visits-office thead input[type=checkbox]").await?;
    page.press("安排办理").await?;
    page.write("外出人员", super::CLERK).await?;
    page.press("下一步：所选 2 项的文书").await?;
    page.press("生成文书").await?;
    page.sees("共 3 份").await?;
    page.shot(shots, "visit-documents").await?;
    page.press("写入安排办理 2 项").await?;
    page.sees("登记发出 3 份").await?;
    page.script("location.hash = '#/visits'", vec![]).await?;
    page.sees(super::CLERK).await?;
    page.press_css(".visits-office tbody tr:nth-of-type(2) input[type=checkbox]")
        .await?;
    page.press("未办成").await?;
    page.write("未办成的原因", "系统停机").await?;
    page.press("写入所选 1 项").await?;
    page.sees("未办成：系统停机").await?;
    page.shot(shots, "visits").await?;
    page.press_css(".visits-office tbody tr:nth-of-type(1) input[type=checkbox]")
        .await?;
    page.press("登记办成").await?;
    page.pick("生效日期", &day(page, 0).await?).await?;
    page.press("写入所选 1 项").await?;
    page.sees("1 件案件已没有待办的线下查控").await?;
    page.sees("商丘市车管所：1 件案件，1 项").await?;
    page.press("登记“线下统一查封”办结").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("登记办结：1 项，已保存").await
}
