//! Documents of several cases at once: made, looked through, recorded as sent, taken back; by forms of the court's own.
use std::path::PathBuf;

use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, new_case, open_case_by_list, see_cases};
use crate::docx::Docx;

/// Two cases are ticked, the three notices of Art. 7(3) made with their gaps named; recording them as sent closes the matter,
/// undoing opens it again; what was sent is not made a second time, and its file
/// is kept with its record.
pub const NOTICES: Story = Story {
    name: "notices-of-several-cases",
    tell: |stage| Box::pin(notices(stage)),
    not_in: ONE_ENGINE,
};

/// Where somebody says why a paper goes out all the same.
const WHY: &str = "仍要发出的理由（记入发出登记）";

/// Records papers as sent though they have gaps.
pub async fn send_with_gaps(page: &Browser, papers: u32) -> Outcome {
    page.press_for(&format!("登记发出（{papers} 份）"), "还不能直接登记发出")
        .await?;
    page.write(WHY, "手写补齐").await?;
    page.press(&format!("写明理由，登记发出 {papers} 份")).await
}

async fn notices(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执61号", "2026-11-02").await?;
    stage.open("#/cases").await?;
    new_case(page, "（2026）豫14执62号", "2026-11-03").await?;
    stage.open("#/cases").await?;
    see_cases(page, 2).await?;
    page.press_css(".list-row:nth-of-type(1) .pick-target input").await?;
    page.press("制作文书").await?;
    page.sees("为 1 件案件制作").await?;
    stage.open("#/cases").await?;
    see_cases(page, 2).await?;
    page.script(
        "document.querySelectorAll('.list-case:not([hidden]) .pick-target input').forEach(box => box.click())",
        vec![],
    )
    .await?;
    page.sees("已选 2").await?;
    page.press("制作文书").await?;
    page.sees("为 2 件案件制作").await?;
    page.write("提供期限", "收到本通知之日起十五日").await?;
    page.press("生成文书").await?;
    page.sees("共 6 份").await?;
    page.sees("报告期限（2 份）").await?;
    page.shot(stage.plan.shots.as_deref(), "documents").await?;
    page.press("登记发出（6 份）").await?;
    page.sees("有 6 份还不能直接登记发出").await?;
    page.press("写明理由，登记发出 6 份").await?;
    page.sees("请写明理由").await?;
    page.shot(stage.plan.shots.as_deref(), "documents-gaps").await?;
    page.write(WHY, "手写补齐").await?;
    page.press("写明理由，登记发出 6 份").await?;
    page.sees("已登记发出 6 份").await?;
    page.press("撤销").await?;
    // Made anew before that is stored, they would count as sent.
    page.sees("登记发出（6 份）").await?;
    page.press("生成文书").await?;
    page.sees("共 6 份").await?;
    send_with_gaps(page, 6).await?;
    page.sees("查看文书登记").await?;
    page.press("生成文书").await?;
    page.sees("未制作 6 份").await?;
    open_case_by_list(page, "（2026）豫14执61号").await?;
    page.sees("照片与附件（3）").await?;
    page.shot(stage.plan.shots.as_deref(), "documents-kept").await?;
    stage.open("#/register/35").await?;
    page.sees("共 6 项").await?;
    page.reload().await?;
    page.sees("共 6 项").await
}

/// A court's own .docx: a slip in a name is told with what was meant and changes nothing; the corrected file is put in, makes
/// the documents of both cases with their gap named and can be saved. A notice with a number of its own gets it when it is
/// recorded as sent, and loses it when that is undone. Taken out, the built-in form applies again.
pub const TEMPLATE: Story = Story {
    name: "template-of-the-court",
    tell: |stage| Box::pin(template(stage)),
    not_in: &[],
};

/// A file named as the notice it stands for.
fn docx(folder: &str, text: &str) -> Outcome<PathBuf> {
    let folder = std::env::temp_dir().join(format!("fenliu-docx-{}-{folder}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let path = folder.join("本院提供被执行人财产通知书.docx");
    let body = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    std::fs::write(&path, Docx::new(&body).bytes()).map_err(|e| e.to_string())?;
    Ok(path)
}

async fn template(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执71号", "2026-11-02").await?;
    stage.open("#/cases").await?;
    new_case(page, "（2026）豫14执72号", "2026-11-03").await?;
    stage.open("#/cases").await?;
    see_cases(page, 2).await?;
    page.script(
        "document.querySelectorAll('.list-case:not([hidden]) .pick-target input').forEach(box => box.click())",
        vec![],
    )
    .await?;
    page.press("制作文书").await?;
    page.sees("还没有本院模板").await?;
    let file = "存入模板（.docx）…";
    page.give_file(file, &docx("a", "{{案号码}}：请提供线索。")?).await?;
    page.sees("没有“案号码”这个字段").await?;
    page.sees("是否应为“案号”？").await?;
    page.script("document.querySelector('.papers-own').scrollIntoView()", vec![])
        .await?;
    page.shot(stage.plan.shots.as_deref(), "template-refused").await?;
    page.give_file(file, &docx("b", "{{案号}}：请于{{备注}}前提供线索。")?)
        .await?;
    page.sees("可以使用").await?;
    page.shot(stage.plan.shots.as_deref(), "template-checked").await?;
    page.press("存入").await?;
    page.sees("已存入“提供被执行人财产通知书”").await?;
    page.sees("代替内置文书").await?;
    page.press("协助执行通知书").await?;
    page.press("生成文书").await?;
    page.sees("其中 2 份用本院 Word 模板制作").await?;
    page.sees("备注（2 份）").await?;
    page.shot(stage.plan.shots.as_deref(), "template-made").await?;
    page.press("下载 Word 文件").await?;
    send_with_gaps(page, 8).await?;
    page.sees("执协2号").await?;
    page.shot(stage.plan.shots.as_deref(), "template-sent").await?;
    page.press("撤销").await?;
    page.sees("登记发出（8 份）").await?;
    page.does_not_see("执协2号").await?;
    page.reload().await?;
    stage.open("#/documents").await?;
    page.sees("代替内置文书").await?;
    page.press("停用“提供被执行人财产通知书”").await?;
    page.sees("还没有本院模板").await
}
