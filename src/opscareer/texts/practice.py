"""The README that comes with practice data."""

TABLE: dict[str, tuple[str, str]] = {
    "practice.title": ("练习数据：{title}（{unit}）", "Practice data: {title} ({unit})"),
    "practice.input": ("从这里开始：{input}", "Start from: {input}"),
    "practice.deliverable": ("交出：{deliverable}", "Hand in: {deliverable}"),
    "practice.hours": ("时间：至多{hours}小时", "Time: {hours} hours at most"),
    "practice.files": ("文件：{files}", "Files: {files}"),
    "practice.licence": ("许可：{licence}", "Licence: {licence}"),
    "practice.seed": (
        "来历：虚构，由种子{seed}生成；同一个种子在任何电脑上生成的都一样。",
        "Origin: invented, made from the seed {seed}, which makes the same on every computer.",
    ),
    "practice.by-hand": ("来历：虚构，人工写成。", "Origin: invented, written by hand."),
    "practice.columns": ("各列：", "Columns:"),
    "practice.encoding": (
        "文字都是UTF-8编码，用逗号分隔，可以用任何表格软件打开。",
        "All text is UTF-8, separated by commas; any spreadsheet opens it.",
    ),
}
