//! Why actions have no effect: people, devices, rights.
use protocol::PeopleRefusal;

use super::sentences;
use crate::lang::Text;

sentences! {
    fn people(PeopleRefusal) {
        Disputed => "两处填写不同，待有权人员核定，未写入。",
            "Two entries differ and wait to be settled by whoever may; nothing was written.";
        NotAllowed => "按权限表，您的职务不能这样做，没有改动。请有权限的人办理。",
            "By the table of rights your role may not do this; nothing was changed. Ask somebody who may.";
        KeyAwaited => "本院钥匙刚更换，新钥匙还没到本机，没有写入。请保持联网，等负责人的设备同步后再试；等候期间可先查看。",
            "The court's key was just changed and has not reached this device, so nothing was written. Stay online until a manager's device has exchanged, then try again; what is here can be read.";
        DeviceUnknown => "写入的设备不在名册里，这一笔未生效。",
            "The device that wrote it is not in the book, so it does not count.";
        PeopleUndecided => "人员和权限的登记互相矛盾，无法判定，暂时谁都不能写入。已写的都在，请先备份并联系软件维护人员。",
            "What was recorded of people and rights cannot be decided, so nobody may write for now. All that was written is kept; back up and tell who maintains this program.";
        NotInOffice => "当时不在任职期内，这一笔未生效。",
            "Not in office on that day, so it does not count.";
        ClockBack => "设备的时钟倒退过，这一笔未生效。请校准该设备的时间后重做。",
            "The device's clock ran backwards, so it does not count. Set its clock and do it again.";
        AlreadyFounded => "案件库早已建立，第二次建立未生效。",
            "The book was founded before; a second founding does not count.";
        NotTheFounder => "建立案件库的不是这台设备，这一笔未生效。",
            "Another device founded the book, so this does not count.";
        PeopleTooMany => "这台设备登记的人员事项已超过上限，之后的不生效。请换一台设备办理。",
            "This device has recorded more about people than counts; what comes after has no effect. Use another device.";
        AlreadyJoined => "这台设备已经加入过，第二次加入未生效。",
            "The device has joined before; joining again does not count.";
        VoucherOtherPerson => "邀请是给另一个人的，加入未生效。请重新邀请。",
            "The invitation was for somebody else, so joining does not count. Invite again.";
        VoucherBadProof => "邀请的凭证对不上，加入未生效。请重新邀请。",
            "The proof of the invitation does not fit, so joining does not count. Invite again.";
        DeviceAddRefused => "本人添加设备未获准，加入未生效。请用邀请。",
            "Adding an own device is not allowed here, so joining does not count. Use an invitation.";
        DeviceNotNamed => "移除没有写明设备，未生效。请再移除一次。",
            "The removal names no device, so it does not count. Remove it again.";
        InvitationExists => "同一编号的邀请已存在，这次没有发出。请再邀请一次。",
            "An invitation of this number exists already, so none was made. Invite again.";
        KitReplaced => "这套恢复密钥已被新的替换，不能再用。请用最新一套。",
            "This recovery kit was replaced and opens nothing. Use the latest one.";
        PersonUnknown => "名册里没有这个人，没有改动。请先添加人员。",
            "This person is not in the book; nothing was changed. Add the person first.";
        PersonLeft => "此人已离开，没有改动。要回来，请作为新人员添加并邀请。",
            "This person has left; nothing was changed. To come back, add and invite the person anew.";
        RoleUnknown => "权限表里没有这个职务，没有改动。请另选职务。",
            "The table of rights has no such role; nothing was changed. Choose another role.";
        GroupUnknown => "名册里没有这个团队或组，没有改动。请另选。",
            "There is no such team or group; nothing was changed. Choose another.";
        NobodyManages => "这样改就没有人能管理人员了，没有改动。请先让另一人担任局长、中心主任或系统管理员。",
            "Nobody would be left to manage people; nothing was changed. First make somebody else chief, centre director or system manager.";
        KindsRefused => "记录种类文本与现行的不能并存，未生效；已登记的记录都保留着。请在规则页查看原因。",
            "This text of a kind of record does not stand beside those in force and has no effect; all records are kept. The rules page says why.";
        DeviceRemoved => "这台设备已被移出，只能看已有的内容，不再写入。请负责人重新邀请。",
            "This device was removed: what it has can be read, nothing is written. Ask for a new invitation.";
        NameTaken => "已有同名人员，案件和事项按姓名归人，分不清两个人，没有保存。请在姓名后加字区分，如“王伟（一团队）”。",
            "Somebody bears this name already; cases and matters go by names, so nothing was saved. Add a word to the name, such as “Wang Wei (team 1)”.";
        ListMoved => "核对以后，人员名单有变动，名册没有导入，人员没有改动。请重新选择文件，再看一遍。",
            "The people changed since the list was checked; nothing was taken. Choose the file again and look once more.";
        ListUnsound => "名册里有需要处理的行，没有导入，人员没有改动。请改好名册，或选择不导入这些行。",
            "Rows of the list need a look; nothing was taken. Correct the list, or leave those rows out.";
        ListTooLong => "名册超过 500 行，没有导入。请确认选的是人员名册，或分几份导入。",
            "The list has more than 500 rows; nothing was taken. Check that it is a list of staff, or take it in parts.";
        Recused => "此人在本案应当回避（已决定回避，或者回避申请尚未决定），不能承办或经办，没有保存。请另选他人；回避记录在案件的“回避”中。",
            "This person is recused in the case, or a request for it is not decided; nothing was saved. Choose somebody else; see the recusals of the case.";
    }
}
