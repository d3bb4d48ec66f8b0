"""Past assessments, their comparison, and answers as a file."""

TABLE: dict[str, tuple[str, str]] = {
    "history.title": ("做过的测评（{count} 次）", "Your assessments ({count})"),
    "history.none": ("还没有测评记录。运行 opscareer assess 开始第一次。", "No assessments yet. opscareer assess begins the first."),
    "history.done": ("已完成", "done"),
    "history.open": ("未完成", "open"),
    "history.set-aside": ("已搁置", "set aside"),
    "history.answers": ("{count} 个答案", "{count} answered"),
    "history.first": ("第一名：{role}", "first: {role}"),
    "history.other-pack": ("题库 {pack}", "pack {pack}"),
    "history.more": (
        "opscareer history show 编号 看一次的结果，diff 比较最近两次，export 导出答案，delete 删除。编号只要写开头几位，last 是最近完成的一次。",
        "opscareer history show ID shows one of them, diff compares the last two, export gives the answers, delete removes them. The first few "
        "characters of an ID will do; last is the one finished last.",
    ),
    "history.of": ("测评 {id}，完成于 {when}", "Assessment {id}, finished {when}"),
    "history.pack-changed": (
        "完成之后题库有改动；下面按现在的题库重新计算，和当时看到的可能略有不同。",
        "The pack has changed since; what follows is computed anew with today's pack and may differ a little from what you saw then.",
    ),
    "history.as-stored": (
        "没法按现在的题库重新计算（{reason}）；下面是当时存下的主要结果，细节见 opscareer history show {id} --json。",
        "It cannot be computed anew with today's pack ({reason}); these are the main results as stored then. For the details: "
        "opscareer history show {id} --json.",
    ),
    "history.misfit-pack": ("它用的是题库 {given}，不是 {own}", "it was taken with the pack {given}, not {own}"),
    "history.misfit-questions": ("现在的题库里没有这些题或选项：{questions}", "today's pack lacks these questions or options: {questions}"),
    "history.open-title": ("未完成的测评 {id}，开始于 {when}", "Open assessment {id}, begun {when}"),
    "history.open-answered": ("已回答 {answered} 题，跳过 {skipped} 题。", "{answered} answered, {skipped} skipped."),
    "history.open-next": ("运行 opscareer assess 接着答。", "opscareer assess goes on with it."),
    "history.skipped": ("跳过", "skipped"),
    "diff.title": ("两次测评的比较", "Two assessments compared"),
    "diff.between": ("{first}（{then}）-> {second}（{now}）", "{first} ({then}) -> {second} ({now})"),
    "diff.pack-changed": (
        "注意：两次测评之间或之后，题库有改动。两次都按现在的题库重新计算；题目的含义若有变化，比较就不那么可靠。",
        "Note: the pack changed between these assessments or since. Both are computed anew with today's pack; where questions changed their "
        "meaning, the comparison is less reliable.",
    ),
    "diff.competencies": ("各项能力（等级）", "Competencies (levels)"),
    "diff.roles": ("各方向的适合度（分）", "How the directions fit (points)"),
    "diff.up": ("确实上升（{p}）", "really rose ({p})"),
    "diff.down": ("确实下降（{p}）", "really fell ({p})"),
    "diff.noise": ("在误差范围内", "within the noise"),
    "diff.first-same": ("第一名没有变：{role}（{before} -> {after}）。", "First place is the same: {role} ({before} -> {after})."),
    "diff.first-moved": (
        "第一名从{first}（当时 {before}）变成{second}（现在 {after}）。",
        "First place went from {first} ({before} then) to {second} ({after} now).",
    ),
    "diff.legend": (
        "同一份测评做两次，结果也会有出入。只有当真实水平朝这个方向变化的概率不低于 97.5% 时，才说“确实”，括号里就是这个概率；"
        "其余的差别可能只是误差。比较的项目多，偶尔也会有一项碰巧越过这条线；题答得少时，只有很大的变化才看得出来，两次都用 --full 看得更清。"
        "第一名后面是它最合适的概率。",
        "The same questionnaire taken twice never gives quite the same. A change is called real only where the probability that the true value "
        "moved this way is at least 97.5% (in brackets); any other difference may be noise. Among so many comparisons one may cross that line by "
        "chance now and then, and with few questions only large changes show: taking --full both times shows more. After first place: the "
        "probability of being the best one.",
    ),
    "export.head": (
        "测评 {id}（{when}）的答案。看结果：opscareer assess --answers 文件名",
        "Answers of the assessment {id} ({when}). To see the result: opscareer assess --answers FILE",
    ),
    "export.written": ("已写到 {path}。", "Written to {path}."),
    "delete.ask": (
        "要永久删除以上 {count} 次测评吗？y 删除，其他键不删：",
        "Delete these {count} for good? y deletes, anything else does not: ",
    ),
    "delete.kept": ("没有删除。", "Nothing was deleted."),
    "delete.done": ("已删除 {count} 次测评。", "Deleted: {count}."),
    # options and commands
    "help.history": (
        "列出做过的测评；show 看一次，diff 比较两次，export 导出答案，delete 删除。",
        "List your assessments; show one, diff two of them, export the answers, delete.",
    ),
    "help.history-show": (
        "一次测评的结果；未完成的，列出已存下的答案。",
        "The result of one assessment; of an open one, the answers kept so far.",
    ),
    "help.history-diff": (
        "比较两次测评：每项能力、每个方向的变化是真的，还是误差。默认比较最近完成的两次。",
        "Compare two assessments: for each competency and direction, whether the change is real or noise. By default the last two finished.",
    ),
    "help.history-export": (
        "导出一次测评的答案，可供 assess --answers 使用。",
        "Export the answers of an assessment as a file for assess --answers.",
    ),
    "help.history-delete": ("永久删除测评。", "Delete assessments for good."),
    "help.session-id": (
        "编号，只写开头几位也行；last 是最近完成的一次（默认）。",
        "Its ID, or the start of it; last is the one finished last (the default).",
    ),
    "help.session-two": ("两次测评的编号，或编号的开头。", "The IDs of two assessments, or the start of them."),
    "help.session-ids": ("要删除的编号，或编号的开头。", "IDs to delete, or the start of them."),
    "help.export-output": (
        "写到文件（不覆盖已有的；名字以 .json 结尾就写 JSON）；- 为标准输出。",
        "Write to a file (never over one that exists; JSON when its name ends in .json); - for standard output.",
    ),
    "help.export-json": ("写 JSON，而不是 YAML。", "Write JSON instead of YAML."),
    "help.delete-all": ("删除全部。", "Delete all of them."),
    "help.delete-yes": ("不再确认。", "Do not ask."),
}
