"""The learning path by week, one unit in full, the calendar, and progress."""

TABLE: dict[str, tuple[str, str]] = {
    # the path
    "plan.week": ("第 {number} 周", "Week {number}"),
    "plan.week-from": ("第 {number} 周，{start}至{end}", "Week {number}, {start} to {end}"),
    "plan.day": ("{month}{day}日", "{day} {month}"),
    "plan.months": ("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    "plan.dated": ("{year}年{month}{day}日", "{day} {month} {year}"),
    "plan.when": ("{start}开始，{end}为止。", "From {start} to {end}."),
    "plan.gaps": ("从哪里到哪里", "From where to where"),
    "plan.too-short": (
        "这么少的时间，一个单元也排不进；多给几周，或每周多给几小时。",
        "No unit fits into so little time; allow more weeks, or more hours a week.",
    ),
    "plan.met-done": (
        "剩下的差距都由做完或跳过的单元补上了。隔一周用 opscareer assess --checkpoint 核实；下面这件事能证明给别人看：",
        "Units that are done or skipped have closed what was missing. After a week, opscareer assess --checkpoint makes sure; this one thing shows "
        "it to others:",
    ),
    "plan.gap": (
        "{competency}（占 {weight}）：按稳妥的估计是 {level} 级，要求 {required} 级，差 {gap} 级；这份计划补 {closes} 级",
        "{competency} (weighs {weight}): {level} on the safe side, {required} needed, {gap} missing; this plan closes {closes}",
    ),
    "plan.there": (
        "{competency}（占 {weight}）：按稳妥的估计是 {level} 级，已经够 {required} 级的要求",
        "{competency} (weighs {weight}): {level} on the safe side, enough for the {required} needed",
    ),
    "plan.unit-hours": ("{hours} 小时", "{hours} h"),
    "plan.unit-part": ("{hours} 小时，共 {total} 小时", "{hours} of {total} h"),
    "plan.unit-on": ("接着做：{title}", "Go on: {title}"),
    "plan.unit-started": ("已开始", "begun"),
    "plan.why": ("为什么：{why}", "Why: {why}"),
    "plan.checkpoint": ("检查点：{names}", "Checkpoint: {names}"),
    "plan.checkpoint-unit": ("请别人看“{title}”的成果：{check}", "Show somebody what came of “{title}”: {check}"),
    "plan.checkpoint-open": (
        "“{title}”还没做完：对照评分表看看做到了哪一步。",
        "“{title}” is still under way: hold it against its rubric to see how far you are.",
    ),
    # reasons
    "why-unit.closes": (
        "补{competency} {gap} 级差距中的 {closes} 级，这项能力在{role}里占 {weight}",
        "closes {closes} of {gap} levels in {competency}, which weighs {weight} in {role}",
    ),
    "why-unit.closes-all": (
        "补上{competency}缺的 {closes} 级，这项能力在{role}里占 {weight}",
        "closes the missing {closes} levels in {competency}, which weighs {weight} in {role}",
    ),
    "why-unit.foundation": ("后面的“{titles}”要用到它", "groundwork for “{titles}”"),
    "why-unit.own": ("{role}的本职工作（{tier}）", "the particular work of {role} ({tier})"),
    "why-unit.proof": ("要求都达到了，用它证明给别人看", "you meet every requirement; this shows it to others"),
    "why-unit.and": ("{first}；也是{second}", "{first}; it is also {second}"),
    # what did not fit
    "plan.left-out": ("这次没排进的", "What did not fit"),
    "plan.left-out-cost": (
        "要全部做完，还需约 {hours} 小时，按这个节奏是 {weeks} 周。",
        "All of it would take about {hours} hours more, {weeks} weeks at this pace.",
    ),
    "plan.left-out-closes": (
        "{title}（{id}）：约 {hours} 小时，再补{competency} {closes} 级",
        "{title} ({id}): about {hours} h, closes {closes} more levels in {competency}",
    ),
    "plan.left-out-own": (
        "{title}（{id}）：约 {hours} 小时，这个方向的本职工作",
        "{title} ({id}): about {hours} h, particular work of the direction",
    ),
    "plan.left-out-more": ("……还有 {count} 个", "… and {count} more"),
    # what it is worth to others
    "plan.convince": ("什么能让别人信服", "What would convince somebody else"),
    "plan.convince-why": (
        "你自己说会，别人没法查证；下面这些可以：",
        "That you say you can do it, nobody can check. These they can:",
    ),
    "plan.convince-unit": ("{title}：{evidence}", "{title}: {evidence}"),
    "plan.how": ("怎样用", "How to use it"),
    "plan.how-show": (
        "opscareer plan show {id} 看一个单元的任务、评分表和资料；有练习数据的，用 opscareer plan data {id} 目录 写出来。",
        "opscareer plan show {id} gives a unit’s task, rubric and resources; opscareer plan data {id} DIR writes its practice data, if any.",
    ),
    "plan.how-mark": (
        "开始时 opscareer plan start {id}，做完 opscareer plan done {id}，早就会的 opscareer plan skip {id}；计划会从剩下的重新排。",
        "opscareer plan start {id} when you begin, opscareer plan done {id} when it is finished, opscareer plan skip {id} if you could do it "
        "before; the plan is then made anew from what is left.",
    ),
    "plan.how-again": (
        "到了检查点、离上次测评至少一周，运行 opscareer assess --checkpoint：只重问练过的能力，并说明变化是真的还是误差。",
        "At a checkpoint, and a week or more after the last assessment, run opscareer assess --checkpoint: it asks again only about what you worked on, and says whether a change is real or noise.",
    ),
    # progress
    "plan.progress": ("进度", "Progress"),
    "plan.state-done": ("做完了：{titles}", "Done: {titles}"),
    "plan.state-skipped": ("跳过的：{titles}", "Skipped: {titles}"),
    "plan.state-started": ("在做：{title}（{id}），{day}开始", "Under way: {title} ({id}), since {day}"),
    "plan.late": (
        "比计划多用了 {days} 天，这很常见；计划从今天接着排。任务太大就先交一半，请人看看。",
        "It has taken {days} days longer than planned, as happens; the plan goes on from today. If the task is too big, hand in half of it first "
        "and have somebody look.",
    ),
    "plan.more": ("……还有 {count} 个单元。全部按周排好：{command}", "… and {count} more units. All of them by week: {command}"),
    "plan.all": ("按周排好、带理由和检查点：{command}", "By week, with reasons and checkpoints: {command}"),
    # one unit
    "unit.about": (
        "{competency}，从 {low} 级到 {high} 级；约 {first}-{last} 小时（我们的估计）",
        "{competency}, from level {low} to {high}; about {first}-{last} hours (our estimate)",
    ),
    "unit.own": ("{role}的本职工作（{tier}）", "The particular work of {role} ({tier})"),
    "unit.goal": ("目标", "Goal"),
    "unit.prerequisites": ("先做", "Do first"),
    "unit.prerequisite": ("{title}（{id}）", "{title} ({id})"),
    "unit.material": ("资料少，说明一下", "Little material, to be honest"),
    "unit.task": ("练习", "Practice"),
    "unit.input": ("从这里开始：{input}", "Start from: {input}"),
    "unit.deliverable": ("交出：{deliverable}", "Hand in: {deliverable}"),
    "unit.box": ("时间：至多 {hours} 小时", "Time: {hours} hours at most"),
    "unit.data": (
        "练习数据：{titles}。写出来：opscareer plan data {id} 目录",
        "Practice data: {titles}. To write them: opscareer plan data {id} DIR",
    ),
    "unit.rubric": ("评分表（请另一个人打分）", "Rubric (let another person judge)"),
    "unit.level": ("{name}：{text}", "{name}: {text}"),
    "unit.level-first": ("还不行", "not yet"),
    "unit.level-second": ("够好了", "good enough"),
    "unit.level-third": ("有说服力", "convincing"),
    "unit.resources": ("资料", "Resources"),
    "unit.evidence": ("留作证据", "Keep as evidence"),
    "unit.check": ("检查点的问题", "The question at the checkpoint"),
    "unit.skip": ("什么时候可以跳过", "When to skip it"),
    # progress, as the commands report it
    "marked.started": ("记下了：开始“{title}”。", "Noted: “{title}” is begun."),
    "marked.deliverable": ("要交出的是：{deliverable}", "What it ends in: {deliverable}"),
    "marked.done": ("记下了：“{title}”做完了。", "Noted: “{title}” is done."),
    "marked.evidence": ("留作证据：{evidence}", "Keep as evidence: {evidence}"),
    "marked.check": ("请另一个人回答：{check}", "Let somebody else answer: {check}"),
    "marked.skipped": ("记下了：跳过“{title}”。", "Noted: “{title}” is skipped."),
    "marked.undone": ("“{title}”的记录已取消。", "“{title}” is unmarked."),
    "marked.nothing": ("“{title}”本来就没有记录。", "“{title}” was not marked."),
    "marked.next": ("opscareer plan 会从剩下的重新排。", "opscareer plan makes the plan anew from what is left."),
    "data.written": ("已写到 {directory}：{files}", "Written to {directory}: {files}"),
    "data.unchanged": ("已有、内容相同：{files}", "There already, the same: {files}"),
    # options and commands
    "help.plan": (
        "学习路径：按周排好，每个单元带理由；show 看一个单元，data 写出练习数据，start、done、skip、undo 记进度。",
        "The learning path by week, with a reason for every unit; show one, write its practice data, note your progress with start, done, skip, undo.",
    ),
    "help.plan-role": (
        "目标方向；默认同上次测评，或结果里的第一名。",
        "Target role; by default as at the last assessment, or the leading one.",
    ),
    "help.plan-hours": ("每周能学习的小时数；默认同上次测评，否则为 6。", "Hours a week; by default as at the last assessment, else 6."),
    "help.start": ("第一天，写成 2026-03-02；默认今天。", "The first day, as 2026-03-02; by default today."),
    "help.weeks": ("至多多少周。", "How many weeks at most."),
    "help.plan-md": ("写成 Markdown 文件；- 为标准输出。", "Write it as a Markdown file; - for standard output."),
    "help.plan-ics": (
        "写成日历文件，每周一条、每个检查点一条；- 为标准输出。",
        "Write it as a calendar file, an event a week and one a checkpoint; - for standard output.",
    ),
    "help.unit-argument": ("单元的名字，opscareer plan 里列出。", "A unit's id, as opscareer plan lists it."),
    "help.data-directory": ("写到这个目录，没有就新建。", "The directory to write to; made if it is not there."),
    "help.data-force": ("覆盖内容不同的文件。", "Replace files with other content."),
    "help.plan-show": (
        "一个单元的全部：目标、任务、评分表、资料、证据。",
        "All about a unit: goal, task, rubric, resources, evidence.",
    ),
    "help.plan-data": ("写出一个单元的练习数据和说明。", "Write the practice data of a unit, with a README."),
    "help.plan-start": ("记下：开始做一个单元。", "Note that you begin a unit."),
    "help.plan-done": ("记下：做完了一个单元；对每个方向都算。", "Note that a unit is done; it counts for every role."),
    "help.plan-skip": ("记下：跳过一个单元，因为早就会。", "Note that you skip a unit because you could do it before."),
    "help.plan-undo": ("取消一个单元的记录。", "Take back what was noted about a unit."),
    # the calendar
    "calendar.name": ("学习路径：{role}", "Learning path: {role}"),
    "calendar.week": ("第 {number} 周：{titles}", "Week {number}: {titles}"),
    # errors
    "error.unknown-unit-named": ("没有叫 {id} 的学习单元{near}", "there is no unit called {id}{near}"),
    "hint.unknown-unit-named": ("opscareer plan 列出计划里的单元。", "opscareer plan lists the units of your plan."),
    "error.weeks-range": ("--weeks 要在 1 到 520 之间，给的是 {value}。", "--weeks must lie between 1 and 520, not {value}."),
    "hint.weeks-range": ("例如 --weeks 12。", "for example --weeks 12."),
    "error.start-shape": ("--start 要写成 年-月-日，给的是 {value}。", "--start takes a date as YEAR-MONTH-DAY, not {value}."),
    "hint.start-shape": ("例如 --start 2026-03-02。", "for example --start 2026-03-02."),
    "error.data-differs": (
        "{directory} 里已有内容不同的文件，所以什么也没写：{files}",
        "{directory} holds files with other content, so nothing was written: {files}",
    ),
    "hint.data-differs": ("换一个目录，或加上 --force 覆盖它们。", "choose another directory, or add --force to replace them."),
    "error.directory-unusable": ("目录 {directory} 用不了：{reason}", "the directory {directory} cannot be used: {reason}"),
    "hint.directory-unusable": ("换一个可以写入的目录。", "choose a directory that you can write to."),
}
