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
    "help.answers-or-last": (
        "从文件读答案（YAML 或 JSON；- 为标准输入）；默认用上次完成的测评。",
        "Read the answers from a file (YAML or JSON; - for standard input); by default those of the last assessment.",
    ),
    "help.why": (
        "为什么一个方向排在这里：各部分贡献、哪些回答影响最大、怎样才会排到第一。",
        "Why a role stands where it stands: its parts, the answers that moved it most, what would put it first.",
    ),
    "help.whatif": (
        "如果某项能力已经到了某一级，结果会怎样：例如 data_analysis=4、interest.content=1。",
        "The result if you were there already: for example data_analysis=4 or interest.content=1.",
    ),
    "help.whatif-argument": (
        "能力=等级（1-5），或 interest.方向=兴趣（-3 到 3，0 为平均）。",
        "COMPETENCY=LEVEL (1-5), or interest.ROLE=INTEREST (-3 to 3, 0 is average).",
    ),
    "help.pack-group": ("给题库作者：模拟和重放。", "For authors of packs: simulate and replay."),
    "help.simulate": (
        "让模拟的人做这套题：准确率、校准、题数、各题用处。",
        "Send simulated people through the pack: accuracy, calibration, number of questions, use of each question.",
    ),
    "help.replay": (
        "用真实的完整作答记录（CSV）重放自适应测评，看答到第几题就和全部题目一致。",
        "Replay real full-form answers (CSV) through the adaptive session: agreement with the full form after n questions.",
    ),
    "help.people": ("模拟多少人。", "How many people."),
    "help.simulate-seed": ("随机种子。", "Random seed."),
    "help.correlated": ("能力之间相关 0.4，兴趣之间相关 0.2。", "Correlate competencies by .4 and interests by .2."),
    "help.responses-argument": (
        "CSV 文件：首行是题目 id，每行一个人，值是选项序号。",
        "CSV file: question ids in the first line, then a person a line; values are option numbers.",
    ),
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
    "help.force": ("文件已存在时覆盖它。", "Replace a file that exists already."),
    "help.completion-install": ("为当前 shell 安装补全。", "Install completion for the current shell."),
    "help.completion-show": ("显示当前 shell 的补全脚本。", "Show the completion script of the current shell."),
    "help.help": ("显示帮助并退出。", "Show this message and exit."),
    "help.options": ("选项", "Options"),
    "help.commands": ("命令", "Commands"),
    "help.arguments": ("参数", "Arguments"),
    "help.usage": ("用法：", "Usage: "),
    "usage.no-such-command": ("没有 {name} 这个命令{near}", "there is no command {name}{near}"),
    "usage.missing-command": ("缺少命令", "a command is missing"),
    "usage.no-such-option": ("没有 {name} 这个选项{near}", "there is no option {name}{near}"),
    "usage.extra-argument": ("多出来的参数：{name}", "unexpected argument: {name}"),
    "usage.missing-value": ("选项 {name} 后面缺一个值", "the option {name} needs a value"),
    "usage.not-a-number": ("{name} 后面要是一个数字，不能是“{value}”", "{name} takes a number, not '{value}'"),
    "usage.takes-no-value": ("选项 {name} 后面不带值", "the option {name} takes no value"),
    "usage.missing-argument": ("缺少参数 {name}", "the argument {name} is missing"),
}
