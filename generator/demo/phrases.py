"""Demo, material: the sentences of auditors and committee, with gaps for a standard's own words.

Input: nothing (data only). Output: tuples of (Chinese, English) for `str.format`.
They speak of any criterion of any standard: its title, its sampled items, its unit.
"""

from __future__ import annotations

Pair = tuple[str, str]

CAUSES: tuple[Pair, ...] = (
    ("记录填写不完整", "records were incomplete"),
    ("新入职人员尚未掌握要求", "new staff did not yet know the requirement"),
    ("各网点做法不一", "outlets did not do it alike"),
    ("高峰期处理偏慢", "handling was slow at peak times"),
    ("仍在使用旧版文件", "superseded documents were still in use"),
    ("责任人不够明确", "it was not clear who was responsible"),
    ("缺少复核", "nobody checked the work"),
    ("整改后未再验证", "corrections were not verified"),
    ("与公布的承诺略有出入", "practice fell short of the published promise"),
    ("数据口径前后不一", "figures were not counted alike"),
    ("夜间和节假日覆盖不足", "nights and holidays were thinly covered"),
    ("交接时信息有遗漏", "information was lost at handover"),
    ("培训后未考核", "training was not followed by a test"),
    ("对客户的告知不够清楚", "customers were not told clearly enough"),
)

SAMPLED: tuple[Pair, ...] = (
    (
        "抽查{items} {n} 件，{k} 件不符合：{cause}。",
        "{k} of {n} {items_en} did not conform: {cause}.",
    ),
    ("{n} 件中有 {k} 件不符合，{cause}。", "{k} of {n} looked at did not conform, as {cause}."),
    (
        "不符合 {k} 件（共抽 {n} 件），主要是{cause}。",
        "{k} nonconforming out of {n}, mostly because {cause}.",
    ),
)
SCALE: tuple[Pair, ...] = (
    ("做法已经建立，但{cause}。", "The practice is in place, but {cause}."),
    ("“{title}”基本做到，{cause}。", "{title}: largely done, though {cause}."),
    ("现场查看与访谈一致：{cause}。", "Observation and interviews agree that {cause}."),
    ("距离更高一级还差一步：{cause}。", "One step short of the next level: {cause}."),
)
CONFORMITY: tuple[Pair, ...] = (
    ("未达到要求：{cause}。", "The requirement is not met: {cause}."),
    ("“{title}”不符合，{cause}。", "{title}: not met, as {cause}."),
)
METRIC: tuple[Pair, ...] = (
    ("实测 {value} {unit}，{cause}。", "Measured at {value} {unit_en}; {cause}."),
    (
        "按原始数据复算为 {value} {unit}：{cause}。",
        "Recomputed from raw data at {value} {unit_en}: {cause}.",
    ),
    (
        "近十二个月为 {value} {unit}，尚有提升余地。",
        "{value} {unit_en} over twelve months, with room to improve.",
    ),
)
CHANNELS: tuple[Pair, ...] = (
    ("各渠道表现不一：{cause}。", "The channels differ: {cause}."),
    ("{weakest}偏弱，{cause}。", "{weakest} is the weaker one, as {cause}."),
)

NOT_APPLICABLE: tuple[Pair, ...] = (
    ("经核实属于不适用情形：{when}", "Verified to be such a case: {when}"),
    ("企业书面说明并经核对：{when}", "Stated by the firm in writing and checked: {when}"),
)

EVIDENCE: tuple[Pair, ...] = (
    ("{kind}：{about}", "{kind}: {about}"),
    ("{kind}（{year} 年，{about}）", "{kind}, {year}: {about}"),
    ("{about}相关{kind}", "{kind} on {about}"),
)
AND_OTHERS: Pair = ("等", " and others")

CORRECTIONS: tuple[Pair, ...] = (
    (
        "修订规定并重新培训，三十日内复查。",
        "Revise the rule, train again and re-check within thirty days.",
    ),
    (
        "指定责任人，逐件补正并验证效果。",
        "Name a person responsible, mend each case and verify the effect.",
    ),
    ("全面自查同类情况，完善检查表。", "Look for like cases throughout and improve the checklist."),
    (
        "调整排班与权限，连续两个月报送数据。",
        "Adjust rosters and authority, and report figures for two months.",
    ),
)
NONCONFORMITY: tuple[Pair, ...] = (
    ("“{title}”：{cause}。", "{title}: {cause}."),
    ("{cause}，影响“{title}”。", "As {cause}, this affects: {title}."),
)
CRITICAL: Pair = (
    "关键要求“{title}”未得到保证：{cause}。",
    "The critical requirement is not assured: {title}; {cause}.",
)

DEDUCTION: tuple[Pair, ...] = (
    ("审核中查实一起：{what}。", "One case verified in the audit: {what}."),
    ("由投诉记录查实：{what}。", "Verified from complaint records: {what}."),
)
BONUS: tuple[Pair, ...] = (
    (
        "在“{title}”上有突出做法，已形成可供同行借鉴的经验。",
        "Outstanding practice, from which others in the field can learn: {title}.",
    ),
)

