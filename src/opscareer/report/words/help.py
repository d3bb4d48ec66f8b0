"""Help of the commands and options."""

TABLE: dict[str, tuple[str, str]] = {
    "help.app": (
        "运营职业自测：哪个方向适合你、有多大把握、为什么、怎么练。全程离线，答案只留在你的电脑上。",
        "A career self-assessment for operations (运营) work: which direction suits you, how sure that is, why, and what to practise. "
        "Offline; your answers stay on your computer.",
    ),
    "help.assess": (
        "回答二十几个问题，得到结果：适合的方向和把握、四项能力、学习路径。",
        "Answer some twenty questions and get the result: which direction fits and how sure that is, four competencies, a plan.",
    ),
    "help.roles": ("列出各个方向；给出名字则看这一个方向的全部介绍。", "List the roles, or show one of them in full."),
    "help.questions": (
        "列出题库的全部题目；--template 输出一份可以照填的答案文件。",
        "List the questions of the pack; --template prints an answers file to fill in.",
    ),
    "help.guide": (
        "运营是什么、和市场的区别、怎样入行、天花板、行业、两种看法、说法的出处、怎样看结果。",
        "What operations is; operations or marketing; the way in; the ceiling; industries; two opinions; claims with their source; how to read "
        "your result.",
    ),
    "help.version": ("显示版本并退出。", "Show the version and exit."),
    "help.lang": (
        "语言：zh 或 en；默认看 OPSCAREER_LANG 和系统语言。",
        "Language: zh or en; by default from OPSCAREER_LANG and the locale.",
    ),
    "help.json": ("标准输出只给一份 JSON。", "Print one JSON document and nothing else on standard output."),
    "help.pack": ("用另一套题库（含四个 YAML 文件的目录）。", "Use another pack (a directory with the four YAML files)."),
    "help.answers": (
        "从文件读答案（YAML 或 JSON；- 为标准输入），不提问。",
        "Read the answers from a file (YAML or JSON; - for standard input) instead of asking.",
    ),
    "help.quick": ("快速版：题更少，把握也更小。", "The quick form: fewer questions, less certainty."),
    "help.full": ("问完题库的全部题目。", "Ask every question of the pack."),
    "help.role": ("学习路径的目标方向；默认是结果里的第一名。", "Target role of the plan; by default the leading one."),
    "help.level": (
        "学习路径的目标阶段：entry 入门、mid 中级、senior 资深；默认是第一个大概还达不到的阶段。",
        "Target tier of the plan: entry, mid or senior; by default the first that you probably do not meet yet.",
    ),
    "help.hours-per-week": ("每周能学习的小时数。", "Hours a week that you can spend on the plan."),
    "help.no-input": ("不提问；缺答案就报错退出。", "Never ask; fail when answers are missing."),
    "help.no-save": ("不保存进度。", "Do not save progress."),
    "help.seed": ("情景题选项顺序的随机种子。", "Seed for the order in which options of situations are shown."),
    "help.plain": ("逐行显示，不重画屏幕（适合读屏软件）。", "Line by line, without redrawing the screen (for screen readers)."),
    "help.template": ("输出答案文件的模板。", "Print a template of an answers file."),
    "help.role-argument": ("方向的名字，例如 content。", "A role's id, for example content."),
    "help.topic-argument": ("主题的名字，例如 entry。", "A topic's id, for example entry."),
    "help.completion-install": ("为当前 shell 安装补全。", "Install completion for the current shell."),
    "help.completion-show": ("显示当前 shell 的补全脚本。", "Show the completion script of the current shell."),
    "help.help": ("显示帮助并退出。", "Show this message and exit."),
    "help.options": ("选项", "Options"),
    "help.commands": ("命令", "Commands"),
    "help.arguments": ("参数", "Arguments"),
    "help.usage": ("用法：", "Usage: "),
    "usage.no-such-command": ("没有 {name} 这个命令{near}", "there is no command {name}{near}"),
    "usage.no-such-option": ("没有 {name} 这个选项{near}", "there is no option {name}{near}"),
    "usage.extra-argument": ("多出来的参数：{name}", "unexpected argument: {name}"),
    "usage.missing-value": ("选项 {name} 后面缺一个值", "the option {name} needs a value"),
    "usage.bad-value": ("{name} 的值不行：{reason}", "invalid value for {name}: {reason}"),
}
