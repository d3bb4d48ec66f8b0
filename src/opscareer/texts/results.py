"""Results, roles, questions and guide."""

TABLE: dict[str, tuple[str, str]] = {
    "result.title": ("你的结果：{pack}", "Your result: {pack}"),
    "result.leader": ("最适合你的方向：{role}", "The direction that fits you best: {role}"),
    "result.likely": ("很可能是{role}", "Probably {role}"),
    "result.close": ("难分高下：{roles}", "Too close to call: {roles}"),
    "result.close-alone": ("先不下定论：{role}", "Not settled: {role}"),
    "result.close-all": ("难分高下：哪个方向都有可能", "Too close to call: any of the directions may be the best"),
    "result.close-more": (
        "想分得更清，可以用 opscareer assess --full 答完全部 {total} 题。",
        "To tell them apart, answer all {total} questions with opscareer assess --full.",
    ),
    "result.close-follow": (
        "下面以{role}为例说明。{second}也值得看：opscareer roles {id}；上次测评之后可以用 opscareer why {id} 看它为什么排在后面。",
        "What follows is about {role}. Look at {second} too: opscareer roles {id}, and opscareer why {id} for why it stands behind.",
    ),
    "result.all-low": (
        "各方向的分数都低于一般人：这里的“最适合”只是相对而言。可能是经历还少，也可能是这类工作不合你的胃口，看看下面分数从哪里来。",
        "All fits are below the average: the best here is only relatively the best. You may lack practice so far, or this kind of work may not be "
        "to your taste; see below where the points come from.",
    ),
    "quality.inconsistent": (
        "有些回答放在一起不太像同一个人会给的（也可能只是你比较特别）。如果答得匆忙，重做一次会更准；这次的结果我们当作把握不大。",
        "Some answers do not go together well (you may just be unusual). If you were in a hurry, take it again; we treat this result as uncertain.",
    ),
    "quality.pattern": (
        "有一长串回答按同一个样子重复。如果不是有意的，重做一次会更准；这次的结果我们当作把握不大。",
        "A long stretch of answers repeats one pattern. If you did not mean it, take it again; we treat this result as uncertain.",
    ),
    "quality.hasty": (
        "一半以上的题不到一秒就答了，来不及读完。重做一次会更准；这次的结果我们当作把握不大。",
        "More than half of the answers took less than a second, too short for reading. Take it again; we treat this result as uncertain.",
    ),
    "result.few-answers": (
        "只有 {count} 个答案，下面大部分还是我们对一般人的假设，不是对你的判断，请当作草稿看。",
        "There are only {count} answers, so most of this is still what we assume about people in general, not about you. Take it as a draft.",
    ),
    "result.roles": ("各方向的适合度", "How the directions fit"),
    "result.roles-legend": (
        "适合度：50 分相当于我们设想的一般人，约三分之二的人在 40 到 60 分之间。方括号里的范围（图上的线段）：按我们的假设，你的真实位置有八成"
        "可能在其中。百分数：它在各方向里最适合你的概率。名次按分数排；分数接近时，名次靠后的概率也可能更高。",
        "Fit: 50 is the average of the people we assume; about two thirds of them lie between 40 and 60. In brackets (and in the chart) a range: on "
        "our assumptions your true place is inside it with a probability of 80%. The percentage is the probability that this direction is the "
        "best one for you. Ranks go by fit; where fits are close, a lower rank can have the higher probability.",
    ),
    "result.fit": ("适合度 {fit} [{low}-{high}]  最合适的概率 {p}", "fit {fit} [{low}-{high}]  best for you: {p}"),
    "result.competencies": ("各项能力，对照{role}的要求", "Competencies, against what {role} needs"),
    "result.competencies-legend": (
        "1 级：有人带着做；3 级：独立做成；5 级：为整个业务定方法。方括号里是有八成把握的范围。",
        "Level 1: with guidance; 3: on one's own; 5: sets the method for a whole business. In brackets the range that holds with 80% probability.",
    ),
    "result.level": ("{level} 级 [{low}-{high}]", "level {level} [{low}-{high}]"),
    "result.needs": ("要求：入门 {entry} 级，中级 {mid} 级，资深 {senior} 级", "level needed: entry {entry}, mid {mid}, senior {senior}"),
    "result.anchor": ("接近 {level} 级：{anchor}", "near level {level}: {anchor}"),
    "result.not-asked": (
        "（这一项你没有答题，数字只是我们的初始假设）",
        "(none of your answers is about this; the figure is only our starting assumption)",
    ),
    "result.readiness": ("今天能不能上手{role}", "Could you do {role} today?"),
    "result.readiness-line": (
        "各项要求全部达到的概率：入门 {entry}，中级 {mid}，资深 {senior}。",
        "Probability that every required level is met: entry {entry}, mid {mid}, senior {senior}.",
    ),
    "result.readiness-note": (
        "适合度问“这条路适不适合我”，这里问“今天能不能做”。能力可以学，所以两者常常不同。想从有人带的助理做起，不必等各项都达到。",
        "Fit asks whether the road suits you; this asks whether you could do the job today. Skills can be learned, so the two often differ. "
        "You need not meet every level before applying for a post with guidance, such as assistant.",
    ),
    "result.why": ("为什么是{role}", "Why {role}"),
    "result.why-close": ("{role}的分数从哪里来", "Where the fit of {role} comes from"),
    "result.why-base": ("从一般人的 50 分算起，主要的加分和减分：", "Starting from an average of 50 points, the main gains and losses:"),
    "result.why-sum": ("适合度（合计）", "fit (the sum)"),
    "result.why-interest": ("对这类工作的兴趣", "your interest in the work"),
    "result.against": (
        "和第二名{role}相比，领先最多的地方是：{of}（{points} 分）。",
        "Compared with {role}, in second place, the biggest advantage is {of} ({points} points).",
    ),
    "result.plan": ("学习路径：{role}，{tier}", "Plan: {role}, {tier}"),
    "result.plan-summary": (
        "共约 {hours} 小时（我们的估计），每周 {per_week} 小时并留两成余地，大约 {weeks} 周。",
        "About {hours} hours in all (our estimate); at {per_week} hours a week, a fifth of them kept in reserve, some {weeks} weeks.",
    ),
    "result.plan-met": (
        "按你的回答，这个阶段的要求都达到了。与其再学，不如做一件拿得出手的东西证明它：",
        "By your answers you meet everything this tier asks. Rather than study more, make one thing that proves it:",
    ),
    "result.plan-none": ("这套题库没有可用的学习单元。", "The pack holds no unit for this."),
    "result.plan-week": ("第 {first} 周", "Week {first}"),
    "result.plan-weeks": ("第 {first}-{last} 周", "Weeks {first}-{last}"),
    "result.plan-hours": ("约 {hours} 小时", "about {hours} h"),
    "result.plan-goal": ("目标：{goal}", "Goal: {goal}"),
    "result.plan-deliverable": ("做完交出：{deliverable}", "Hand in: {deliverable}"),
    "language.zh": ("中文", "in Chinese"),
    "language.en": ("英文", "in English"),
    "language.both": ("中英文", "in Chinese and English"),
    "resource.free": ("免费", "free"),
    "resource.paid": ("付费", "paid"),
    "aside": ("（{text}）", " ({text})"),
    "result.plan-uncovered": ("题库里还没有能补上这一项的单元：{names}", "The pack has no unit that closes this gap yet: {names}"),
    "result.plan-honest": (
        "路径依据的是你自己的回答。自评常常偏高，所以差距从范围的低端算，每一步都以别人能检查的成果收尾；它不保证录用或薪水。",
        "The plan rests on your own answers. People often rate themselves too high, so gaps are counted from the low end of each range and every "
        "step ends in something another person can check. "
        "It promises no job and no salary.",
    ),
    "result.honest": ("怎样看这份结果", "How to read this"),
    "result.honest-text": (
        "它只依据你的 {count} 个回答；题目凭行业经验编写，没有拿大量答题者的数据检验过，所以第一名不等于定论，前两名都值得了解。"
        "各能力占多少从哪里来、有多可信，见 opscareer roles {role}。这些名称是方向，不是职位名称。",
        "It rests on the {count} answers you gave. The questions were written from experience in the trade and have not been tested on a large "
        "group of people, so first place is no verdict: read about the first two. How the competencies are weighed and how far to trust that: "
        "opscareer roles {role}. These are directions, not job titles.",
    ),
    "result.mix": (
        "按我们的设定，各方向谁高谁低，兴趣的作用占 {interest}，能力占 {competence}；单看一个方向的分数高低，能力的作用占 {nominal}。",
        "By our design, interest counts for {interest} and competence for {competence} of what sets the directions apart; within the score of a "
        "single direction, competence counts for {nominal}.",
    ),
    "result.next": ("接下来", "Next"),
    "result.next-role": ("看这个方向的全部介绍", "read all about this direction"),
    "result.next-guide": ("运营是什么、怎么入行、怎么看结果", "what operations is, the way in, how to read a result"),
    "result.next-why": ("看哪些回答决定了结果", "which answers made the result"),
    "result.next-page": ("存成网页，可以打印", "keep it as a page that prints well"),
    "result.next-full": ("答完全部题目，结果更稳", "answer every question, for a steadier result"),
    "tier.entry": ("入门", "entry"),
    "tier.mid": ("中级", "mid"),
    "tier.senior": ("资深", "senior"),
    # why and what if
    "why.title": (
        "{role}：第 {rank} 名，适合度 {fit}，最合适的概率 {p}",
        "{role}: place {rank}, fit {fit}, best with probability {p}",
    ),
    "why.raised": ("把它抬高的回答", "Answers that raised it"),
    "why.lowered": ("把它拉低的回答", "Answers that lowered it"),
    "why.none": ("没有", "none"),
    "why.answer": ("{question} 你的回答：{answer}", "{question} You answered: {answer}"),
    "why.p": ("对“它最合适”的概率：{p} 个百分点", "on the probability of being best: {p} percentage points"),
    "why.legend": (
        "每个数都是“有这个回答”减去“没有这个回答”的差，单位是适合度的分。",
        "Each figure is the result with this answer less the result without it, in points of fit.",
    ),
    "why.change": ("怎样它才会排到第一", "What would put it first"),
    "why.one-change": (
        "其他都不变，{change}，它就会排到{leader}前面。",
        "All else unchanged, {change} would put it ahead of {leader}.",
    ),
    "why.no-change": (
        "只改变一项，哪怕提到最高，也不足以让它超过{leader}。",
        "No single change, up to the top of its scale, would put it ahead of {leader}.",
    ),
    "why.rise-level": ("{of}从 {now} 级提高到 {then} 级", "raising {of} from level {now} to {then}"),
    "why.rise-interest": ("{of}从 {now} 提高到 {then} 个标准差", "raising {of} from {now} to {then} standard deviations"),
    "trait.interest": ("对{role}的兴趣", "interest in {role}"),
    "whatif.title": ("如果 {assumed}", "If {assumed}"),
    "whatif.row": ("适合度 {now} -> {then}  最合适的概率 {p_now} -> {p_then}", "fit {now} -> {then}  best {p_now} -> {p_then}"),
    "whatif.legend": (
        "左边是今天的结果，右边是假设成立时的结果；其他能力和兴趣按今天的估计。",
        "Left today's result, right the result if it were so; everything else as estimated today.",
    ),
    # a pack on trial
    "simulate.progress": ("模拟中 {share}", "simulating {share}"),
    "simulate.title": ("{people} 个模拟的人（种子 {seed}）", "{people} simulated people (seed {seed})"),
    "simulate.full-accuracy": ("答完全部题目时第一名正确的比例", "first place right, all questions"),
    "simulate.default-accuracy": ("默认测评第一名正确的比例", "first place right, default session"),
    "simulate.agreement": ("默认测评与全部题目一致", "default session agrees with all questions"),
    "simulate.questions-mean": ("默认测评平均题数", "questions in the default session, mean"),
    "simulate.questions-for-95": ("达到全部题目 95% 准确率的平均题数", "mean questions to 95% of full accuracy"),
    "simulate.questions-for-95-fixed": ("人人题数相同时", "the same number for everybody"),
    "simulate.not-reached": ("题库的六成以内没有达到", "not within six tenths of the bank"),
    "simulate.ece": ("概率的校准误差 ECE", "calibration error (ECE)"),
    "simulate.ece-noisy": ("同上，题目参数偏离 0.3", "the same, parameters off by sd .3"),
    "simulate.regret-true": ("默认测评的真实损失（标准差）", "true regret, default session (sd)"),
    "simulate.regret-estimated": ("默认测评自己估计的损失", "regret it expected itself (sd)"),
    "simulate.regret-full": ("全部题目的真实损失", "true regret, all questions (sd)"),
    "simulate.step": ("一步所需时间（中位数）", "time of a step (median)"),
    "simulate.calibration": ("校准：说的概率与实际", "Calibration: what was stated, how often it was right"),
    "simulate.bin": ("{people} 人：平均说 {stated}，实际 {right}", "{people} people: stated {stated}, right {right}"),
    "simulate.confusion": ("真正最合适的方向，被排到第一的是", "Truly best, and what came first"),
    "simulate.truly": ("{role}（未答题时 {prior}）：{shares}", "{role} ({prior} before any answer): {shares}"),
    "simulate.questions": ("题目的用处", "Use of the questions"),
    "simulate.never": ("默认测评从不问到：{names}", "never asked in the default session: {names}"),
    "simulate.little": ("几乎不提供信息：{names}", "tell next to nothing: {names}"),
    "replay.title": ("重放 {people} 人的记录，共 {bank} 题", "{people} recorded people, {bank} questions"),
    "replay.row": ("答 {number} 题后，第一名与全部题目一致：{share}", "after {number} questions, same first place as with all: {share}"),
    "replay.default": (
        "默认测评平均 {number} 题，一致 {share}",
        "default session: {number} questions on average, same first place {share}",
    ),
    # roles
    "roles.title": ("{pack}：{count} 个方向", "{pack}: {count} directions"),
    "roles.more": (
        "百分比是各项能力在这个方向里的分量。opscareer roles 方向 可以看全部介绍，例如 opscareer roles {role}",
        "The percentages say how much each competency weighs in the direction. opscareer roles ROLE shows one in full, e.g. opscareer roles {role}",
    ),
    "roles.duties": ("做什么", "What one does"),
    "roles.share": ("（{share} 的广告提到）", " ({share} of ads)"),
    "roles.figures": ("看哪些指标", "Figures it is judged by"),
    "roles.failures": ("常见的失误", "Typical failures"),
    "roles.fits": ("适合这样的人", "It suits you if"),
    "roles.less": ("不太适合这样的人", "It may not suit you"),
    "roles.tools": ("常提到的工具", "Tools named"),
    "roles.needs": ("需要的能力", "What it needs"),
    "roles.need": (
        "分量 {weight}；要求：入门 {entry} 级，中级 {mid} 级，资深 {senior} 级",
        "weight {weight}; level needed: entry {entry}, mid {mid}, senior {senior}",
    ),
    "roles.provenance": (
        "{share} 的广告提到（算上偶然误差，约 {low}-{high}）；只看广告的权重 {ads}，只看 O*NET 的权重 {onet}；可信度{confidence}",
        "named by {share} of ads (allowing for chance, {low}-{high}); weight by ads alone {ads}, by O*NET alone {onet}; confidence {confidence}",
    ),
    "confidence.high": ("高", "high"),
    "confidence.medium": ("中", "medium"),
    "confidence.low": ("低", "low"),
    "roles.basis": ("依据", "What this rests on"),
    "roles.ads": ("{count} 条招聘广告", "{count} job ads"),
    "roles.min-years": (
        "要求的最低经验：居中的是 {median} 年，中间一半在 {q25}-{q75} 年（{ads} 条广告写明）",
        "minimum experience asked, in years: {median} in the middle, half of the ads between {q25} and {q75} (stated in {ads} ads)",
    ),
    "roles.onet": ("参照的美国职业（O*NET）：{onet}", "American occupations compared (O*NET): {onet}"),
    "roles.ladder": ("职业阶梯", "The career ladder"),
    "roles.years": ("{first}-{last} 年", "{first}-{last} years"),
    "roles.years-open": ("{first} 年以上", "{first}+ years"),
    "roles.notes": ("这些数字有多可信", "How far to trust these figures"),
    # questions
    "questions.title": ("{pack}：{count} 题", "{pack}: {count} questions"),
    "questions.scale.interest": ("兴趣题的共同选项", "Options shared by all interest questions"),
    "questions.scale.choice": ("二选一题的共同选项", "Options shared by all choice questions"),
    "questions.template-head": (
        "答案文件。在每题的冒号后面空一格，填选项的序号；留空等于不答。填好后：opscareer assess --answers 文件名",
        "Answers. After each colon write a space and the number of an option; leave empty what you do not answer. Then: opscareer assess --answers FILE",
    ),
    "colon": ("：", ": "),
    # guide
    "guide.title": ("指南", "Guide"),
    "guide.more": (
        "opscareer guide 主题 可以看全文，例如 opscareer guide {topic}",
        "opscareer guide TOPIC shows one in full, e.g. opscareer guide {topic}",
    ),
    "guide.claims": ("文章的说法", "The article's claims"),
    "guide.source": ("出处：{source}", "Source: {source}"),
    "guide.sources": ("来源", "Sources"),
    "guide.licence": ("许可：{licence}", "Licence: {licence}"),
    "guide.trust": ("可信度：{trust}", "Trust: {trust}"),
}
