//! What went wrong, in sentences: what happened, what was kept, what to do.
use protocol::Refusal;

use super::Text;

mod attachment;
mod files;
mod job;
mod keys;
mod people;
mod rules;
mod store;
mod sync;

/// A function with the sentences of an area. None can be missing: the compiler asks for each.
macro_rules! sentences {
    (fn $name:ident($area:ident) { $($refusal:ident => $zh:literal, $en:literal;)+ }) => {
        pub(super) const fn $name(refusal: $area) -> Text {
            match refusal {
                $($area::$refusal => Text($zh, $en),)+
            }
        }
    };
}
pub(super) use sentences;

const UNKNOWN_ERROR: Text = Text(
    "操作没有完成，原有数据未改动。请再试一次；仍不行，请在“设置”下载诊断信息。",
    "This did not finish; the data is as it was. Try again; if it fails again, download diagnostics in Settings.",
);

/// The sentence for a refusal. A code from outside that this build does not know gets one, too.
pub fn sentence(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::Job(refusal) => job::job(*refusal),
        Refusal::Store(refusal) => store::storage(*refusal),
        Refusal::Record(refusal) => store::record(*refusal),
        Refusal::Backup(refusal) => store::backup(*refusal),
        Refusal::Attachment(refusal) => attachment::attachment(*refusal),
        Refusal::Session(refusal) => keys::session(*refusal),
        Refusal::Kit(refusal) => keys::kit(*refusal),
        Refusal::Invitation(refusal) => keys::invitation(*refusal),
        Refusal::People(refusal) => people::people(*refusal),
        Refusal::Rules(refusal) => rules::rules(*refusal),
        Refusal::Notice(refusal) => rules::notice(*refusal),
        Refusal::Nodes(refusal) => rules::nodes(*refusal),
        Refusal::Bureau(refusal) => rules::bureau(*refusal),
        Refusal::Warnings(refusal) => rules::warnings(*refusal),
        Refusal::Pack(refusal) => sync::pack(*refusal),
        Refusal::Sync(refusal) => sync::shared(*refusal),
        Refusal::File(refusal) => files::file(*refusal),
        Refusal::Unknown(_) => UNKNOWN_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{
        AttachmentRefusal, BackupRefusal, BureauRefusal, InvitationRefusal, JobRefusal, KitRefusal, NodesRefusal,
        NoticeRefusal, OwnRecord, PackRefusal, PeopleRefusal, RulesRefusal, SessionRefusal, StoreRefusal, SyncRefusal,
        WarningsRefusal,
    };

    fn complete(all: impl Iterator<Item = Refusal>) {
        for refusal in all {
            let text = sentence(&refusal);
            assert!(text.0.ends_with('。') && text.1.ends_with('.'), "{refusal:?}");
        }
    }

    #[test]
    fn every_sentence_is_complete() {
        complete(JobRefusal::ALL.iter().map(|r| (*r).into()));
        complete(StoreRefusal::ALL.iter().map(|r| (*r).into()));
        complete(OwnRecord::ALL.iter().map(|r| (*r).into()));
        complete(BackupRefusal::ALL.iter().map(|r| (*r).into()));
        complete(AttachmentRefusal::ALL.iter().map(|r| (*r).into()));
        complete(SessionRefusal::ALL.iter().map(|r| (*r).into()));
        complete(KitRefusal::ALL.iter().map(|r| (*r).into()));
        complete(InvitationRefusal::ALL.iter().map(|r| (*r).into()));
        complete(PeopleRefusal::ALL.iter().map(|r| (*r).into()));
        complete(NoticeRefusal::ALL.iter().map(|r| (*r).into()));
        complete(NodesRefusal::ALL.iter().map(|r| (*r).into()));
        complete(BureauRefusal::ALL.iter().map(|r| (*r).into()));
        complete(WarningsRefusal::ALL.iter().map(|r| (*r).into()));
        complete(RulesRefusal::ALL.iter().map(|r| (*r).into()));
        complete(PackRefusal::ALL.iter().map(|r| (*r).into()));
        complete(SyncRefusal::ALL.iter().map(|r| (*r).into()));
    }
}
