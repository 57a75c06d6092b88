//! Quick triage: a verdict and dates at once, nothing stored.
use super::{Stage, Story};

/// A newcomer gets a verdict and both clocks without reading anything first.
pub const VERDICT: Story = Story {
    name: "quick-verdict",
    tell: |stage| Box::pin(verdict(stage)),
    not_in: &[],
};

async fn verdict(stage: &mut Stage<'_>) -> e2e::driver::Outcome {
    stage.open("").await?;
    stage.browser()?.sees("快速分流").await
}