SUMMARY: tuple[Pair, ...] = (
    (
        "“{best}”做得较好，“{worst}”有待加强。",
        "Strongest in: {best}. Most to gain in: {worst}.",
    ),
    (
        "总体运行有序；“{best}”突出，建议下一步着力于“{worst}”。",
        "Well run on the whole. Best: {best}. The next effort should go to: {worst}.",
    ),
)

REFUSED: Pair = (
    "审核结果未达到认证条件（{gate}），不予授予；企业可在改进后重新申请。",
    "The audit did not meet the conditions of certification ({gate}); the firm may apply again.",
)
REFUSED_TOTAL: Pair = ("总分不足", "total too low")
EXEMPTED: tuple[Pair, ...] = (
    (
        "企业连续多年保持同等水平并有第三方数据佐证，委员会一致同意免除首年限制。",
        "Third-party data show the same level over several years; the committee agreed.",
    ),
    (
        "企业此前持有同类认证且无中断，委员会同意免除首年限制。",
        "The firm held a comparable certification without a break; the committee agreed.",
    ),
)
SUSPENDED_AFTER_AUDIT: Pair = (
    "监督审核未达到保持条件（{gate}），暂停证书，限期整改。",
    "The surveillance audit did not meet the conditions ({gate}); corrections are due.",
)
SUSPENDED: tuple[Pair, ...] = (
    (
        "未按期接受监督审核，且未说明理由。",
        "Surveillance was not accepted in time, and no reason was given.",
    ),
    (
        "经核实的投诉集中增加，整改期间暂停证书。",
        "Verified complaints rose sharply; suspended while this is put right.",
    ),
    (
        "企业申请暂停：服务体系正在搬迁重组。",
        "At the firm's own request, while its service is reorganised.",
    ),
)
WITHDRAWN: tuple[Pair, ...] = (
    (
        "企业主动交回证书，不再经营认证范围内的业务。",
        "Handed back by the firm, which has left this business.",
    ),
    (
        "在宣传中冒用更高星级，经告知后仍未改正。",
        "A higher grade was claimed in advertising and not corrected after notice.",
    ),
    ("暂停期间整改未见成效。", "Corrections during suspension had no effect."),
)

SAMPLING: tuple[Pair, ...] = (
    (
        "到访 {n} 处网点，其中一处不预告；记录由评审员从原始导出中随机抽取。",
        "{n} outlets, one without notice; records drawn at random from raw exports.",
    ),
    (
        "{n} 处网点按规模分层抽取；投诉和返修案卷按月等量抽取。",
        "{n} outlets drawn by size; complaints and repeat repairs in equal numbers by month.",
    ),
    (
        "{n} 处网点覆盖新老各类；上次的不符合项逐项复验，其余按风险抽样。",
        "{n} outlets, old and new; earlier nonconformities verified, the rest sampled by risk.",
    ),
)
RESCOPED: tuple[tuple[Pair, Pair], ...] = (
    (
        ("，并含旧品回收", ", with take-back of old goods"),
        (
            "企业申请增加旧品回收，所交记录覆盖十二个月，经文件评审符合要求。",
            "The firm asked to add take-back; its records of twelve months passed a desk review.",
        ),
    ),
    (
        ("，并含使用培训", ", with training of users"),
        (
            "企业申请增加使用培训，教材与考核记录经文件评审符合要求。",
            "The firm asked to add training; its material and test records passed a desk review.",
        ),
    ),
)
REINSTATED: tuple[Pair, ...] = (
    (
        "暂停的原因已经消除，并经现场复查证实，恢复证书。",
        "A visit confirmed that the cause of the suspension is gone; the certificate is restored.",
    ),
    (
        "整改材料齐全，抽样复核合格，恢复证书，有效期不变。",
        "Corrections are complete and a sample of them passed; validity stays as it was.",
    ),
)
APPEALED: tuple[Pair, ...] = (
    (
        "所依据的事实与实际不符，附有关记录，请求撤销该决定。",
        "The facts it rests on are not as they are, as the records attached show; set it aside.",
    ),
    (
        "整改期限未满即作出决定，请求重新审议。",
        "It was taken before the time for corrections had run out; consider it anew.",
    ),
)
DISMISSED: tuple[Pair, ...] = (
    (
        "复核了原始记录，事实清楚，申诉不成立，原决定维持。",
        "The original records were looked at again and bear it out; the decision stands.",
    ),
    (
        "所述情况不影响结论，申诉不成立，原决定维持。",
        "What is put forward does not change the outcome; the decision stands.",
    ),
)
UPHELD: tuple[Pair, ...] = (
    (
        "申诉所附记录属实，原决定依据不足，予以撤销。",
        "The records put forward are true and the decision had too little to rest on: set aside.",
    ),
)
REPLIES: tuple[Pair, ...] = (
    (
        "我们接受决定，整改安排已在门店和网站公布，进展按月更新。",
        "We accept the decision; our corrections are posted in our outlets and updated monthly.",
    ),
    (
        "我们向受影响的客户致歉，已逐一联系并补偿。",
        "We apologise to the customers affected; each was called and compensated.",
    ),
)
