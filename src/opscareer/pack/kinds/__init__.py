"""The kinds of questions, one module each: how a kind is checked, shown, answered, put into words, and what the engine needs of it."""

from opscareer.pack.kinds.choice import Choice
from opscareer.pack.kinds.deeds import Deeds
from opscareer.pack.kinds.interest import Interest
from opscareer.pack.kinds.judgement import Judgement

Question = Deeds | Judgement | Interest | Choice
