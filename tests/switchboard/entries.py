"""A small directory for tests."""

from huawu.switchboard.types import Entry

ENTRIES = (
    Entry("wang", "person", "王小明", "Wang Xiaoming", department="客房部", extension="8001"),
    Entry("wang2", "person", "汪晓敏", department="前厅部", department_en="Front office", extension="8002"),
    Entry("zeng", "person", "曾乐", extension="8003"),
    Entry("lv", "person", "吕布", extension="8004"),
    Entry("lu", "person", "鲁布", extension="8005"),
    Entry("shan", "person", "单雄信", pinyin="Shàn xióng xìn", extension="8006", hidden=True),
    Entry("ou", "person", "欧阳若琳", extension="8007", numbers=("+8618900009001",)),
    Entry("emily", "person", en="Emily Carter", extension="8010"),
    Entry("bank", "outside", "银行客户经理", numbers=("+862162345678", "95588")),
    Entry("meet", "room", "302会议室", extension="8302"),
    Entry("zhang", "person", "张伟", department="客房部", extension="8020"),
    Entry("zang", "person", "臧玮", department="工程部", extension="8021"),
    Entry("desk", "department", "客房服务中心", "Housekeeping", extension="8100"),
    Entry("huang", "person", "黄丽娜", extension="8022"),
)
