//! Second codes of characters: radicals and forms kept for older codes. Text copied from a PDF or read by a scanner has
//! them in place of the character itself (⾼ for 高, ⻓ for 长): they look alike, and match nothing.

/// The radicals of the Kangxi dictionary as characters, from U+2F00 (Unicode's compatibility decompositions; 户, 青 and
/// 黄 as the mainland writes them).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺\
    广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒\
    癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走\
    足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠\
    鼻齊齒龍龜龠";

/// Further radicals that are whole characters, each with its character (Unicode's equivalent unified ideographs).
const FURTHER: &str = "⺁厂⺌小⺒巳⺓幺⺗心⺜日⺝月⺟母⺠民⺧牛⺪疋⺫目⺬示⺮竹⺶羊⺷羊⺻聿⺼肉⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長\
    ⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀\
    ⻳龟";

/// What the forms for older codes are, from U+F900 (Unicode's canonical decompositions); some are characters themselves.
const COMPATIBLE: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧\
    老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不\
    泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊\
    列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐\
    類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖\
    宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆\
    器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵\
    𤋮舘﩮﩯並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯\
    猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘\
    䀹𥉉𥳐𧻓齃龎";

/// The character by its first code.
#[must_use]
pub fn unified(c: char) -> char {
    let from = |first: u32, table: &str| table.chars().nth((u32::from(c) - first) as usize);
    let found = match c {
        '\u{2e80}'..='\u{2eff}' => {
            let mut codes = FURTHER.chars();
            codes.find(|other| *other == c).and_then(|_| codes.next())
        }
        '\u{2f00}'..='\u{2fdf}' => from(0x2f00, KANGXI),
        '\u{f900}'..='\u{faff}' => from(0xf900, COMPATIBLE),
        _ => None,
    };
    found.unwrap_or(c)
}

/// A text whose characters all have their first codes; nothing if it has only those.
#[must_use]
pub fn unified_text(text: &str) -> Option<String> {
    let other = |c: char| unified(c) != c;
    text.contains(other).then(|| text.chars().map(unified).collect())
}
