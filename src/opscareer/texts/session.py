"""The questionnaire on screen."""

TABLE: dict[str, tuple[str, str]] = {
    "intro.title": ("职业自测：{pack}", "Career self-assessment: {pack}"),
    "intro.what": (
        "约 {count} 个问题，{minutes} 分钟左右。做完能看到：{roles} 个方向里哪个更适合你、有多大把握、为什么，各项能力在什么水平，接下来练什么。",
        "About {count} questions, some {minutes} minutes. Then you see which of {roles} directions fits you, how sure that is and why, where "
        "you stand on the core competencies, and what to practise next.",
    ),
    "intro.honest": (
        "结果只依据你自己的回答，题目也没有拿大量答题者的数据检验过。所以我们给的是概率和范围，分不出高下时会直说。",
        "The result rests on your own answers alone, and the questions have not been tested on a large group of people. So you get "
        "probabilities and ranges, and a plain word when it is too close to call.",
    ),
    "intro.private": ("全程离线，答案只留在这台电脑上。", "Everything is offline; your answers stay on this computer."),
    "intro.inexperienced": (
        "没有工作经验也能答：学校、社团、自己的账号、家里的聚会都算经历。选符合事实的，不必选显得好的。",
        "You can answer without any job: school, a club, an account of your own or a family event all count. Choose what is true, not what "
        "looks good.",
    ),
    "intro.keys": (
        "按数字作答；b 上一题，s 跳过，q 保存并退出，t 换成 {other}，? 帮助。",
        "Answer with a digit; b back, s skip, q save and quit, t {other}, ? help.",
    ),
    "intro.start": ("按任意键开始", "Press any key to begin"),
    "intro.start-line": ("按回车开始", "Press Enter to begin"),
    "recheck.title": ("检查点：{names}", "Checkpoint: {names}"),
    "recheck.what": (
        "只重问练过的能力，约 {count} 题；做完的单元再照评分表看一遍。",
        "Only what you worked on is asked again: about {count} questions; then a look at the units you have done, by their rubrics.",
    ),
    "recheck.honest": (
        "照今天的实际情况答，不必和上次一样。级别可能升，也可能降；是真变化还是误差，最后会说明。",
        "Answer as things are today; it need not be what you said last time. A level can rise or fall, and at the end you see whether a "
        "change is real or within the noise.",
    ),
    "session.kind.rubric": ("拿出做成的东西，照评分表看", "Take what you made and hold it against the rubric"),
    "recheck.rubric": ("自己照评分表看", "By the rubric, in your own eyes"),
    "recheck.unit": (
        "{title}：{total} 条里 {good} 条够好。{missing}",
        "{title}: {good} of {total} criteria good enough. {missing}",
    ),
    "recheck.missing": ("还差：{names}。", "Not yet: {names}."),
    "recheck.others": (
        "这一栏不改变级别。请另一个人照同一张表再打一遍，才算证据。",
        "This does not change a level. It becomes evidence once somebody else has judged it by the same rubric.",
    ),
    "recheck.next": ("opscareer plan 会照新的级别重排。", "opscareer plan starts from the new levels."),
    "intro.resume": ("上次答到第 {count} 题。", "You stopped at question {count}."),
    "intro.resume-keys": ("按 c 接着答，按 n 重新开始。", "Press c to continue or n to start anew."),
    "session.progress": ("第 {number} 题，共约 {total} 题", "Question {number} of about {total}"),
    "session.minutes": ("还剩约 {minutes} 分钟", "about {minutes} min left"),
    "session.minute": ("还剩不到 1 分钟", "less than a minute left"),
    "session.kind.evidence": ("你做过什么", "What you have done"),
    "session.kind.judgement": ("你会先怎么做", "What you would do first"),
    "session.kind.interest": ("你想不想做", "What you would like to do"),
    "session.kind.choice": ("你更想做哪个", "What you would rather do"),
    "session.pick.evidence": ("选符合事实的最高一项：", "The highest that is true of you:"),
    "session.pick.interest": ("这样的半天，你想做吗？", "Would you want to spend half a day on this?"),
    "session.keys": (
        "1-{top} 作答  方向键+回车  b 上一题  s 跳过  q 退出  t {other}  ? 帮助",
        "1-{top} answer  arrows+Enter  b back  s skip  q quit  t {other}  ? help",
    ),
    "session.keys-line": (
        "输入 1-{top} 后回车；b 上一题，s 跳过，q 退出，t {other}，? 帮助：",
        "Type 1-{top} and Enter; b back, s skip, q quit, t {other}, ? help:",
    ),
    "session.previous": ("之前选的是 {number}，按回车保留。", "You chose {number} before; Enter keeps it."),
    "session.unknown-key": ("没有这个选项，请按 1 到 {top}，或 ? 看帮助。", "No such option: press 1 to {top}, or ? for help."),
    "session.first": ("这已经是第一题。", "This is the first question."),
    "session.keys-scrolling": ("1-{top} 作答  空格翻页  ? 帮助", "1-{top} answer  Space more  ? help"),
    "session.keys-brief": ("1-{top} 作答  ? 帮助", "1-{top} answer  ? help"),
    "session.scrolling": ("空格翻页", "Space: more"),
    "session.keys-line-short": ("1-{top}，? 帮助：", "1-{top}, ? help:"),
    "session.unknown-choice": ("这里只能按上面说的键。", "Only the keys named here mean something."),
    "keys.title": ("可以按的键", "Keys"),
    "keys.answer": ("直接选这一项；全角数字和一、二、三也行", "chooses that option at once"),
    "keys.arrows": ("方向键", "arrows"),
    "keys.move": ("上下移动，回车确认", "move up and down, Enter confirms"),
    "keys.back": ("回到上一题，可以改", "goes back to the last question, to change it"),
    "keys.skip": ("跳过这题：不扣分，只是把握小一点", "skips this question; it costs nothing but a little certainty"),
    "keys.quit": ("保存并退出，下次从这里接着答", "saves and quits; the next run goes on from here"),
    "keys.language": ("换成 {other}，结果也用这种语言显示", "switches to {other}, for the result too"),
    "keys.honest": ("不用猜哪个答案好看，选真正符合你的。", "No need to guess what looks good: choose what is true of you."),
    "keys.return": ("按任意键返回", "Press any key to return"),
    "session.not-saved": (
        "现在没法保存；最后可以把答案存成文件。",
        "Cannot be saved now; at the end you can have your answers as a file.",
    ),
    "rescue.head": (
        "没能保存到历史记录的答案。看结果：opscareer assess --answers 文件名",
        "Answers that could not be saved. To see the result: opscareer assess --answers FILE",
    ),
    "rescue.ask": (
        "这 {count} 个答案还没有保存。按回车写到当前目录的 {path}，或输入别的文件名；输入 n 就直接显示在这里。",
        "Answers not saved: {count}. Press Enter to write them to {path} in the current directory, or type another name; n shows them here.",
    ),
    "rescue.failed": ("写不到 {path}：{reason}。换一个文件名，或输入 n。", "{path} cannot be written: {reason}. Type another name, or n."),
    "rescue.written": (
        "已写到 {path}。看结果：opscareer assess --answers {path}",
        "Written to {path}. To see the result: opscareer assess --answers {path}",
    ),
    "rescue.print": (
        "这是你的答案。复制到一个文件里，就能用 opscareer assess --answers 文件名 看结果：",
        "These are your answers. Copied into a file, they give the result with opscareer assess --answers FILE:",
    ),
    "close.title": ("目前难分高下：{roles}", "Too close to call for now: {roles}"),
    "close.offer": (
        "再答 {count} 题，专挑最能区分这两个方向的，结果会更清楚一些。",
        "{count} more questions, chosen to separate these two, would make it clearer.",
    ),
    "close.keys": ("按 y 继续答，按 n 直接看结果。", "Press y to answer them, n to see the result now."),
}
